#include "adapter/keys.hpp"
#include "adapter/native-fields.hpp"
#include "win32.hpp"
#include "words.hpp"

namespace wxwidgets::windows {

using adapter::Event;
using adapter::EventData;
using adapter::refuseNative;
using adapter::Shape;
using adapter::Surroundings;
using kit::Fields;
using kit::Json;

namespace {

struct Received {
    const Fields &native;
    std::uint32_t number;
    std::int64_t wParam;
    std::int64_t lParam;
};

constexpr std::uint32_t horizontalScroll = 0x0114;
constexpr std::uint32_t verticalScroll = 0x0115;
constexpr std::uint32_t horizontalWheel = 0x020E;
constexpr std::uint32_t wideChar = 0x0109;

bool isMessage(const MessageRow &row, std::uint32_t number) {
    if (row.number == number) return true;
    switch (row.form) {
    case Form::Control:
    case Form::ScrollBar: return number == horizontalScroll || number == verticalScroll;
    case Form::Wheel: return number == horizontalWheel;
    case Form::Key: return number == row.number + 4;
    case Form::Char: return number == wideChar;
    default: return false;
    }
}

int notificationOf(const Received &message) {
    const Json *header = message.native.find("nmhdr");
    if (header == nullptr) message.native.refuse("nmhdr", "is missing");
    return static_cast<int>(Fields(*header, message.native.at("nmhdr")).integer("code", -1000000, 1000000));
}

// Whether a row of this message is the one that is meant, as far as its parameters tell.
bool fits(const MessageRow &row, const Received &message) {
    const bool isCommand = (message.wParam & 0xFFF0) == row.code;
    switch (row.form) {
    case Form::Command: return message.lParam != 0 && highWord(message.wParam) == row.code;
    case Form::Menu: return message.lParam == 0;
    case Form::Notify: return notificationOf(message) == row.code;
    case Form::Control: return message.lParam != 0;
    case Form::ScrollBar: return message.lParam == 0;
    case Form::Mouse: return row.number != 0x0200 || !message.native.has("calls");
    case Form::Enter: return message.native.has("calls");
    case Form::Return: return message.wParam == row.code && message.native.has("reads");
    case Form::Char: return !message.native.has("reads");
    case Form::System: return isCommand || (row.type == "iconize" && (message.wParam & 0xFFF0) == 0xF120);
    default: return true;
    }
}

bool isFrom(const MessageRow &row, const Fields &native) {
    const Json *control = native.find("control");
    if (control == nullptr || row.controlClass.empty()) return true;
    const Fields fields(*control, native.at("control"));
    return fields.string("class", 64) == row.controlClass && fields.stringOr("style", std::string(row.controlStyle), 64) == row.controlStyle;
}

// A message names its window by handle, a notification its control by number as well.
std::string widgetOf(const Received &message, const Surroundings &around) {
    const auto byHandle = [&](std::int64_t handle) { return handle > firstHandle && handle < 2 * firstHandle ? around.widgetOf(static_cast<int>(handle - firstHandle)) : std::string(); };
    if (message.number == 0x0111 && message.lParam != 0) return around.widgetOf(lowWord(message.wParam));
    if (message.number == 0x004E) return around.widgetOf(static_cast<int>(message.wParam & 0xFFFF));
    const bool isScroll = message.number == horizontalScroll || message.number == verticalScroll;
    if (isScroll && message.lParam != 0) return byHandle(message.lParam);
    return byHandle(adapter::integerOrZero(message.native, "hwnd"));
}

void readResult(const Fields &native, Event &event) {
    const Fields reads(native.require("reads"), native.at("reads"));
    switch (event.shape->shape) {
    case Shape::Flag: event.data.flag = reads.integer("result", 0, 2) == 1; break;
    case Shape::Text: event.data.text = reads.string("result", 65536); break;
    default: event.data.number = adapter::integerOf(reads, "result"); break;
    }
}

void readPosition(const Received &message, EventData &data) {
    data.x = asSigned(lowWord(message.lParam));
    data.y = asSigned(highWord(message.lParam));
}

void readKey(const Received &message, Event &event) {
    const auto code = static_cast<std::uint32_t>(message.wParam & 0xFFFFFFFF);
    const adapter::KeyRow *key = adapter::findKeyCode(keys(), code);
    if (key == nullptr) refuseNative(message.native, "no known key has the virtual-key code " + std::to_string(code));
    event.data.key = key->key;
    event.data.isRepeat = event.shape->shape == Shape::KeyDown && (message.lParam >> 30 & 1) != 0;
}

void readText(const Received &message, EventData &data) {
    const bool isScalar = message.wParam > 0 && message.wParam <= 0x10FFFF && (message.wParam < 0xD800 || message.wParam > 0xDFFF);
    if (!isScalar) refuseNative(message.native, "wParam is no character");
    data.text = adapter::encodeUtf8(static_cast<std::uint32_t>(message.wParam));
}

void readData(const MessageRow &row, const Received &message, Event &event) {
    const Fields &native = message.native;
    EventData &data = event.data;
    int parts[4] = {0, 0, 0, 0};
    switch (row.form) {
    case Form::Command:
    case Form::Control:
    case Form::Return:
        if (!row.readName.empty()) readResult(native, event);
        break;
    case Form::Notify:
        if (event.shape->shape == Shape::Text) data.text = native.string("szUrl", 65536);
        else readResult(native, event);
        data.previous = adapter::integerOrZero(native, "previous");
        break;
    case Form::Menu: data.number = lowWord(message.wParam); break;
    case Form::ScrollBar:
        data.number = native.has("nTrackPos") ? adapter::integerOf(native, "nTrackPos") : highWord(message.wParam);
        data.isHorizontal = message.number == horizontalScroll;
        break;
    case Form::Mouse:
    case Form::Enter:
    case Form::Position: readPosition(message, data); break;
    case Form::Wheel:
        readPosition(message, data);
        data.rotation = asSigned(highWord(message.wParam));
        data.isHorizontal = message.number == horizontalWheel;
        break;
    case Form::Leave:
        adapter::readIntegers(native, "cursor", parts, 2);
        data.x = parts[0];
        data.y = parts[1];
        break;
    case Form::Key: readKey(message, event); break;
    case Form::Char: readText(message, data); break;
    case Form::Size:
        data.width = lowWord(message.lParam);
        data.height = highWord(message.lParam);
        break;
    case Form::Flag: data.flag = message.wParam != 0; break;
    case Form::Number: data.number = message.wParam; break;
    case Form::System: data.flag = (message.wParam & 0xFFF0) == row.code; break;
    case Form::Paint:
        adapter::readIntegers(native, "rcPaint", parts, 4);
        data.x = parts[0];
        data.y = parts[1];
        data.width = parts[2] - parts[0];
        data.height = parts[3] - parts[1];
        break;
    case Form::Plain: break;
    }
    const bool isMouse = row.form == Form::Mouse || row.form == Form::Enter || row.form == Form::Wheel;
    data.modifiers = decodeKeyState(native) | (isMouse ? adapter::fromNativeModifiers(static_cast<std::uint32_t>(message.wParam & 0xFFFF), mouseBits) : 0U);
}

} // namespace

Event fromNative(const Fields &native, const std::string &widget, const Surroundings &around) {
    if (!native.has("number")) refuseNative(native, "has no \"number\": that of the message");
    const Received message{native, static_cast<std::uint32_t>(native.integer("number", 0, 0xFFFF)), adapter::integerOrZero(native, "wParam"), adapter::integerOrZero(native, "lParam")};
    std::string id = widget.empty() ? widgetOf(message, around) : widget;
    const scene::Widget *found = around.hasScene() ? around.find(id) : nullptr;
    for (const MessageRow &row : messages()) {
        if (!isMessage(row, message.number) || !fits(row, message)) continue;
        if (found != nullptr ? !row.kind.empty() && row.kind != found->kind : !isFrom(row, native)) continue;
        Event event = adapter::makeEvent(native, row.type, std::move(id), row.kind, around);
        readData(row, message, event);
        return event;
    }
    refuseNative(native, "is no message that a widget gets here");
}

} // namespace wxwidgets::windows
