#include "adapter/keys.hpp"
#include "adapter/native-fields.hpp"
#include "kit/http-error.hpp"
#include "win32.hpp"
#include "words.hpp"

namespace wxwidgets::windows {

using adapter::addMembers;
using adapter::Event;
using adapter::EventData;
using adapter::Shape;
using adapter::Surroundings;
using kit::HttpError;
using kit::Json;

namespace {

const MessageRow &rowOf(const Event &event) {
    for (const MessageRow &row : messages()) {
        if (row.type == event.shape->type && (row.kind.empty() || row.kind == event.kind)) return row;
    }
    throw std::logic_error("no message for " + std::string(event.shape->type) + " of " + std::string(event.kind));
}

struct Message {
    std::string_view name;
    std::uint32_t number;
    std::int64_t wParam;
    std::int64_t lParam;
};

bool isVertical(const Event &event, const Surroundings &around) {
    const scene::Widget *widget = around.hasScene() ? around.find(event.widget) : nullptr;
    return widget != nullptr && scene::isSet(*widget, "vertical");
}

Message keyMessage(const Event &event, const MessageRow &row) {
    const EventData &data = event.data;
    const adapter::KeyRow &key = *adapter::findKey(keys(), data.key);
    const bool isUp = event.shape->shape == Shape::KeyUp;
    // Alt without Control makes it a system key.
    const bool isSystem = (data.modifiers & adapter::altKey) != 0 && (data.modifiers & adapter::controlKey) == 0;
    const std::int64_t lParam = keyParam(key, isUp, data.isRepeat, isSystem);
    if (!isSystem) return {row.message, row.number, key.code, lParam};
    return {isUp ? "WM_SYSKEYUP" : "WM_SYSKEYDOWN", row.number + 4, key.code, lParam};
}

Message charMessage(const EventData &data, const MessageRow &row) {
    const std::uint32_t code = adapter::onlyCodePoint(data.text);
    // WM_CHAR carries one unit of UTF-16.
    if (code > 0xFFFF) return {"WM_UNICHAR", 0x0109, code, 1};
    return {row.message, row.number, code, 1};
}

Message build(const Event &event, const MessageRow &row, int id, const Surroundings &around) {
    const EventData &data = event.data;
    const std::int64_t handle = firstHandle + id;
    Message message{row.message, row.number, 0, 0};
    const auto scroll = [&](bool isDown) {
        message.name = isDown ? "WM_VSCROLL" : "WM_HSCROLL";
        message.number = isDown ? 0x0115 : 0x0114;
        message.wParam = makeParam(row.code, data.number);
    };
    switch (row.form) {
    case Form::Command:
        message.wParam = makeParam(id, row.code);
        message.lParam = handle;
        break;
    case Form::Menu: message.wParam = makeParam(data.number, 0); break;
    case Form::Notify: message.wParam = id; break;
    case Form::Control:
        scroll(row.kind == "spin" || isVertical(event, around));
        message.lParam = handle;
        break;
    case Form::ScrollBar: scroll(!data.isHorizontal); break;
    case Form::Mouse:
    case Form::Enter:
        message.wParam = row.code | adapter::toNativeModifiers(data.modifiers, mouseBits);
        message.lParam = makeParam(data.x, data.y);
        break;
    case Form::Wheel:
        if (data.isHorizontal) message = {"WM_MOUSEHWHEEL", 0x020E, 0, 0};
        message.wParam = makeParam(adapter::toNativeModifiers(data.modifiers, mouseBits), data.rotation);
        message.lParam = makeParam(data.x, data.y);
        break;
    case Form::Key: return keyMessage(event, row);
    case Form::Char: return charMessage(data, row);
    case Form::Return:
        message.wParam = row.code;
        message.lParam = keyParam(*adapter::findKey(keys(), "enter"), false, false, false);
        break;
    case Form::Position:
        // Of WM_CONTEXTMENU the window; WM_MOVE has none.
        message.wParam = row.number == 0x007B ? handle : 0;
        message.lParam = makeParam(data.x, data.y);
        break;
    case Form::Size: message.lParam = makeParam(data.width, data.height); break;
    case Form::Flag: message.wParam = data.flag ? 1 : 0; break;
    case Form::Number: message.wParam = data.number; break;
    case Form::System: message.wParam = event.shape->shape == Shape::Flag && !data.flag ? 0xF120 : row.code; break;
    case Form::Plain:
    case Form::Leave:
    case Form::Paint: break;
    }
    return message;
}

Json resultOf(const Event &event) {
    switch (event.shape->shape) {
    case Shape::Flag: return event.data.flag ? 1 : 0;
    case Shape::Text: return event.data.text;
    default: return static_cast<long>(event.data.number);
    }
}

void addRest(const Event &event, const MessageRow &row, int id, Json &native) {
    const EventData &data = event.data;
    if (row.form == Form::Command) native.append("notification", Json::object({{"name", row.codeName}, {"code", row.code}}));
    if (row.form == Form::Notify) native.append("nmhdr", Json::object({{"hwndFrom", static_cast<long>(firstHandle + id)}, {"idFrom", id}, {"code", row.code}, {"name", row.codeName}}));
    if (row.form == Form::System) native.append("command", event.shape->shape == Shape::Flag && !data.flag ? "SC_RESTORE" : row.codeName);
    if (row.form == Form::Enter) native.append("calls", "TrackMouseEvent(TME_LEAVE)");
    if (row.form == Form::Leave) native.append("cursor", Json::array({data.x, data.y}));
    if (row.form == Form::Paint) native.append("rcPaint", Json::array({data.x, data.y, data.x + data.width, data.y + data.height}));
    if (row.form == Form::ScrollBar) native.append("nTrackPos", static_cast<long>(data.number));
    if (row.form == Form::Notify && event.shape->shape == Shape::Text) native.append("szUrl", data.text);
    if (event.shape->shape == Shape::Page) native.append("previous", static_cast<long>(data.previous));
    const bool hasKeys = event.shape->shape >= Shape::Mouse && event.shape->shape <= Shape::Char;
    if (hasKeys) native.append("keyState", encodeKeyState(data.modifiers));
    if (event.shape->shape == Shape::KeyDown || event.shape->shape == Shape::KeyUp) native.append("key", adapter::findKey(keys(), data.key)->name);
    if (!row.controlClass.empty()) native.append("control", Json::object({{"class", row.controlClass}, {"style", row.controlStyle}}));
    if (!row.readName.empty()) native.append("reads", Json::object({{"message", row.readName}, {"number", static_cast<long>(row.readNumber)}, {"result", resultOf(event)}}));
}

// Notifications go to the parent of a control, everything else to the window itself.
std::int64_t receiver(const Event &event, const MessageRow &row, int id, const Surroundings &around) {
    const bool isForParent = row.form == Form::Command || row.form == Form::Notify || row.form == Form::Control;
    if (!isForParent) return firstHandle + id;
    const scene::Widget *widget = around.hasScene() ? around.find(event.widget) : nullptr;
    const scene::Widget *parent = widget == nullptr ? nullptr : around.parentOf(*widget);
    return parent == nullptr ? 0 : firstHandle + around.controlId(parent->id);
}

} // namespace

Json toNative(const Event &event, const Surroundings &around) {
    const int id = around.controlId(event.widget);
    if (id == 0) throw HttpError(422, "no-control-id", event.widget + " tells no control id: give the scene");
    const MessageRow &row = rowOf(event);
    const Message message = build(event, row, id, around);
    Json native = Json::object({{"message", message.name}, {"number", static_cast<long>(message.number)}, {"hwnd", static_cast<long>(receiver(event, row, id, around))}, {"wParam", static_cast<long>(message.wParam)}, {"lParam", static_cast<long>(message.lParam)}});
    addRest(event, row, id, native);
    return native;
}

} // namespace wxwidgets::windows
