// How GTK tells of events: signals of GTK 4 on the widget, its controllers or parts; `also` is the signal of GTK 3.
#include "gtk.hpp"

namespace wxwidgets::gtk {

namespace {

constexpr std::string_view click = "GtkGestureClick";
constexpr std::string_view pointer = "GtkEventControllerMotion";
constexpr std::string_view keyboard = "GtkEventControllerKey";
constexpr std::string_view focus = "GtkEventControllerFocus";
constexpr std::string_view before3 = "gtk3: button-press-event";
constexpr std::string_view after3 = "gtk3: button-release-event";

constexpr adapter::HookRow rows[] = {
    {"button", "button", "signal", "clicked", "", "", "", ""},
    {"toggle", "toggle", "signal", "toggled", "", "", "active", ""},
    {"checkbox", "checkbox", "signal", "toggled", "", "", "active", ""},
    {"radio", "radio", "signal", "toggled", "", "", "active", ""},
    {"radiobox", "radiobox", "signal", "toggled", "GtkCheckButton", "", "index", "gtk3: toggled of GtkRadioButton"},
    {"choice", "choice", "signal", "notify::selected", "", "", "selected", "gtk3: changed of GtkComboBoxText"},
    {"combobox", "combobox", "signal", "changed", "", "", "active", ""},
    {"listbox", "listbox", "signal", "row-selected", "", "", "index", ""},
    {"listboxActivated", "listbox", "signal", "row-activated", "", "", "index", ""},
    {"text", "text", "signal", "changed", "", "", "text", "GtkTextView: changed of its GtkTextBuffer"},
    {"text", "combobox", "signal", "changed", "GtkEntry", "", "text", ""},
    {"text", "spin", "signal", "changed", "", "", "text", ""},
    {"textEnter", "text", "signal", "activate", "", "", "text", ""},
    {"textEnter", "combobox", "signal", "activate", "GtkEntry", "", "text", ""},
    {"textEnter", "spin", "signal", "activate", "", "", "text", ""},
    {"textMaxLength", "text", "signal", "insert-text", "GtkEditable", "", "", "stopped when max-length is reached"},
    {"slider", "slider", "signal", "value-changed", "", "", "value", ""},
    {"spin", "spin", "signal", "value-changed", "", "", "value", ""},
    {"link", "link", "signal", "activate-link", "", "", "uri", ""},
    {"menu", "", "signal", "activate", "GSimpleAction", "", "target", "gtk3: activate of GtkMenuItem"},
    {"contextMenu", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|triggers-context-menu=true", "", "gtk3: popup-menu"},
    // Before the page is switched, and after it with g_signal_connect_after.
    {"pageChanging", "notebook", "signal", "switch-page", "", "after=false", "", ""},
    {"pageChanged", "notebook", "signal", "switch-page", "", "after=true", "", ""},
    {"sashChanging", "splitter", "signal", "move-handle", "", "", "position", ""},
    {"sashChanged", "splitter", "signal", "notify::position", "", "", "position", ""},
    {"create", "", "signal", "realize", "", "", "", ""},
    {"destroy", "", "signal", "destroy", "", "", "", ""},
    {"leftDown", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=1|n-press=1", "", before3},
    {"leftUp", "", "signal", "released", click, "event=GDK_BUTTON_RELEASE|button=1", "", after3},
    {"leftDouble", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=1|n-press=2", "", "gtk3: GDK_2BUTTON_PRESS"},
    {"middleDown", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=2|n-press=1", "", before3},
    {"middleUp", "", "signal", "released", click, "event=GDK_BUTTON_RELEASE|button=2", "", after3},
    {"middleDouble", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=2|n-press=2", "", "gtk3: GDK_2BUTTON_PRESS"},
    {"rightDown", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=3|n-press=1", "", before3},
    {"rightUp", "", "signal", "released", click, "event=GDK_BUTTON_RELEASE|button=3", "", after3},
    {"rightDouble", "", "signal", "pressed", click, "event=GDK_BUTTON_PRESS|button=3|n-press=2", "", "gtk3: GDK_2BUTTON_PRESS"},
    {"motion", "", "signal", "motion", pointer, "event=GDK_MOTION_NOTIFY", "", "gtk3: motion-notify-event"},
    {"enter", "", "signal", "enter", pointer, "event=GDK_ENTER_NOTIFY", "", "gtk3: enter-notify-event"},
    {"leave", "", "signal", "leave", pointer, "event=GDK_LEAVE_NOTIFY", "", "gtk3: leave-notify-event"},
    {"wheel", "", "signal", "scroll", "GtkEventControllerScroll", "event=GDK_SCROLL", "", "gtk3: scroll-event"},
    {"keyDown", "", "signal", "key-pressed", keyboard, "event=GDK_KEY_PRESS", "", "gtk3: key-press-event"},
    {"keyUp", "", "signal", "key-released", keyboard, "event=GDK_KEY_RELEASE", "", "gtk3: key-release-event"},
    {"char", "", "signal", "commit", "GtkIMContext", "", "", ""},
    {"focus", "", "signal", "enter", focus, "event=GDK_FOCUS_CHANGE", "", "gtk3: focus-in-event"},
    {"blur", "", "signal", "leave", focus, "event=GDK_FOCUS_CHANGE", "", "gtk3: focus-out-event"},
    {"scroll", "", "signal", "value-changed", "GtkAdjustment", "", "", ""},
    {"size", "", "vfunc", "size_allocate", "", "", "", "gtk3: size-allocate"},
    // GTK 4 tells no window where it is.
    {"move", "", "gtk3-signal", "configure-event", "", "event=GDK_CONFIGURE", "", ""},
    {"show", "", "signal", "notify::visible", "", "", "visible", ""},
    {"activate", "", "signal", "notify::is-active", "", "", "is-active", ""},
    {"iconize", "", "signal", "notify::state", "GdkToplevel", "", "minimized", "gtk3: window-state-event, GDK_WINDOW_STATE_ICONIFIED"},
    {"maximize", "", "signal", "notify::maximized", "", "", "", "gtk3: window-state-event, GDK_WINDOW_STATE_MAXIMIZED"},
    {"close", "", "signal", "close-request", "", "", "", "gtk3: delete-event"},
    {"timer", "", "callback", "g_timeout_add", "GSource", "", "id", ""},
    {"eraseBackground", "", "vfunc", "snapshot", "", "phase=background", "", "gtk3: draw, before the handlers"},
    {"paint", "", "vfunc", "snapshot", "", "phase=content", "", "gtk3: draw"},
    {"idle", "", "callback", "g_idle_add", "GSource", "", "", ""},
};

} // namespace

adapter::Table<adapter::HookRow> signals() { return rows; }

} // namespace wxwidgets::gtk
