#include "damage.hpp"

namespace wxwidgets::render {

using scene::Rect;

namespace {

/** More are joined with their neighbours first: the exact way takes time by the square of their number. */
constexpr std::size_t maxExact = 256;

bool isAbove(const Rect &a, const Rect &b) { return a.y != b.y ? a.y < b.y : a.x < b.x; }

Rect around(const Rect &a, const Rect &b) {
    const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

// Joins runs of neighbours in order until there are at most `count`.
std::vector<Rect> joinNeighbours(std::vector<Rect> regions, std::size_t count) {
    std::sort(regions.begin(), regions.end(), isAbove);
    std::vector<Rect> joined;
    const std::size_t run = (regions.size() + count - 1) / count;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (i % run == 0) joined.push_back(regions[i]);
        else joined.back() = around(joined.back(), regions[i]);
    }
    return joined;
}

struct Span {
    int left;
    int right;
};

// What the regions cover between two neighbouring edges.
std::vector<Span> spansAt(const std::vector<Rect> &regions, int y) {
    std::vector<Span> spans;
    for (const Rect &region : regions) {
        if (region.y <= y && y < region.y + region.height) spans.push_back({region.x, region.x + region.width});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.left < b.left; });
    std::vector<Span> merged;
    for (const Span &span : spans) {
        if (!merged.empty() && span.left <= merged.back().right) merged.back().right = std::max(merged.back().right, span.right);
        else merged.push_back(span);
    }
    return merged;
}

// Bands between edges; a span that stands below an equal one lengthens it.
std::vector<Rect> cover(const std::vector<Rect> &regions) {
    std::vector<int> edges;
    for (const Rect &region : regions) {
        edges.push_back(region.y);
        edges.push_back(region.y + region.height);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<Rect> result;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        for (const Span &span : spansAt(regions, edges[i])) {
            const auto above = std::find_if(result.begin(), result.end(), [&](const Rect &rect) { return rect.x == span.left && rect.width == span.right - span.left && rect.y + rect.height == edges[i]; });
            if (above != result.end()) above->height += edges[i + 1] - edges[i];
            else result.push_back({span.left, edges[i], span.right - span.left, edges[i + 1] - edges[i]});
        }
    }
    return result;
}

// Until none overlap: joining two may reach into a third.
std::vector<Rect> absorb(std::vector<Rect> regions) {
    for (std::size_t i = 0; i < regions.size(); ++i) {
        for (std::size_t j = i + 1; j < regions.size(); ++j) {
            if (isEmpty(scene::intersection(regions[i], regions[j]))) continue;
            regions[i] = around(regions[i], regions[j]);
            regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(j));
            i = static_cast<std::size_t>(-1); // from the beginning
            break;
        }
    }
    return regions;
}

} // namespace

std::vector<Rect> mergeRegions(std::vector<Rect> regions, const Rect &whole) {
    std::vector<Rect> inside;
    for (const Rect &region : regions) {
        const Rect part = scene::intersection(region, whole);
        if (!isEmpty(part)) inside.push_back(part);
    }
    if (inside.size() > maxExact) inside = joinNeighbours(std::move(inside), maxExact);
    std::vector<Rect> exact = cover(inside);
    if (exact.size() > maxRegions) exact = absorb(joinNeighbours(std::move(exact), maxRegions));
    std::sort(exact.begin(), exact.end(), isAbove);
    return exact;
}

} // namespace wxwidgets::render
