#include <cmath>

#include "adapter/keys.hpp"
#include "adapter/native-fields.hpp"
#include "cocoa.hpp"
#include "kit/http-error.hpp"
#include "places.hpp"

namespace wxwidgets::macos {

using adapter::addMembers;
using adapter::Event;
using adapter::EventData;
using adapter::HookRow;
using adapter::Shape;
using adapter::Surroundings;
using kit::Fields;
using kit::Json;

namespace {

// NSEventModifierFlags. As in wxWidgets, control is the Command key and meta the Control key.
constexpr adapter::ModifierBits flagBits{1U << 17, 1U << 20, 1U << 19, 1U << 18};
/** What wxWidgets calls one notch of a wheel. */
constexpr int notch = 120;
constexpr std::uint32_t firstFunctionKey = 0xF700;
constexpr std::string_view flagsChanged = "NSEventTypeFlagsChanged";

// The bit that tells of one of two alike keys, the left one (IOLLEvent.h); Caps Lock has but one.
struct LoneModifier {
    std::string_view key;
    std::uint32_t bit;
};
constexpr LoneModifier loneModifiers[] = {{"shift", 0x02}, {"control", 0x08}, {"alt", 0x20}, {"meta", 0x01}, {"capsLock", 1U << 16}};

std::uint32_t loneBit(std::string_view key) {
    for (const LoneModifier &modifier : loneModifiers) {
        if (modifier.key == key) return modifier.bit;
    }
    return 0;
}

const HookRow &rowOf(const Event &event) {
    const bool isLone = (event.shape->shape == Shape::KeyDown || event.shape->shape == Shape::KeyUp) && loneBit(event.data.key) != 0;
    for (const HookRow &row : hooks()) {
        if (isLone && row.name == flagsChanged) return row;
        if (event.shape->shape == Shape::Flag && row.type == event.shape->type && !event.data.flag && row.marks.size() > 6 && row.marks.substr(row.marks.size() - 6) == "=false") return row;
    }
    return adapter::hookOf(hooks(), event);
}

void addKey(const HookRow &row, const Event &event, Json &native) {
    const EventData &data = event.data;
    const adapter::KeyRow &key = *adapter::findKey(keys(), data.key);
    std::uint32_t mask = adapter::toNativeModifiers(data.modifiers, flagBits);
    native.append("keyCode", static_cast<long>(key.code));
    native.append("key", key.name);
    if (row.name == flagsChanged) {
        if (data.isRepeat) throw kit::HttpError(422, "no-repeat", "a modifier key does not repeat on macOS");
        if (event.shape->shape == Shape::KeyDown) mask |= loneBit(data.key);
    } else {
        native.append("charactersIgnoringModifiers", adapter::encodeUtf8(key.extra));
        if (key.extra >= firstFunctionKey) mask |= 1U << 23;
        if (data.key.substr(0, 6) == "numpad") mask |= 1U << 21;
    }
    if (event.shape->shape == Shape::KeyDown && row.name != flagsChanged) native.append("isARepeat", data.isRepeat);
    native.append("modifierFlags", static_cast<long>(mask));
}

void addData(const HookRow &row, const Event &event, const Surroundings &around, Json &native) {
    const EventData &data = event.data;
    if (row.value == "state") native.append("state", data.flag ? 1 : 0);
    else adapter::addValue(row, event, native);
    switch (event.shape->shape) {
    case Shape::Point:
        if (event.shape->type == "move") native.append("frameOrigin", Json::array({data.x, data.y}));
        else addPlace(event, around, native);
        break;
    case Shape::Mouse:
    case Shape::Wheel: addPlace(event, around, native); break;
    case Shape::KeyDown:
    case Shape::KeyUp: addKey(row, event, native); return;
    case Shape::Char: native.append("string", data.text); break;
    case Shape::Size: native.append("frameSize", Json::array({data.width, data.height})); break;
    case Shape::Rect: native.append("dirtyRect", Json::array({data.x, data.y, data.width, data.height})); break;
    case Shape::Page: addMembers(native, {{"index", static_cast<long>(data.number)}, {"previous", static_cast<long>(data.previous)}}); break;
    case Shape::Scroll: addMembers(native, {{"axis", data.isHorizontal ? "horizontal" : "vertical"}, {"boundsOrigin", static_cast<long>(data.number)}}); break;
    default: return;
    }
    if (event.shape->shape == Shape::Wheel) {
        // To the right is negative in AppKit, positive in wxWidgets.
        const double notches = data.rotation / static_cast<double>(notch);
        addMembers(native, {{"deltaX", data.isHorizontal ? -notches : 0.0}, {"deltaY", data.isHorizontal ? 0.0 : notches}, {"axis", data.isHorizontal ? "horizontal" : "vertical"}});
    }
    const bool hasFlags = event.shape->shape >= Shape::Mouse && event.shape->shape <= Shape::Char;
    if (hasFlags) native.append("modifierFlags", static_cast<long>(adapter::toNativeModifiers(data.modifiers, flagBits)));
}

std::uint32_t maskOf(const Fields &native) { return static_cast<std::uint32_t>(native.integerOr("modifierFlags", 0, 0, 0xFFFFFFFF)); }

const adapter::KeyRow &readKey(const Fields &native) {
    const auto code = static_cast<std::uint32_t>(native.integer("keyCode", 0, 0xFFFF));
    const adapter::KeyRow *key = adapter::findKeyCode(keys(), code);
    if (key == nullptr) adapter::refuseNative(native, "no known key has the key code " + std::to_string(code));
    return *key;
}

bool isHorizontal(const Fields &native) { return native.stringOr("axis", "vertical", 16) == "horizontal"; }

int readRotation(const Fields &native, const char *name) { return static_cast<int>(std::lround(adapter::notchesOf(native, name) * notch)); }

void readData(const HookRow &row, const Fields &native, const Surroundings &around, Event &event) {
    EventData &data = event.data;
    int parts[2] = {0, 0};
    if (row.value == "state") data.flag = native.integer("state", -1, 1) == 1;
    else adapter::readValue(row, native, event);
    switch (event.shape->shape) {
    case Shape::Point:
        if (event.shape->type != "move") {
            readPlace(native, around, event);
            break;
        }
        adapter::readIntegers(native, "frameOrigin", parts, 2);
        data.x = parts[0];
        data.y = parts[1];
        break;
    case Shape::Wheel:
        data.isHorizontal = isHorizontal(native);
        data.rotation = data.isHorizontal ? -readRotation(native, "deltaX") : readRotation(native, "deltaY");
        [[fallthrough]];
    case Shape::Mouse: readPlace(native, around, event); break;
    case Shape::KeyDown: data.isRepeat = native.booleanOr("isARepeat", false); [[fallthrough]];
    case Shape::KeyUp: data.key = readKey(native).key; break;
    case Shape::Char: data.text = native.string("string", 16); break;
    case Shape::Size:
        adapter::readIntegers(native, "frameSize", parts, 2);
        data.width = parts[0];
        data.height = parts[1];
        break;
    case Shape::Rect: adapter::readRectangle(native, "dirtyRect", data); break;
    case Shape::Page: adapter::readPage(native, "index", data); break;
    case Shape::Scroll:
        data.number = adapter::integerOf(native, "boundsOrigin");
        data.isHorizontal = isHorizontal(native);
        break;
    default: break;
    }
    data.modifiers = adapter::fromNativeModifiers(maskOf(native), flagBits);
}

// Buttons of all sorts are NSButtons, told apart by their type.
bool isKind(const adapter::ClassRow &row, const Fields &sender) {
    if (row.className != "NSButton" || !sender.has("buttonType")) return true;
    const std::int64_t type = adapter::integerOf(sender, "buttonType");
    return row.kind == (type == 1 ? "toggle" : type == 3 ? "checkbox" : type == 4 ? "radio" : "button");
}

int buttonType(std::string_view kind) { return kind == "button" ? 7 : kind == "toggle" ? 1 : kind == "checkbox" ? 3 : kind == "radio" ? 4 : -1; }

// An NSEventTypeFlagsChanged tells of a key that went down when the key's own bit is set, else of one that went up.
std::string_view typeOf(const HookRow &row, const Fields &native) {
    if (row.name != flagsChanged) return row.type;
    const adapter::KeyRow &key = readKey(native);
    const std::uint32_t bit = loneBit(key.key);
    if (bit == 0) adapter::refuseNative(native, "only a modifier key changes flags");
    return (maskOf(native) & bit) != 0 ? "keyDown" : "keyUp";
}

} // namespace

Json toNative(const Event &event, const Surroundings &around) {
    const HookRow &row = rowOf(event);
    Json native = adapter::startNative(row);
    Json sender = Json::object({{"class", adapter::classOf(platform(), event, around, "NSView")}, {"identifier", event.widget}});
    if (buttonType(event.kind) >= 0) sender.append("buttonType", buttonType(event.kind));
    native.append("sender", std::move(sender));
    addData(row, event, around, native);
    return native;
}

Event fromNative(const Fields &native, const std::string &widget, const Surroundings &around) {
    std::string id = widget;
    std::string_view kind;
    if (const Json *member = native.find("sender")) {
        const Fields sender(*member, native.at("sender"));
        if (id.empty()) id = sender.stringOr("identifier", "", 128);
        kind = adapter::kindOfClass(classes(), hooks(), native, sender, isKind);
    }
    // The scene knows better.
    const scene::Widget *found = around.hasScene() ? around.find(id) : nullptr;
    if (found != nullptr) kind = found->kind;
    const HookRow *row = adapter::matchHook(hooks(), native, kind);
    if (row == nullptr) adapter::refuseNative(native, "is nothing that AppKit tells a widget here");
    Event event = adapter::makeEvent(native, typeOf(*row, native), std::move(id), row->kind, around);
    readData(*row, native, around, event);
    return event;
}

} // namespace wxwidgets::macos
