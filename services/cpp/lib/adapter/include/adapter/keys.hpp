// Keys and modifiers by the names that events use on every platform.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapter/tables.hpp"
#include "kit/json.hpp"

namespace wxwidgets::adapter {

constexpr unsigned shiftKey = 1;
constexpr unsigned controlKey = 2;
constexpr unsigned altKey = 4;
constexpr unsigned metaKey = 8;

/** All names, as `A`, `7`, `f1`, `left`, `numpad3`. */
Table<std::string_view> allKeys();

const KeyRow *findKey(Table<KeyRow> keys, std::string_view key);
/** By the platform's code. */
const KeyRow *findKeyCode(Table<KeyRow> keys, std::uint32_t code);

/** What each bit of a modifier mask is on a platform. */
struct ModifierBits {
    std::uint32_t shift, control, alt, meta;
};
std::uint32_t toNativeModifiers(unsigned modifiers, const ModifierBits &bits);
unsigned fromNativeModifiers(std::uint32_t mask, const ModifierBits &bits);

/** `["shift", "control", "alt", "meta"]` */
kit::Json encodeModifiers(unsigned modifiers);
/** HttpError 400 for anything else. */
unsigned decodeModifiers(const kit::Json &value, const std::string &path);

} // namespace wxwidgets::adapter
