#include <cmath>

#include "adapter/keys.hpp"
#include "adapter/native-fields.hpp"
#include "gtk.hpp"

namespace wxwidgets::gtk {

using adapter::addMembers;
using adapter::Event;
using adapter::EventData;
using adapter::HookRow;
using adapter::Shape;
using adapter::Surroundings;
using kit::Fields;
using kit::Json;

namespace {

// GdkModifierType: GDK_SHIFT_MASK, GDK_CONTROL_MASK, GDK_ALT_MASK (GDK_MOD1_MASK in GTK 3), GDK_SUPER_MASK.
constexpr adapter::ModifierBits masks{1U << 0, 1U << 2, 1U << 3, 1U << 26};
/** What wxWidgets calls one notch of a wheel. */
constexpr int notch = 120;
constexpr std::uint32_t leftTab = 0xFE20;
/** From GDK_KEY_A to GDK_KEY_a. */
constexpr std::uint32_t caseStep = 0x20;

bool isLetter(std::string_view key) { return key.size() == 1 && key[0] >= 'A' && key[0] <= 'Z'; }

const char *orientation(const EventData &data) { return data.isHorizontal ? "horizontal" : "vertical"; }

void addKey(const EventData &data, Json &native) {
    const adapter::KeyRow &key = *adapter::findKey(keys(), data.key);
    const bool isShifted = (data.modifiers & adapter::shiftKey) != 0;
    std::uint32_t value = key.code;
    std::string name(key.name);
    if (isShifted && isLetter(data.key)) {
        value -= caseStep;
        name = "GDK_KEY_" + std::string(data.key);
    } else if (isShifted && data.key == "tab") {
        value = leftTab;
        name = "GDK_KEY_ISO_Left_Tab";
    }
    addMembers(native, {{"keyval", static_cast<long>(value)}, {"keyvalName", name}, {"keycode", static_cast<long>(key.extra)}});
}

std::string_view readKey(const Fields &native) {
    auto value = static_cast<std::uint32_t>(native.integer("keyval", 0, 0xFFFFFFFF));
    if (value >= 'A' && value <= 'Z') value += caseStep;
    if (value == leftTab) value = 0xFF09;
    const adapter::KeyRow *key = adapter::findKeyCode(keys(), value);
    if (key == nullptr) adapter::refuseNative(native, "no known key has keyval " + std::to_string(value));
    return key->key;
}

void addData(const HookRow &row, const Event &event, Json &native) {
    const EventData &data = event.data;
    adapter::addValue(row, event, native);
    switch (event.shape->shape) {
    case Shape::Point:
    case Shape::Mouse:
    case Shape::Wheel: addMembers(native, {{"x", data.x}, {"y", data.y}}); break;
    case Shape::KeyDown:
    case Shape::KeyUp: addKey(data, native); break;
    case Shape::Char: native.append("str", data.text); break;
    case Shape::Size: addMembers(native, {{"width", data.width}, {"height", data.height}}); break;
    case Shape::Rect: native.append("clip", Json::array({data.x, data.y, data.width, data.height})); break;
    case Shape::Page: addMembers(native, {{"page_num", static_cast<long>(data.number)}, {"previous", static_cast<long>(data.previous)}}); break;
    case Shape::Scroll: addMembers(native, {{"orientation", orientation(data)}, {"value", static_cast<long>(data.number)}}); break;
    default: break;
    }
    if (event.shape->shape == Shape::Wheel) {
        // Down is positive in GDK; in wxWidgets a positive rotation is away from the user, and to the right when horizontal.
        const double notches = data.rotation / static_cast<double>(notch);
        addMembers(native, {{"dx", data.isHorizontal ? notches : 0.0}, {"dy", data.isHorizontal ? 0.0 : -notches}, {"orientation", orientation(data)}});
    }
    if (event.shape->shape == Shape::KeyDown) native.append("repeat", data.isRepeat);
    const bool hasState = event.shape->shape >= Shape::Mouse && event.shape->shape <= Shape::Char;
    if (hasState) native.append("state", static_cast<long>(adapter::toNativeModifiers(data.modifiers, masks)));
}

bool isHorizontal(const Fields &native) { return native.stringOr("orientation", "vertical", 16) == "horizontal"; }

void readData(const HookRow &row, const Fields &native, Event &event) {
    EventData &data = event.data;
    adapter::readValue(row, native, event);
    switch (event.shape->shape) {
    case Shape::Point:
    case Shape::Mouse:
    case Shape::Wheel:
        data.x = static_cast<int>(native.integer("x", -1000000, 1000000));
        data.y = static_cast<int>(native.integer("y", -1000000, 1000000));
        break;
    case Shape::KeyDown: data.isRepeat = native.booleanOr("repeat", false); [[fallthrough]];
    case Shape::KeyUp: data.key = readKey(native); break;
    case Shape::Char: data.text = native.string("str", 16); break;
    case Shape::Size:
        data.width = static_cast<int>(native.integer("width", 0, 1000000));
        data.height = static_cast<int>(native.integer("height", 0, 1000000));
        break;
    case Shape::Rect: adapter::readRectangle(native, "clip", data); break;
    case Shape::Page: adapter::readPage(native, "page_num", data); break;
    case Shape::Scroll:
        data.number = adapter::integerOf(native, "value");
        data.isHorizontal = isHorizontal(native);
        break;
    default: break;
    }
    if (event.shape->shape == Shape::Wheel) {
        data.isHorizontal = isHorizontal(native);
        data.rotation = static_cast<int>(std::lround(data.isHorizontal ? adapter::notchesOf(native, "dx") * notch : -adapter::notchesOf(native, "dy") * notch));
    }
    if (native.has("state")) data.modifiers = adapter::fromNativeModifiers(static_cast<std::uint32_t>(native.integer("state", 0, 0xFFFFFFFF)), masks);
}

// Radio buttons are check buttons of a group, which shows in their mark.
bool isKind(const adapter::ClassRow &row, const Fields &sender) { return (sender.stringOr("indicator", "", 16) == "radio") == (row.kind == "radio" || row.kind == "radiobox"); }

} // namespace

Json toNative(const Event &event, const Surroundings &around) {
    const HookRow &row = adapter::hookOf(signals(), event);
    Json native = adapter::startNative(row);
    Json instance = Json::object({{"class", adapter::classOf(platform(), event, around, "GtkWidget")}, {"name", event.widget}});
    if (event.kind == "radio" || event.kind == "radiobox") instance.append("indicator", "radio");
    native.append("instance", std::move(instance));
    addData(row, event, native);
    return native;
}

Event fromNative(const Fields &native, const std::string &widget, const Surroundings &around) {
    std::string id = widget;
    std::string_view kind;
    if (const Json *instance = native.find("instance")) {
        const Fields sender(*instance, native.at("instance"));
        if (id.empty()) id = sender.stringOr("name", "", 128);
        kind = adapter::kindOfClass(classes(), signals(), native, sender, isKind);
    }
    // The scene knows better.
    const scene::Widget *found = around.hasScene() ? around.find(id) : nullptr;
    if (found != nullptr) kind = found->kind;
    const HookRow *row = adapter::matchHook(signals(), native, kind);
    if (row == nullptr) adapter::refuseNative(native, "is no signal that a widget sends here");
    Event event = adapter::makeEvent(native, row->type, std::move(id), row->kind, around);
    readData(*row, native, event);
    return event;
}

} // namespace wxwidgets::gtk
