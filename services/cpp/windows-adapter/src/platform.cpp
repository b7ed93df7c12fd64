#include "win32.hpp"

namespace wxwidgets::windows {

using kit::Json;

namespace {

// Of Windows 10: the face of buttons, the highlight, grey text; the dark one is that of its dark mode.
constexpr adapter::Theme themes[] = {
    {"light", "#f0f0f0", "#000000", "#0078d7", "#adadad", "#6d6d6d", "Segoe UI", 9},
    {"dark", "#202020", "#ffffff", "#0078d7", "#9b9b9b", "#6d6d6d", "Segoe UI", 9},
};

const char *parameterName(Send send) { return send == Send::WParam ? "wParam" : send == Send::LParam ? "lParam" : "lParams"; }

Json message(const SendRow &row, const Json &value) {
    const Json parameter = value.isBoolean() ? Json(value.boolean() ? 1 : 0) : value;
    return Json::object({{"message", row.message}, {"number", static_cast<long>(row.number)}, {parameterName(row.send), parameter}});
}

void addSends(const scene::Widget &widget, adapter::NativeWidget &native) {
    Json all = Json::array();
    if (widget.kind == "spin" && (widget.properties.find("min") != nullptr || widget.properties.find("max") != nullptr)) {
        all.push(Json::object({{"message", "UDM_SETRANGE32"}, {"number", 0x046F}, {"wParam", scene::integerOf(widget, "min", 0)}, {"lParam", scene::integerOf(widget, "max", 100)}}));
    }
    for (const SendRow &row : sends()) {
        const Json *value = row.kind == widget.kind ? widget.properties.find(row.property) : nullptr;
        if (value == nullptr) continue;
        if (row.send != Send::Each || value->isArray()) all.push(message(row, *value));
    }
    if (all.size() > 0) native.attributes.set("send", std::move(all));
}

// A COLORREF is 0x00bbggrr.
void addColour(const scene::Widget &widget, const char *property, const char *attribute, adapter::NativeWidget &native) {
    const std::string &text = scene::textOf(widget, property);
    if (text.size() != 7) return;
    const long rgb = std::strtol(text.c_str() + 1, nullptr, 16);
    native.attributes.set(attribute, (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16);
}

} // namespace

void finish(const scene::Widget &widget, const adapter::Surroundings &around, adapter::NativeWidget &native) {
    if (!scene::isSet(widget, "visible", true)) native.removeFlag("WS_VISIBLE");
    // What never shows, a spacer, has no flag to lose.
    if (widget.kind == "spacer" && widget.properties.find("visible") != nullptr) native.attributes.set("isVisible", scene::isSet(widget, "visible", true));
    if (!scene::isSet(widget, "enabled", true)) native.addFlag("WS_DISABLED");
    if (widget.kind == "label" && !native.has("SS_LEFT") && !native.has("SS_RIGHT") && !native.has("SS_CENTER")) native.addFlag("SS_LEFTNOWORDWRAP");
    addColour(widget, "foreground", "textColor", native);
    addColour(widget, "background", "bkColor", native);
    addSends(widget, native);
    native.attributes.set("controlId", around.controlId(widget.id));
}

const adapter::Platform &platform() {
    static const adapter::Platform win32{"win32", adapter::Origin::Top, adapter::Mnemonic::Ampersand, classes(), rules(), styles(), attributes(), flags(), themes, finish, toNative, fromNative};
    return win32;
}

} // namespace wxwidgets::windows
