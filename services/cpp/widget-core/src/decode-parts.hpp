// What decoding a widget and changing one have in common.
#pragma once

#include "kit/fields.hpp"
#include "widget.hpp"

namespace wxwidgets::widgetcore {

void setProperty(Widget &widget, const std::string &name, const kit::Json &value, const std::string &path);
/** The rules that concern a widget as a whole; `fields` is where it came from. */
void checkWhole(const Widget &widget, const kit::Fields &fields);

} // namespace wxwidgets::widgetcore
