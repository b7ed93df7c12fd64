// Events as wxWidgets sees them, with their data checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapter/tables.hpp"
#include "kit/fields.hpp"
#include "kit/json.hpp"

namespace wxwidgets::adapter {

class Surroundings;

/** Which data an event carries. */
enum class Shape {
    None,
    Flag,    // a boolean, as `checked`
    Number,  // an integer, as `selection`
    Text,    // a string, as `value`
    Point,   // `x`, `y`
    Mouse,   // and `modifiers`
    Wheel,   // and `rotation`, `horizontal`
    KeyDown, // `key`, `modifiers`, `repeat`
    KeyUp,   // `key`, `modifiers`
    Char,    // `text` of one character, `modifiers`
    Size,    // `size`
    Rect,    // `rect`
    Page,    // `selection`, `oldSelection`
    Scroll,  // `position`, `horizontal`
};

struct EventShape {
    std::string_view type;
    Shape shape;
    /** The name of a Flag, Number or Text. */
    std::string_view member;
    /** Kinds that send it, divided by blanks, the usual one first; empty: all do. */
    std::string_view senders;
};

Table<EventShape> allShapes();
const EventShape *findShape(std::string_view type);
bool isSender(const EventShape &shape, std::string_view kind);
/** Empty when all kinds send it. */
std::string_view usualSender(const EventShape &shape);

struct EventData {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int rotation = 0;
    unsigned modifiers = 0;
    std::int64_t number = 0;
    std::int64_t previous = 0;
    bool flag = false;
    bool isHorizontal = false;
    bool isRepeat = false;
    std::string_view key;
    std::string text;
};

struct Event {
    // In event-data.cpp, and not in every unit that sees an event.
    Event();
    Event(Event &&other) noexcept;
    ~Event();

    const EventShape *shape = nullptr;
    std::string widget;
    /** Of the scene, else the one that usually sends it; empty when any may. */
    std::string_view kind;
    EventData data;
};

/** `{"type", "widget", "data"?}`; absent data is 0, false, empty. HttpError 400 names the place, 422 what cannot be. */
Event decodeEvent(const kit::Fields &fields, const Surroundings &around);
kit::Json encodeEvent(const Event &event);
/** Whether an event's data is within what `decodeEvent` takes; else throws 422 with the reason. */
void checkData(const Event &event, const std::string &path);

/** One code point as UTF-8. */
std::string encodeUtf8(std::uint32_t codePoint);
/** The code point when `text` is exactly one character; 0 otherwise. */
std::uint32_t onlyCodePoint(std::string_view text);

} // namespace wxwidgets::adapter
