#include "words.hpp"

namespace wxwidgets::windows {

using kit::Json;

namespace {

struct HeldKey {
    std::string_view name;
    unsigned modifier;
};
constexpr HeldKey heldKeys[] = {{"VK_SHIFT", adapter::shiftKey}, {"VK_CONTROL", adapter::controlKey}, {"VK_MENU", adapter::altKey}, {"VK_LWIN", adapter::metaKey}};

} // namespace

Json encodeKeyState(unsigned modifiers) {
    Json held = Json::array();
    for (const HeldKey &key : heldKeys) {
        if ((modifiers & key.modifier) != 0) held.push(key.name);
    }
    return held;
}

unsigned decodeKeyState(const kit::Fields &native) {
    unsigned modifiers = 0;
    const Json::Array *held = native.array("keyState");
    if (held == nullptr) return 0;
    for (const Json &item : *held) {
        unsigned modifier = 0;
        for (const HeldKey &key : heldKeys) {
            if (item.isString() && item.string() == key.name) modifier = key.modifier;
        }
        if (modifier == 0) native.refuse("keyState", "holds VK_SHIFT, VK_CONTROL, VK_MENU, VK_LWIN");
        modifiers |= modifier;
    }
    return modifiers;
}

std::int64_t keyParam(const adapter::KeyRow &key, bool isUp, bool isRepeat, bool isSystem) {
    const std::int64_t scan = key.extra & 0xFF, isExtended = key.extra >> 8 & 1;
    const std::int64_t wasDown = isUp || isRepeat ? 1 : 0, goesUp = isUp ? 1 : 0, withAlt = isSystem ? 1 : 0;
    return 1 | scan << 16 | isExtended << 24 | withAlt << 29 | wasDown << 30 | goesUp << 31;
}

} // namespace wxwidgets::windows
