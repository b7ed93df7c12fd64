#include "event-types.hpp"

namespace wxwidgets::events {

namespace {

constexpr EventType command(std::string_view name, std::string_view wxName, Coalescing coalescing = Coalescing::None) { return {name, wxName, true, false, Priority::Normal, coalescing}; }
constexpr EventType vetoable(std::string_view name, std::string_view wxName) { return {name, wxName, true, true, Priority::Normal, Coalescing::None}; }
constexpr EventType plain(std::string_view name, std::string_view wxName, Coalescing coalescing = Coalescing::None) { return {name, wxName, false, false, Priority::Normal, coalescing}; }

} // namespace

const std::vector<EventType> &allEventTypes() {
    static const std::vector<EventType> types{
        command("button", "wxEVT_BUTTON"),
        command("toggle", "wxEVT_TOGGLEBUTTON"),
        command("checkbox", "wxEVT_CHECKBOX"),
        command("radio", "wxEVT_RADIOBUTTON"),
        command("radiobox", "wxEVT_RADIOBOX"),
        command("choice", "wxEVT_CHOICE"),
        command("combobox", "wxEVT_COMBOBOX"),
        command("listbox", "wxEVT_LISTBOX"),
        command("listboxActivated", "wxEVT_LISTBOX_DCLICK"),
        command("text", "wxEVT_TEXT"),
        command("textEnter", "wxEVT_TEXT_ENTER"),
        command("textMaxLength", "wxEVT_TEXT_MAXLEN"),
        command("slider", "wxEVT_SLIDER", Coalescing::Adjacent),
        command("spin", "wxEVT_SPINCTRL"),
        command("link", "wxEVT_HYPERLINK"),
        command("menu", "wxEVT_MENU"),
        command("contextMenu", "wxEVT_CONTEXT_MENU"),
        vetoable("pageChanging", "wxEVT_NOTEBOOK_PAGE_CHANGING"),
        command("pageChanged", "wxEVT_NOTEBOOK_PAGE_CHANGED"),
        vetoable("sashChanging", "wxEVT_SPLITTER_SASH_POS_CHANGING"),
        command("sashChanged", "wxEVT_SPLITTER_SASH_POS_CHANGED"),
        command("create", "wxEVT_CREATE"),
        command("destroy", "wxEVT_DESTROY"),
        plain("leftDown", "wxEVT_LEFT_DOWN"),
        plain("leftUp", "wxEVT_LEFT_UP"),
        plain("leftDouble", "wxEVT_LEFT_DCLICK"),
        plain("middleDown", "wxEVT_MIDDLE_DOWN"),
        plain("middleUp", "wxEVT_MIDDLE_UP"),
        plain("middleDouble", "wxEVT_MIDDLE_DCLICK"),
        plain("rightDown", "wxEVT_RIGHT_DOWN"),
        plain("rightUp", "wxEVT_RIGHT_UP"),
        plain("rightDouble", "wxEVT_RIGHT_DCLICK"),
        plain("motion", "wxEVT_MOTION", Coalescing::Adjacent),
        plain("enter", "wxEVT_ENTER_WINDOW"),
        plain("leave", "wxEVT_LEAVE_WINDOW"),
        plain("wheel", "wxEVT_MOUSEWHEEL"),
        plain("keyDown", "wxEVT_KEY_DOWN"),
        plain("keyUp", "wxEVT_KEY_UP"),
        plain("char", "wxEVT_CHAR"),
        plain("focus", "wxEVT_SET_FOCUS"),
        plain("blur", "wxEVT_KILL_FOCUS"),
        plain("scroll", "wxEVT_SCROLLWIN_THUMBTRACK", Coalescing::Adjacent),
        plain("size", "wxEVT_SIZE", Coalescing::Newest),
        plain("move", "wxEVT_MOVE", Coalescing::Newest),
        plain("show", "wxEVT_SHOW"),
        plain("activate", "wxEVT_ACTIVATE"),
        plain("iconize", "wxEVT_ICONIZE"),
        plain("maximize", "wxEVT_MAXIMIZE"),
        {"close", "wxEVT_CLOSE_WINDOW", false, true, Priority::Normal, Coalescing::None},
        plain("timer", "wxEVT_TIMER"),
        {"eraseBackground", "wxEVT_ERASE_BACKGROUND", false, false, Priority::Paint, Coalescing::Newest},
        {"paint", "wxEVT_PAINT", false, false, Priority::Paint, Coalescing::Region},
        {"idle", "wxEVT_IDLE", false, false, Priority::Idle, Coalescing::Newest},
    };
    return types;
}

const EventType *findEventType(std::string_view name) {
    for (const EventType &type : allEventTypes()) {
        if (type.name == name) return &type;
    }
    return nullptr;
}

const char *priorityName(Priority priority) {
    switch (priority) {
    case Priority::Normal: return "normal";
    case Priority::Paint: return "paint";
    case Priority::Idle: break;
    }
    return "idle";
}

const char *coalescingName(Coalescing coalescing) {
    switch (coalescing) {
    case Coalescing::None: return "none";
    case Coalescing::Newest: return "newest";
    case Coalescing::Region: return "region";
    case Coalescing::Adjacent: break;
    }
    return "adjacent";
}

} // namespace wxwidgets::events
