// The first half of a layout pass: minimum sizes, bottom-up.
#pragma once

#include <vector>

#include "layout.hpp"
#include "size-table.hpp"

namespace wxwidgets::widgetcore {

constexpr int sashWidth = 6;

/** Minimum sizes of a widget and all below it. */
void measure(const Widget &widget, SizeTable &sizes);
/** The visible children, measured. */
std::vector<Cell> cellsOf(const Widget &widget, const SizeTable &sizes);
/** The minimum of what is inside a container. */
Size measureContent(const Widget &widget, const std::vector<Cell> &cells);

int integerProperty(const Widget &widget, std::string_view name, int fallback);
bool isVertical(const Widget &widget);

} // namespace wxwidgets::widgetcore
