#include "kinds.hpp"

namespace wxwidgets::widgetcore {

namespace {

constexpr PropertySpec label{"label", PropertyType::Text};
constexpr PropertySpec title{"title", PropertyType::Text};
constexpr PropertySpec value{"value", PropertyType::Text};
constexpr PropertySpec number{"value", PropertyType::Integer};
constexpr PropertySpec minimum{"min", PropertyType::Integer};
constexpr PropertySpec maximum{"max", PropertyType::Integer};
constexpr PropertySpec isChecked{"checked", PropertyType::Boolean};
constexpr PropertySpec choices{"choices", PropertyType::TextList};
constexpr PropertySpec selection{"selection", PropertyType::Integer};
constexpr PropertySpec isVertical{"vertical", PropertyType::Boolean};

// Every kind has these.
const std::vector<PropertySpec> common{
    {"visible", PropertyType::Boolean},      {"enabled", PropertyType::Boolean}, {"tooltip", PropertyType::Text}, {"tab", PropertyType::Text}, {"x", PropertyType::Integer}, {"y", PropertyType::Integer},
    {"foreground", PropertyType::Colour}, {"background", PropertyType::Colour}, {"style", PropertyType::TextList},
};

bool isColour(const std::string &text) {
    return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

} // namespace

const std::vector<Kind> &allKinds() {
    static const std::vector<Kind> kinds{
        {"frame", Arrangement::Fill, {}, {title}},
        {"dialog", Arrangement::Fill, {}, {title}},
        {"panel", Arrangement::Place, {}, {}},
        {"scrolled", Arrangement::Place, {0, 0, 16, 16}, {}},
        {"staticbox", Arrangement::Place, {8, 22, 8, 8}, {label}},
        {"notebook", Arrangement::Pages, {2, 32, 2, 2}, {selection}},
        {"splitter", Arrangement::Split, {}, {isVertical, {"sash", PropertyType::Integer}}},
        {"group", Arrangement::Sizer, {}, {}},
        {"spacer", Arrangement::None, {}, {}},
        {"button", Arrangement::None, {}, {label, {"default", PropertyType::Boolean}}},
        {"toggle", Arrangement::None, {}, {label, isChecked}},
        {"label", Arrangement::None, {}, {label, {"wrap", PropertyType::Integer}}},
        {"text", Arrangement::None, {}, {value, {"multiline", PropertyType::Boolean}, {"readonly", PropertyType::Boolean}, {"password", PropertyType::Boolean}, {"hint", PropertyType::Text}, {"maxLength", PropertyType::Integer}}},
        {"checkbox", Arrangement::None, {}, {label, isChecked}},
        {"radio", Arrangement::None, {}, {label, isChecked}},
        {"radiobox", Arrangement::None, {}, {label, choices, selection, isVertical}},
        {"choice", Arrangement::None, {}, {choices, selection}},
        {"combobox", Arrangement::None, {}, {choices, selection, value}},
        {"listbox", Arrangement::None, {}, {choices, selection}},
        {"slider", Arrangement::None, {}, {number, minimum, maximum, isVertical}},
        {"gauge", Arrangement::None, {}, {number, maximum, isVertical}},
        {"spin", Arrangement::None, {}, {number, minimum, maximum}},
        {"bitmap", Arrangement::None, {}, {{"source", PropertyType::Text}}},
        {"line", Arrangement::None, {}, {isVertical}},
        {"link", Arrangement::None, {}, {label, {"url", PropertyType::Text}}},
        {"canvas", Arrangement::None, {}, {}},
    };
    return kinds;
}

const Kind *findKind(std::string_view name) {
    for (const Kind &kind : allKinds()) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

const PropertySpec *findProperty(const Kind &kind, std::string_view name) {
    for (const PropertySpec &spec : kind.properties) {
        if (spec.name == name) return &spec;
    }
    for (const PropertySpec &spec : common) {
        if (spec.name == name) return &spec;
    }
    return nullptr;
}

const char *typeName(PropertyType type) {
    switch (type) {
    case PropertyType::Text: return "a string";
    case PropertyType::Integer: return "an integer from -1000000 to 1000000";
    case PropertyType::Boolean: return "a boolean";
    case PropertyType::TextList: return "an array of at most 1000 strings";
    case PropertyType::Colour: break;
    }
    return "a colour as #rrggbb";
}

std::string checkProperty(const PropertySpec &spec, const kit::Json &value) {
    bool isFine = false;
    switch (spec.type) {
    case PropertyType::Text: isFine = value.isString() && value.string().size() <= 65536; break;
    case PropertyType::Integer: isFine = value.isInteger() && value.integer() >= -1000000 && value.integer() <= 1000000; break;
    case PropertyType::Boolean: isFine = value.isBoolean(); break;
    case PropertyType::Colour: isFine = value.isString() && isColour(value.string()); break;
    case PropertyType::TextList:
        isFine = value.isArray() && value.size() <= 1000;
        for (std::size_t i = 0; isFine && i < value.size(); ++i) isFine = value.items()[i].isString();
        break;
    }
    return isFine ? std::string() : std::string("must be ") + typeName(spec.type);
}

} // namespace wxwidgets::widgetcore
