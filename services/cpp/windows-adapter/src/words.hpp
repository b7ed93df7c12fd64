// The two halves of a message parameter, and what the keyboard says in them.
#pragma once

#include <cstdint>

#include "adapter/keys.hpp"
#include "kit/fields.hpp"

namespace wxwidgets::windows {

/** MAKEWPARAM and MAKELPARAM. */
constexpr std::int64_t makeParam(std::int64_t low, std::int64_t high) { return (low & 0xFFFF) | (high & 0xFFFF) << 16; }
constexpr int lowWord(std::int64_t parameter) { return static_cast<int>(parameter & 0xFFFF); }
constexpr int highWord(std::int64_t parameter) { return static_cast<int>(parameter >> 16 & 0xFFFF); }
/** GET_X_LPARAM, GET_Y_LPARAM, GET_WHEEL_DELTA_WPARAM: a word with a sign. */
constexpr int asSigned(int word) { return word < 0x8000 ? word : word - 0x10000; }

// Mouse messages carry Shift and Control (MK_SHIFT, MK_CONTROL); GetKeyState tells the others.
constexpr adapter::ModifierBits mouseBits{0x0004, 0x0008, 0, 0};

/** What GetKeyState says is held: `["VK_MENU"]`. */
kit::Json encodeKeyState(unsigned modifiers);
/** HttpError 400 for anything else. */
unsigned decodeKeyState(const kit::Fields &native);

/** The lParam of key messages: repeat count, scan code, extended key, context code, previous state, transition. */
std::int64_t keyParam(const adapter::KeyRow &key, bool isUp, bool isRepeat, bool isSystem);

} // namespace wxwidgets::windows
