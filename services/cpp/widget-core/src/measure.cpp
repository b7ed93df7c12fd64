#include "measure.hpp"

namespace wxwidgets::widgetcore {

namespace {

constexpr int scrolledMinimum = 64;

Size measureSplit(const Widget &widget, const std::vector<Cell> &cells) {
    Size size;
    for (const Cell &cell : cells) {
        size = isVertical(widget) ? Size{size.width + cell.minimum.width, std::max(size.height, cell.minimum.height)}
                                  : Size{std::max(size.width, cell.minimum.width), size.height + cell.minimum.height};
    }
    if (cells.size() > 1) (isVertical(widget) ? size.width : size.height) += sashWidth;
    return size;
}

} // namespace

int integerProperty(const Widget &widget, std::string_view name, int fallback) {
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

Size measureContent(const Widget &widget, const std::vector<Cell> &cells) {
    if (widget.sizer) return widget.sizer->type == Sizer::Type::Box ? measureBox(*widget.sizer, cells) : measureGrid(*widget.sizer, cells);
    if (widget.kind->arrangement == Arrangement::Split) return measureSplit(widget, cells);
    const bool isPlaced = widget.kind->arrangement == Arrangement::Place || (widget.kind->arrangement == Arrangement::Fill && cells.size() > 1);
    Size size;
    for (const Cell &cell : cells) {
        const int x = isPlaced ? integerProperty(*cell.widget, "x", 0) : 0, y = isPlaced ? integerProperty(*cell.widget, "y", 0) : 0;
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

} // namespace wxwidgets::widgetcore
