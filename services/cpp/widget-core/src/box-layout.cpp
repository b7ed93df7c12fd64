// wxBoxSizer: one line of cells, horizontal or vertical.
#include "layout.hpp"

namespace wxwidgets::widgetcore {

namespace {

int major(const Sizer &sizer, const Size &size) { return sizer.isVertical ? size.height : size.width; }
int minor(const Sizer &sizer, const Size &size) { return sizer.isVertical ? size.width : size.height; }

} // namespace

Size measureBox(const Sizer &sizer, const std::vector<Cell> &cells) {
    long long fixed = 0, parts = 0, widestPart = 0;
    int across = 0;
    for (const Cell &cell : cells) {
        across = std::max(across, minor(sizer, cell.minimum));
        const int along = major(sizer, cell.minimum);
        const int proportion = cell.widget->item.proportion;
        if (proportion == 0) {
            fixed += along;
            continue;
        }
        parts += proportion;
        widestPart = std::max(widestPart, (static_cast<long long>(along) + proportion - 1) / proportion);
    }
    // Wide enough that every part meets its minimum at the asked proportions, as wxWidgets does it.
    const int along = clampCoordinate(fixed + parts * widestPart);
    return sizer.isVertical ? Size{across, along} : Size{along, across};
}

void arrangeBox(const Sizer &sizer, const Rect &area, std::vector<Cell> &cells) {
    std::vector<Share> shares;
    for (const Cell &cell : cells) shares.push_back({major(sizer, cell.minimum), cell.widget->item.proportion});
    const std::vector<int> sizes = distribute(sizer.isVertical ? area.height : area.width, shares);
    long long next = sizer.isVertical ? area.y : area.x;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell &cell = cells[i];
        const int at = clampCoordinate(next);
        const Rect outer = sizer.isVertical ? Rect{area.x, at, area.width, sizes[i]} : Rect{at, area.y, sizes[i], area.height};
        const bool isExpanded = cell.widget->item.isExpanded;
        cell.rect = placeInCell(cell.widget->item, cell.minimum, outer, !sizer.isVertical || isExpanded, sizer.isVertical || isExpanded);
        next += sizes[i];
    }
}

} // namespace wxwidgets::widgetcore
