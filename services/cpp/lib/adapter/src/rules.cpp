#include "adapter/rules.hpp"

#include "adapter/map.hpp"

namespace wxwidgets::adapter {

using kit::Json;

namespace {

bool isKind(std::string_view pattern, std::string_view kind) {
    if (pattern == "*") return true;
    return pattern.front() == '!' ? pattern.substr(1) != kind : pattern == kind;
}

bool holds(const Rule &rule, const scene::Widget &widget) {
    const std::string property(rule.property);
    if (rule.when == When::Given) return widget.properties.find(property) != nullptr;
    return scene::isSet(widget, property) == (rule.when == When::Set);
}

// `name=value`: a number or boolean when it reads like one.
Json valueOf(std::string_view text) {
    if (text == "true" || text == "false") return text == "true";
    const bool isNumber = !text.empty() && text.find_first_not_of("-0123456789.") == std::string_view::npos;
    if (!isNumber) return text;
    const std::string digits(text);
    if (text.find('.') == std::string_view::npos) return std::strtol(digits.c_str(), nullptr, 10);
    return std::strtod(digits.c_str(), nullptr);
}

bool applyStyle(const Platform &platform, const scene::Widget &widget, const std::string &style, NativeWidget &native) {
    bool isKnown = false;
    for (const StyleRule &rule : platform.styles) {
        if (rule.style != style || !isKind(rule.kind, widget.kind)) continue;
        applyWords(rule.words, native);
        isKnown = true;
    }
    return isKnown;
}

void applyStyles(const Platform &platform, const scene::Widget &widget, const Json &styles, NativeWidget &native) {
    Json ignored = Json::array();
    for (const Json &style : styles.items()) {
        if (!applyStyle(platform, widget, style.string(), native)) ignored.push(style);
    }
    if (ignored.size() > 0) native.attributes.set("ignoredStyles", std::move(ignored));
}

Json convert(const Json &value, Conversion conversion, Mnemonic mnemonic) {
    switch (conversion) {
    case Conversion::Same: break;
    case Conversion::Not: return value.isBoolean() ? Json(!value.boolean()) : value;
    case Conversion::Number: return value.isBoolean() ? Json(value.boolean() ? 1 : 0) : value;
    case Conversion::Label: return value.isString() ? Json(convertMnemonic(value.string(), mnemonic)) : value;
    }
    return value;
}

} // namespace

std::string_view takeWord(std::string_view &words) {
    const std::string_view word = words.substr(0, words.find('|'));
    words.remove_prefix(word.size() == words.size() ? word.size() : word.size() + 1);
    return word;
}

Json readWords(std::string_view words) {
    Json values = Json::object();
    while (!words.empty()) {
        const std::string_view word = takeWord(words);
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos) values.set(word.substr(0, equals), valueOf(word.substr(equals + 1)));
    }
    return values;
}

void applyWords(std::string_view words, NativeWidget &native) {
    while (!words.empty()) {
        const std::string_view word = takeWord(words);
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos) native.attributes.set(word.substr(0, equals), valueOf(word.substr(equals + 1)));
        else if (word.front() == '-') native.removeFlag(word.substr(1));
        else native.addFlag(word);
    }
}

void applyRules(const Platform &platform, const scene::Widget &widget, NativeWidget &native) {
    for (const Rule &rule : platform.rules) {
        if (isKind(rule.kind, widget.kind) && holds(rule, widget)) applyWords(rule.words, native);
    }
    if (const Json *styles = scene::listOf(widget, "style")) applyStyles(platform, widget, *styles, native);
    for (const AttributeRule &rule : platform.attributes) {
        if (!isKind(rule.kind, widget.kind)) continue;
        const Json *value = widget.properties.find(rule.property);
        if (value != nullptr) native.attributes.set(rule.attribute, convert(*value, rule.conversion, platform.mnemonic));
    }
}

} // namespace wxwidgets::adapter
