#include "adapter/keys.hpp"

#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::HttpError;
using kit::Json;

namespace {

constexpr std::string_view names[] = {
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16", "f17", "f18", "f19", "f20",
    "left", "right", "up", "down", "home", "end", "pageUp", "pageDown", "insert", "delete", "backspace", "tab", "enter", "escape", "space",
    "-", "=", "[", "]", "\\", ";", "'", ",", ".", "/", "`",
    "numpad0", "numpad1", "numpad2", "numpad3", "numpad4", "numpad5", "numpad6", "numpad7", "numpad8", "numpad9",
    "numpadAdd", "numpadSubtract", "numpadMultiply", "numpadDivide", "numpadDecimal",
    "shift", "control", "alt", "meta", "capsLock",
};

struct Modifier {
    std::string_view name;
    unsigned bit;
};
constexpr Modifier modifierNames[] = {{"shift", shiftKey}, {"control", controlKey}, {"alt", altKey}, {"meta", metaKey}};

} // namespace

Table<std::string_view> allKeys() { return names; }

const KeyRow *findKey(Table<KeyRow> keys, std::string_view key) {
    for (const KeyRow &row : keys) {
        if (row.key == key) return &row;
    }
    return nullptr;
}

const KeyRow *findKeyCode(Table<KeyRow> keys, std::uint32_t code) {
    for (const KeyRow &row : keys) {
        if (row.code == code) return &row;
    }
    return nullptr;
}

std::uint32_t toNativeModifiers(unsigned modifiers, const ModifierBits &bits) {
    return ((modifiers & shiftKey) != 0 ? bits.shift : 0U) | ((modifiers & controlKey) != 0 ? bits.control : 0U) | ((modifiers & altKey) != 0 ? bits.alt : 0U) | ((modifiers & metaKey) != 0 ? bits.meta : 0U);
}

unsigned fromNativeModifiers(std::uint32_t mask, const ModifierBits &bits) {
    return ((mask & bits.shift) != 0 ? shiftKey : 0U) | ((mask & bits.control) != 0 ? controlKey : 0U) | ((mask & bits.alt) != 0 ? altKey : 0U) | ((mask & bits.meta) != 0 ? metaKey : 0U);
}

Json encodeModifiers(unsigned modifiers) {
    Json held = Json::array();
    for (const Modifier &modifier : modifierNames) {
        if ((modifiers & modifier.bit) != 0) held.push(modifier.name);
    }
    return held;
}

unsigned decodeModifiers(const Json &value, const std::string &path) {
    unsigned modifiers = 0;
    if (!value.isArray()) throw HttpError(400, "bad-field", path + ": must be an array of modifiers, is " + kit::kindName(value.kind()), Json::object({{"path", path}}));
    for (const Json &item : value.items()) {
        unsigned bit = 0;
        for (const Modifier &modifier : modifierNames) {
            if (item.isString() && item.string() == modifier.name) bit = modifier.bit;
        }
        if (bit == 0) throw HttpError(400, "bad-field", path + ": modifiers are shift, control, alt, meta", Json::object({{"path", path}}));
        modifiers |= bit;
    }
    return modifiers;
}

} // namespace wxwidgets::adapter
