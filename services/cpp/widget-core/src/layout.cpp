#include "layout.hpp"

#include "size-table.hpp"

namespace wxwidgets::widgetcore {

namespace {

constexpr int scrolledMinimum = 64;
constexpr int sashWidth = 6;

int integer(const Widget &widget, std::string_view name, int fallback) {
    const kit::Json *value = widget.properties.find(name);
    return value != nullptr ? static_cast<int>(value->integer()) : fallback;
}

bool isVertical(const Widget &widget) {
    const kit::Json *value = widget.properties.find("vertical");
    return value != nullptr && value->boolean();
}

std::vector<Cell> cellsOf(const Widget &widget, const SizeTable &sizes) {
    std::vector<Cell> cells;
    for (const auto &child : widget.children) {
        if (!child->isVisible()) continue;
        const Item &item = child->item;
        cells.push_back({child.get(), grow(sizes.get(*child), {item.left(), item.top(), item.right(), item.bottom()}), {}});
    }
    return cells;
}

Size measureSplit(const Widget &widget, const std::vector<Cell> &cells) {
    Size size;
    for (const Cell &cell : cells) {
        size = isVertical(widget) ? Size{size.width + cell.minimum.width, std::max(size.height, cell.minimum.height)}
                                  : Size{std::max(size.width, cell.minimum.width), size.height + cell.minimum.height};
    }
    if (cells.size() > 1) (isVertical(widget) ? size.width : size.height) += sashWidth;
    return size;
}

Size measureContent(const Widget &widget, const std::vector<Cell> &cells) {
    if (widget.sizer) return widget.sizer->type == Sizer::Type::Box ? measureBox(*widget.sizer, cells) : measureGrid(*widget.sizer, cells);
    if (widget.kind->arrangement == Arrangement::Split) return measureSplit(widget, cells);
    const bool isPlaced = widget.kind->arrangement == Arrangement::Place || (widget.kind->arrangement == Arrangement::Fill && cells.size() > 1);
    Size size;
    for (const Cell &cell : cells) {
        const int x = isPlaced ? integer(*cell.widget, "x", 0) : 0, y = isPlaced ? integer(*cell.widget, "y", 0) : 0;
        size = {std::max(size.width, x + cell.minimum.width), std::max(size.height, y + cell.minimum.height)};
    }
    return size;
}

void measure(const Widget &widget, SizeTable &sizes) {
    for (const auto &child : widget.children) measure(*child, sizes);
    Size size = bestSize(widget);
    if (widget.kind->isContainer()) size = grow(measureContent(widget, cellsOf(widget, sizes)), widget.kind->insets);
    // What scrolls need not be seen as a whole.
    if (widget.kind->name == "scrolled") size = {std::min(size.width, scrolledMinimum), std::min(size.height, scrolledMinimum)};
    if (widget.minSize.width >= 0) size.width = widget.minSize.width;
    if (widget.minSize.height >= 0) size.height = widget.minSize.height;
    sizes.set(widget, {clampCoordinate(size.width), clampCoordinate(size.height)});
}

void arrangeSplit(const Widget &widget, const Rect &area, std::vector<Cell> &cells) {
    if (cells.size() < 2) {
        for (Cell &cell : cells) cell.rect = area;
        return;
    }
    const bool isSideBySide = isVertical(widget);
    const int room = std::max(0, (isSideBySide ? area.width : area.height) - sashWidth);
    const int first = std::clamp(integer(widget, "sash", room / 2), 0, room);
    cells[0].rect = isSideBySide ? Rect{area.x, area.y, first, area.height} : Rect{area.x, area.y, area.width, first};
    const int at = first + sashWidth;
    cells[1].rect = isSideBySide ? Rect{area.x + at, area.y, room - first, area.height} : Rect{area.x, area.y + at, area.width, room - first};
}

void arrangeContent(const Widget &widget, const Rect &area, std::vector<Cell> &cells) {
    if (widget.sizer) return widget.sizer->type == Sizer::Type::Box ? arrangeBox(*widget.sizer, area, cells) : arrangeGrid(*widget.sizer, area, cells);
    if (widget.kind->arrangement == Arrangement::Split) return arrangeSplit(widget, area, cells);
    const bool isFilled = widget.kind->arrangement == Arrangement::Pages || (widget.kind->arrangement == Arrangement::Fill && cells.size() == 1);
    for (Cell &cell : cells) {
        cell.rect = isFilled ? area : Rect{area.x + integer(*cell.widget, "x", 0), area.y + integer(*cell.widget, "y", 0), cell.minimum.width, cell.minimum.height};
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
