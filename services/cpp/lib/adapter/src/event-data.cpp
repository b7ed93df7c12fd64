#include <algorithm>

#include "adapter/events.hpp"
#include "adapter/keys.hpp"
#include "adapter/surroundings.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::Fields;
using kit::HttpError;
using kit::Json;

Event::Event() = default;
Event::Event(Event &&other) noexcept = default;
Event::~Event() = default;

namespace {

/** What a message holds in half of its lParam. */
constexpr int farthest = 32767;
constexpr std::int64_t largest = 1000000;
/** Ids of menu items are 16 bits with a sign. */
constexpr std::int64_t lastItem = 32767;

std::int64_t lowestNumber(const EventShape &shape) { return shape.member == "item" ? 1 : shape.member == "timer" ? 0 : -largest; }
std::int64_t highestNumber(const EventShape &shape) { return shape.member == "item" || shape.member == "timer" ? lastItem : largest; }

int coordinate(const Fields &fields, std::string_view name) { return static_cast<int>(fields.integerOr(name, 0, -farthest, farthest)); }

void decodePair(const Fields &fields, std::string_view name, int lowest, std::size_t count, int *out) {
    const Json::Array *parts = fields.array(name);
    if (parts == nullptr) return;
    if (parts->size() != count) fields.refuse(name, "must be " + std::to_string(count) + " integers");
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<int>(kit::checkedInteger((*parts)[i], fields.at(name) + "[" + std::to_string(i) + "]", i < 2 && count == 4 ? -farthest : lowest, farthest));
}

void decodeModifiersOf(const Fields &fields, EventData &data) {
    if (const Json *held = fields.find("modifiers")) data.modifiers = decodeModifiers(*held, fields.at("modifiers"));
}

void decodeKey(const Fields &fields, EventData &data) {
    const std::string &name = fields.string("key", 32);
    const Table<std::string_view> keys = allKeys();
    const std::string_view *key = std::find(keys.begin(), keys.end(), std::string_view(name));
    if (key == keys.end()) fields.refuse("key", "unknown key \"" + name + "\"");
    data.key = *key;
    decodeModifiersOf(fields, data);
}

EventData decodeData(const EventShape &shape, const Fields &fields) {
    EventData data;
    switch (shape.shape) {
    case Shape::None: fields.allowOnly({}); break;
    case Shape::Flag:
        fields.allowOnly({shape.member});
        data.flag = fields.booleanOr(shape.member, false);
        break;
    case Shape::Number:
        fields.allowOnly({shape.member});
        data.number = fields.integerOr(shape.member, lowestNumber(shape) > 0 ? lowestNumber(shape) : 0, lowestNumber(shape), highestNumber(shape));
        break;
    case Shape::Text:
        fields.allowOnly({shape.member});
        data.text = fields.stringOr(shape.member, "", 65536);
        break;
    case Shape::Point:
        fields.allowOnly({"x", "y"});
        data.x = coordinate(fields, "x");
        data.y = coordinate(fields, "y");
        break;
    case Shape::Mouse:
    case Shape::Wheel:
        if (shape.shape == Shape::Mouse) fields.allowOnly({"x", "y", "modifiers"});
        else fields.allowOnly({"x", "y", "modifiers", "rotation", "horizontal"});
        data.x = coordinate(fields, "x");
        data.y = coordinate(fields, "y");
        data.rotation = coordinate(fields, "rotation");
        data.isHorizontal = fields.booleanOr("horizontal", false);
        decodeModifiersOf(fields, data);
        break;
    case Shape::KeyDown:
        fields.allowOnly({"key", "modifiers", "repeat"});
        decodeKey(fields, data);
        data.isRepeat = fields.booleanOr("repeat", false);
        break;
    case Shape::KeyUp:
        fields.allowOnly({"key", "modifiers"});
        decodeKey(fields, data);
        break;
    case Shape::Char:
        fields.allowOnly({"text", "modifiers"});
        data.text = fields.string("text", 4);
        if (onlyCodePoint(data.text) == 0) fields.refuse("text", "must be one character");
        decodeModifiersOf(fields, data);
        break;
    case Shape::Size: {
        fields.allowOnly({"size"});
        int size[2] = {0, 0};
        decodePair(fields, "size", 0, 2, size);
        data.width = size[0];
        data.height = size[1];
        break;
    }
    case Shape::Rect: {
        fields.allowOnly({"rect"});
        int rect[4] = {0, 0, 0, 0};
        decodePair(fields, "rect", 0, 4, rect);
        data.x = rect[0];
        data.y = rect[1];
        data.width = rect[2];
        data.height = rect[3];
        break;
    }
    case Shape::Page:
        fields.allowOnly({"selection", "oldSelection"});
        data.number = fields.integerOr("selection", 0, -1, largest);
        data.previous = fields.integerOr("oldSelection", 0, -1, largest);
        break;
    case Shape::Scroll:
        fields.allowOnly({"position", "horizontal"});
        data.number = fields.integerOr("position", 0, 0, largest);
        data.isHorizontal = fields.booleanOr("horizontal", false);
        break;
    }
    return data;
}

Json encodeData(const EventShape &shape, const EventData &data) {
    const Json number(static_cast<long>(data.number));
    switch (shape.shape) {
    case Shape::None: break;
    case Shape::Flag: return Json::object({{std::string(shape.member), data.flag}});
    case Shape::Number: return Json::object({{std::string(shape.member), number}});
    case Shape::Text: return Json::object({{std::string(shape.member), data.text}});
    case Shape::Point: return Json::object({{"x", data.x}, {"y", data.y}});
    case Shape::Mouse: return Json::object({{"x", data.x}, {"y", data.y}, {"modifiers", encodeModifiers(data.modifiers)}});
    case Shape::Wheel: return Json::object({{"x", data.x}, {"y", data.y}, {"modifiers", encodeModifiers(data.modifiers)}, {"rotation", data.rotation}, {"horizontal", data.isHorizontal}});
    case Shape::KeyDown: return Json::object({{"key", data.key}, {"modifiers", encodeModifiers(data.modifiers)}, {"repeat", data.isRepeat}});
    case Shape::KeyUp: return Json::object({{"key", data.key}, {"modifiers", encodeModifiers(data.modifiers)}});
    case Shape::Char: return Json::object({{"text", data.text}, {"modifiers", encodeModifiers(data.modifiers)}});
    case Shape::Size: return Json::object({{"size", Json::array({data.width, data.height})}});
    case Shape::Rect: return Json::object({{"rect", Json::array({data.x, data.y, data.width, data.height})}});
    case Shape::Page: return Json::object({{"selection", number}, {"oldSelection", static_cast<long>(data.previous)}});
    case Shape::Scroll: return Json::object({{"position", number}, {"horizontal", data.isHorizontal}});
    }
    return Json();
}

} // namespace

