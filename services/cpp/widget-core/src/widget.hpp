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

    bool isVisible() const {
        const kit::Json *visible = properties.find("visible");
        return visible == nullptr || visible->boolean();
    }
};

/** The size a widget without children wants, from its kind and properties. */
Size bestSize(const Widget &widget);

} // namespace wxwidgets::widgetcore
