// The classes XRC names, and what each becomes in a widget tree.
#pragma once

#include <string_view>
#include <vector>

namespace wxwidgets::xrc {

enum class Family {
    Window,     // a widget
    Container,  // a widget that takes others
    Sizer,
    SizerItem,  // "sizeritem", "spacer", "button" of a wxStdDialogButtonSizer
    Page,       // "notebookpage", "treebookpage"
};

/** Text: with `\n`, `_` for a mnemonic and `__`. Verbatim: as it stands. */
enum class ValueType { Text, Verbatim, Integer, Boolean, Dimension, Choices, Ignored };

struct PropertyRule {
    /** The element's name. */
    std::string_view name;
    ValueType type;
    /** The widget's property; empty when another part reads it. */
    std::string_view property;
};

/** A style flag that is a property of its own in a widget tree. */
struct StyleRule {
    std::string_view flag;
    std::string_view property;
};

struct XrcClass {
    std::string_view name;
    Family family;
    /** Kind in widget-core; empty for sizer items and pages. */
    std::string_view kind;
    std::vector<PropertyRule> properties;
    std::vector<StyleRule> styles;
    /** Often left without a name, as nothing in a program asks for it. */
    bool isDecoration = false;
    bool isTopLevel = false;
};

/** Null when there is none. */
const XrcClass *findClass(std::string_view name);
const std::vector<XrcClass> &allClasses();
/** Among the class's own and those of every window; null when unknown. */
const PropertyRule *findRule(const XrcClass &type, std::string_view name);
std::vector<std::string_view> classNames();

} // namespace wxwidgets::xrc