Event decodeEvent(const Fields &fields, const Surroundings &around) {
    fields.allowOnly({"type", "widget", "data"});
    const std::string &type = fields.string("type", 64);
    Event event;
    event.shape = findShape(type);
    if (event.shape == nullptr) throw HttpError(422, "unknown-event", fields.at("type") + ": unknown event type \"" + type + "\"", Json::object({{"path", fields.at("type")}}));
    event.widget = fields.string("widget", 128);
    event.kind = usualSender(*event.shape);
    if (around.hasScene()) {
        const scene::Widget *widget = around.find(event.widget);
        if (widget == nullptr) throw HttpError(422, "no-widget", fields.at("widget") + ": the scene has no widget " + event.widget, Json::object({{"path", fields.at("widget")}}));
        if (!isSender(*event.shape, widget->kind)) throw HttpError(422, "no-sender", fields.at("type") + ": a " + widget->kind + " sends no " + type + " events", Json::object({{"path", fields.at("type")}}));
        event.kind = widget->kind;
    }
    const Json none = Json::object();
    const Json *data = fields.find("data");
    event.data = decodeData(*event.shape, Fields(data == nullptr ? none : *data, fields.at("data")));
    return event;
}

Json encodeEvent(const Event &event) {
    Json one = Json::object({{"type", event.shape->type}, {"widget", event.widget}});
    if (event.shape->shape != Shape::None) one.append("data", encodeData(*event.shape, event.data));
    return one;
}

void checkData(const Event &event, const std::string &path) {
    try {
        const Json data = encodeData(*event.shape, event.data);
        if (data.isObject()) decodeData(*event.shape, Fields(data, "data"));
    } catch (const HttpError &error) {
        throw HttpError(422, "bad-native", path + ": as " + std::string(event.shape->type) + " event " + error.reason(), Json::object({{"path", path}}));
    }
}

std::string encodeUtf8(std::uint32_t code) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (code < 0x80) return std::string(1, byte(code));
    if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
    if (code < 0x10000) return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
    return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
}

std::uint32_t onlyCodePoint(std::string_view text) {
    if (text.empty()) return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    if (length == 0 || text.size() != length) return 0;
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) return 0;
        code = code << 6 | (next & 0x3F);
    }
    const bool isScalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return isScalar && encodeUtf8(code) == text ? code : 0;
}

} // namespace wxwidgets::adapter
