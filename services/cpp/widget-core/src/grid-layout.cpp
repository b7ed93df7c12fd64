// wxGridSizer and wxFlexGridSizer: cells in rows and columns, all alike or each line as large as it must be.
#include "layout.hpp"

namespace wxwidgets::widgetcore {

namespace {

struct Lines {
    std::size_t rows;
    std::size_t cols;
};

// The side that is not given follows from the number of cells; more cells than rows x cols add rows.
Lines countLines(const Sizer &sizer, std::size_t cells) {
    const auto ceilDiv = [](std::size_t a, std::size_t b) { return (a + b - 1) / b; };
    const std::size_t rows = static_cast<std::size_t>(sizer.rows), cols = static_cast<std::size_t>(sizer.cols);
    if (cols == 0) return {std::min(rows, cells), ceilDiv(cells, rows)};
    return {std::max(rows, ceilDiv(cells, cols)), cols};
}

struct Tracks {
    std::vector<Share> rows;
    std::vector<Share> cols;
};

void makeGrowable(std::vector<Share> &tracks, const std::vector<Growable> &lines) {
    bool isAnyWeighted = false;
    for (const Growable &line : lines) isAnyWeighted = isAnyWeighted || line.proportion > 0;
    for (const Growable &line : lines) {
        // Without proportions all grow alike; beside a line with one, a line without does not grow.
        if (static_cast<std::size_t>(line.index) < tracks.size()) tracks[static_cast<std::size_t>(line.index)].proportion = isAnyWeighted ? line.proportion : 1;
    }
}

Tracks measureTracks(const Sizer &sizer, const std::vector<Cell> &cells) {
    const Lines lines = countLines(sizer, cells.size());
    Tracks tracks{std::vector<Share>(lines.rows), std::vector<Share>(lines.cols)};
    Size largest;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Share &row = tracks.rows[i / lines.cols];
        Share &col = tracks.cols[i % lines.cols];
        row.minimum = std::max(row.minimum, cells[i].minimum.height);
        col.minimum = std::max(col.minimum, cells[i].minimum.width);
        largest = {std::max(largest.width, cells[i].minimum.width), std::max(largest.height, cells[i].minimum.height)};
    }
    if (sizer.type == Sizer::Type::Grid) {
        for (Share &row : tracks.rows) row = {largest.height, 1};
        for (Share &col : tracks.cols) col = {largest.width, 1};
    } else {
        makeGrowable(tracks.rows, sizer.growableRows);
        makeGrowable(tracks.cols, sizer.growableCols);
    }
    return tracks;
}

int gaps(std::size_t lines, int gap) { return lines == 0 ? 0 : static_cast<int>(lines - 1) * gap; }

int total(const std::vector<Share> &tracks, int gap) {
    long long sum = gaps(tracks.size(), gap);
    for (const Share &track : tracks) sum += track.minimum;
    return clampCoordinate(sum);
}

std::vector<int> starts(int from, const std::vector<int> &sizes, int gap) {
    std::vector<int> result;
    long long next = from;
    for (const int size : sizes) {
        result.push_back(clampCoordinate(next));
        next += size + gap;
    }
    return result;
}

// A line that grows by proportion still begins at its minimum: only what is left over is shared.
std::vector<int> fit(int available, const Sizer &sizer, const std::vector<Share> &tracks, int gap) {
    const int room = available - gaps(tracks.size(), gap);
    if (sizer.type == Sizer::Type::Grid) return distribute(room, tracks);
    std::vector<Share> extra;
    long long spare = room;
    for (const Share &track : tracks) {
        extra.push_back({0, track.proportion});
        spare -= track.minimum;
    }
    std::vector<int> sizes = distribute(clampCoordinate(spare), extra);
    for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] += tracks[i].minimum;
    return sizes;
}

} // namespace

Size measureGrid(const Sizer &sizer, const std::vector<Cell> &cells) {
    const Tracks tracks = measureTracks(sizer, cells);
    return {total(tracks.cols, sizer.hgap), total(tracks.rows, sizer.vgap)};
}

void arrangeGrid(const Sizer &sizer, const Rect &area, std::vector<Cell> &cells) {
    const Tracks tracks = measureTracks(sizer, cells);
    const std::vector<int> heights = fit(area.height, sizer, tracks.rows, sizer.vgap);
    const std::vector<int> widths = fit(area.width, sizer, tracks.cols, sizer.hgap);
    const std::vector<int> tops = starts(area.y, heights, sizer.vgap);
    const std::vector<int> lefts = starts(area.x, widths, sizer.hgap);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t row = i / tracks.cols.size(), col = i % tracks.cols.size();
        const Item &item = cells[i].widget->item;
        cells[i].rect = placeInCell(item, cells[i].minimum, {lefts[col], tops[row], widths[col], heights[row]}, item.isExpanded, item.isExpanded);
    }
}

} // namespace wxwidgets::widgetcore
