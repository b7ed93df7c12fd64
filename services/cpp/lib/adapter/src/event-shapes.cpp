#include "adapter/events.hpp"

namespace wxwidgets::adapter {

namespace {

constexpr std::string_view topLevels = "frame dialog";
constexpr std::string_view textual = "text combobox spin";

constexpr EventShape shapes[] = {
    {"button", Shape::None, "", "button"},
    {"toggle", Shape::Flag, "checked", "toggle"},
    {"checkbox", Shape::Flag, "checked", "checkbox"},
    {"radio", Shape::Flag, "checked", "radio"},
    {"radiobox", Shape::Number, "selection", "radiobox"},
    {"choice", Shape::Number, "selection", "choice"},
    {"combobox", Shape::Number, "selection", "combobox"},
    {"listbox", Shape::Number, "selection", "listbox"},
    {"listboxActivated", Shape::Number, "selection", "listbox"},
    {"text", Shape::Text, "value", textual},
    {"textEnter", Shape::Text, "value", textual},
    {"textMaxLength", Shape::None, "", "text"},
    {"slider", Shape::Number, "value", "slider"},
    {"spin", Shape::Number, "value", "spin"},
    {"link", Shape::Text, "url", "link"},
    {"menu", Shape::Number, "item", topLevels},
    {"contextMenu", Shape::Point, "", ""},
    {"pageChanging", Shape::Page, "", "notebook"},
    {"pageChanged", Shape::Page, "", "notebook"},
    {"sashChanging", Shape::Number, "position", "splitter"},
    {"sashChanged", Shape::Number, "position", "splitter"},
    {"create", Shape::None, "", ""},
    {"destroy", Shape::None, "", ""},
    {"leftDown", Shape::Mouse, "", ""},
    {"leftUp", Shape::Mouse, "", ""},
    {"leftDouble", Shape::Mouse, "", ""},
    {"middleDown", Shape::Mouse, "", ""},
    {"middleUp", Shape::Mouse, "", ""},
    {"middleDouble", Shape::Mouse, "", ""},
    {"rightDown", Shape::Mouse, "", ""},
    {"rightUp", Shape::Mouse, "", ""},
    {"rightDouble", Shape::Mouse, "", ""},
    {"motion", Shape::Mouse, "", ""},
    {"enter", Shape::Mouse, "", ""},
    {"leave", Shape::Mouse, "", ""},
    {"wheel", Shape::Wheel, "", ""},
    {"keyDown", Shape::KeyDown, "", ""},
    {"keyUp", Shape::KeyUp, "", ""},
    {"char", Shape::Char, "", ""},
    {"focus", Shape::None, "", ""},
    {"blur", Shape::None, "", ""},
    {"scroll", Shape::Scroll, "", "scrolled canvas panel text listbox"},
    {"size", Shape::Size, "", ""},
    {"move", Shape::Point, "", ""},
    {"show", Shape::Flag, "shown", ""},
    {"activate", Shape::Flag, "active", topLevels},
    {"iconize", Shape::Flag, "iconized", topLevels},
    {"maximize", Shape::None, "", topLevels},
    {"close", Shape::None, "", topLevels},
    {"timer", Shape::Number, "timer", ""},
    {"eraseBackground", Shape::None, "", ""},
    {"paint", Shape::Rect, "", ""},
    {"idle", Shape::None, "", ""},
};

} // namespace

Table<EventShape> allShapes() { return shapes; }

const EventShape *findShape(std::string_view type) {
    for (const EventShape &shape : shapes) {
        if (shape.type == type) return &shape;
    }
    return nullptr;
}

bool isSender(const EventShape &shape, std::string_view kind) {
    if (shape.senders.empty()) return true;
    std::string_view left = shape.senders;
    while (!left.empty()) {
        const std::string_view sender = left.substr(0, left.find(' '));
        if (sender == kind) return true;
        left.remove_prefix(sender.size() == left.size() ? sender.size() : sender.size() + 1);
    }
    return false;
}

std::string_view usualSender(const EventShape &shape) { return shape.senders.substr(0, shape.senders.find(' ')); }

} // namespace wxwidgets::adapter
