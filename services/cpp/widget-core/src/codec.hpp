// Widgets to and from JSON; the shape is in README.md.
#pragma once

#include <memory>
#include <string>

#include "kit/json.hpp"
#include "widget.hpp"

namespace wxwidgets::widgetcore {

struct TreeLimits {
    std::size_t depth = 48;
    std::size_t widgets = 10000;
};

/** Checks everything a widget and its children say. HttpError 400 names the place, 422 the limit. */
std::unique_ptr<Widget> decodeWidget(const kit::Json &value, const std::string &path, const TreeLimits &limits);
/** Changes to a widget: name, properties (null removes one), minSize, item, sizer (null removes it). All or nothing. */
void applyChanges(Widget &widget, const kit::Json &value);
Size decodeSize(const kit::Json &value, const std::string &path, int lowest);

kit::Json encodeWidget(const Widget &widget, bool withChildren);
std::string idText(std::uint32_t id);

std::size_t countWidgets(const Widget &widget);
/** 1 for a widget without children. */
std::size_t depthOf(const Widget &widget);

} // namespace wxwidgets::widgetcore
