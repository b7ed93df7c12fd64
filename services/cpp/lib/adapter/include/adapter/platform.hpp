// Everything a service says about its platform.
#pragma once

#include <string>
#include <string_view>

#include "adapter/events.hpp"
#include "adapter/native.hpp"
#include "adapter/surroundings.hpp"
#include "adapter/tables.hpp"

namespace wxwidgets::adapter {

/** Where rectangles begin: at the top left or the bottom left of the parent. */
enum class Origin { Top, Bottom };
enum class Mnemonic { Ampersand, Underscore, None };

struct Platform {
    std::string_view name;
    Origin origin;
    Mnemonic mnemonic;
    Table<ClassRow> classes;
    Table<Rule> rules;
    Table<StyleRule> styles;
    Table<AttributeRule> attributes;
    Table<Flag> flags;
    Table<Theme> themes;
    /** What tables cannot say; after them. */
    void (*finish)(const scene::Widget &widget, const Surroundings &around, NativeWidget &native);
    kit::Json (*toNative)(const Event &event, const Surroundings &around);
    /** `widget` is what the caller says; may be empty. */
    Event (*fromNative)(const kit::Fields &native, const std::string &widget, const Surroundings &around);
};

} // namespace wxwidgets::adapter
