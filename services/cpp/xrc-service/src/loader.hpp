// XRC resources to widget trees, in the shape widget-core takes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classes.hpp"
#include "kit/json.hpp"
#include "problems.hpp"
#include "xml-reader.hpp"

namespace wxwidgets::xrc {

struct Loaded {
    Problems problems;
    /** `[{"name", "size"?, "root"}]`; not to be used when there are errors. */
    kit::Json trees = kit::Json::array();
};

Loaded loadResource(std::string_view text, const XmlLimits &limits = {});

/** One load, passed from part to part. */
struct Context {
    Problems &problems;
    /** Names within the current top-level object, and where each was first. */
    std::unordered_map<std::string, Place> names;
};

// loader.cpp
/** The class of an object; a problem and null when it has none or it is unknown. */
const XrcClass *classOf(const Element &object, Context &context);
/** The name for a widget: empty when there is none. Twice the same is a problem. */
std::string takeName(const Element &object, const XrcClass &type, Context &context);
void checkProperties(const Element &object, const XrcClass &type, Context &context);
/** Properties of the class's own rules. */
void readProperties(const Element &object, const XrcClass &type, kit::Json &properties, Context &context);

// window-loader.cpp
kit::Json loadWindow(const Element &object, const XrcClass &type, Context &context);

// sizer-loader.cpp
/** A sizer that is an item of another one, as a widget of its own. */
kit::Json loadNestedSizer(const Element &object, const XrcClass &type, Context &context);
/** The sizer of a window: fills `sizer` and `children` of `widget`. */
void loadSizerInto(kit::Json &widget, const Element &object, const XrcClass &type, Context &context);

} // namespace wxwidgets::xrc
