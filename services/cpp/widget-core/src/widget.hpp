// One widget of a tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geometry.hpp"
#include "kinds.hpp"
#include "kit/json.hpp"
#include "sizer.hpp"

namespace wxwidgets::widgetcore {

struct Widget {
    // In widget.cpp, and not in every unit that sees a widget.
    Widget();
    ~Widget();
    Widget(const Widget &) = delete;
    Widget &operator=(const Widget &) = delete;

    /** Given by the tree; 0 while it is in none. */
    std::uint32_t id = 0;
    const Kind *kind = nullptr;
    std::string name;
    kit::Json properties = kit::Json::object();
    /** A component of -1 asks for the best size. */
    Size minSize{-1, -1};
    Item item;
    std::optional<Sizer> sizer;
    Widget *parent = nullptr;
    std::vector<std::unique_ptr<Widget>> children;

    bool isVisible() const;
};

// Here and not where they are used: growing and shrinking a vector is much code to compile.

/** `index` is at most the number of children. */
Widget &insertChild(Widget &parent, std::size_t index, std::unique_ptr<Widget> child);
Widget &appendChild(Widget &parent, std::unique_ptr<Widget> child);
/** Takes a widget, which must have a parent, out of it. */
std::unique_ptr<Widget> takeChild(Widget &child);

/** The size a widget without children wants, from its kind and properties. */
Size bestSize(const Widget &widget);

} // namespace wxwidgets::widgetcore
