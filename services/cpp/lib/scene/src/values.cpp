#include "scene/scene.hpp"

namespace wxwidgets::scene {

using kit::Json;

const std::string &textOf(const Widget &widget, std::string_view property) noexcept {
    static const std::string none;
    const Json *value = widget.properties.find(property);
    return value != nullptr && value->isString() ? value->string() : none;
}

int integerOf(const Widget &widget, std::string_view property, int fallback) noexcept {
    const Json *value = widget.properties.find(property);
    return value != nullptr && value->isInteger() ? static_cast<int>(value->integer()) : fallback;
}

bool isSet(const Widget &widget, std::string_view property, bool fallback) noexcept {
    const Json *value = widget.properties.find(property);
    return value != nullptr && value->isBoolean() ? value->boolean() : fallback;
}

const Json *listOf(const Widget &widget, std::string_view property) noexcept {
    const Json *value = widget.properties.find(property);
    return value != nullptr && value->isArray() ? value : nullptr;
}

} // namespace wxwidgets::scene
