// The second half of a layout pass: rectangles, top-down.
#include "layout.hpp"

#include "measure.hpp"

namespace wxwidgets::widgetcore {

namespace {

void arrangeSplit(const Widget &widget, const Rect &area, std::vector<Cell> &cells) {
    if (cells.size() < 2) {
        for (Cell &cell : cells) cell.rect = area;
        return;
    }
    const bool isSideBySide = isVertical(widget);
    const int room = std::max(0, (isSideBySide ? area.width : area.height) - sashWidth);
    const int first = std::clamp(integerProperty(widget, "sash", room / 2), 0, room);
    cells[0].rect = isSideBySide ? Rect{area.x, area.y, first, area.height} : Rect{area.x, area.y, area.width, first};
    const int at = first + sashWidth;
    cells[1].rect = isSideBySide ? Rect{area.x + at, area.y, room - first, area.height} : Rect{area.x, area.y + at, area.width, room - first};
}

void arrangeContent(const Widget &widget, const Rect &area, std::vector<Cell> &cells) {
    if (widget.sizer) return widget.sizer->type == Sizer::Type::Box ? arrangeBox(*widget.sizer, area, cells) : arrangeGrid(*widget.sizer, area, cells);
    if (widget.kind->arrangement == Arrangement::Split) return arrangeSplit(widget, area, cells);
    const bool isFilled = widget.kind->arrangement == Arrangement::Pages || (widget.kind->arrangement == Arrangement::Fill && cells.size() == 1);
    for (Cell &cell : cells) {
        cell.rect = isFilled ? area : Rect{area.x + integerProperty(*cell.widget, "x", 0), area.y + integerProperty(*cell.widget, "y", 0), cell.minimum.width, cell.minimum.height};
    }
}

void arrange(const Widget &widget, const Rect &wanted, const SizeTable &sizes, std::vector<Placed> &placed) {
    const Rect rect{std::clamp(wanted.x, -maxCoordinate, maxCoordinate), std::clamp(wanted.y, -maxCoordinate, maxCoordinate), clampCoordinate(wanted.width), clampCoordinate(wanted.height)};
    const Size &minimum = sizes.get(widget);
    placed.push_back({&widget, rect, rect.width < minimum.width || rect.height < minimum.height});
    if (widget.children.empty()) return;
    std::vector<Cell> cells = cellsOf(widget, sizes);
    Rect area = shrink(rect, widget.kind->insets);
    if (widget.kind->name == "scrolled") {
        const Size content = measureContent(widget, cells);
        area.width = std::max(area.width, content.width);
        area.height = std::max(area.height, content.height);
    }
    arrangeContent(widget, area, cells);
    for (const Cell &cell : cells) arrange(*cell.widget, cell.rect, sizes, placed);
}

} // namespace

Layout layOut(const Widget &root, std::optional<Size> size) {
    SizeTable sizes;
    measure(root, sizes);
    Layout layout;
    layout.minimum = sizes.get(root);
    layout.size = size.value_or(layout.minimum);
    if (root.isVisible()) arrange(root, {0, 0, layout.size.width, layout.size.height}, sizes, layout.placed);
    return layout;
}

} // namespace wxwidgets::widgetcore
