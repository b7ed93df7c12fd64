// The kinds of widgets and what each takes.
#pragma once

#include <string_view>
#include <vector>

#include "geometry.hpp"
#include "kit/json.hpp"

namespace wxwidgets::widgetcore {

enum class PropertyType { Text, Integer, Boolean, TextList, Colour };

struct PropertySpec {
    std::string_view name;
    PropertyType type;
};

/** How a container places children when it has no sizer. */
enum class Arrangement {
    None,     // takes no children
    Place,    // each at its `x` and `y`
    Fill,     // an only child fills it, as in a frame
    Pages,    // all children fill it, one is seen
    Split,    // two children share it
    Sizer,    // must have a sizer
};

struct Kind {
    std::string_view name;
    Arrangement arrangement;
    Insets insets;
    /** Beyond those every kind has. */
    std::vector<PropertySpec> properties;
    bool isContainer() const { return arrangement != Arrangement::None; }
};

/** Null when there is no such kind. */
const Kind *findKind(std::string_view name);
const std::vector<Kind> &allKinds();
/** Null when `kind` has no such property. */
const PropertySpec *findProperty(const Kind &kind, std::string_view name);
/** Words for what is wrong with `value`; empty when it fits. */
std::string checkProperty(const PropertySpec &spec, const kit::Json &value);
const char *typeName(PropertyType type);

} // namespace wxwidgets::widgetcore
