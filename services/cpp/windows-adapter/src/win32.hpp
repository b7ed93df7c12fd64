// What the Windows API calls things: winuser.h and commctrl.h.
#pragma once

#include "adapter/platform.hpp"
#include "adapter/tables.hpp"

namespace wxwidgets::windows {

/** How a message carries an event. */
enum class Form {
    Plain,
    Command,    // WM_COMMAND of a control
    Menu,       // WM_COMMAND without one
    Notify,     // WM_NOTIFY with an NMHDR
    Control,    // WM_HSCROLL or WM_VSCROLL of a trackbar or up-down control
    ScrollBar,  // the same of a window's own scroll bars
    Mouse,
    Enter,      // the first WM_MOUSEMOVE, which asks for WM_MOUSELEAVE
    Leave,
    Wheel,
    Key,
    Char,
    Return,     // WM_CHAR of the Enter key in an edit control
    Position,   // in lParam
    Size,       // in lParam
    Flag,       // in wParam
    Number,     // in wParam
    System,     // WM_SYSCOMMAND
    Paint,
};

struct MessageRow {
    std::string_view type;
    /** Empty: the same for all kinds. */
    std::string_view kind;
    std::string_view message;
    std::uint32_t number;
    Form form;
    /** The notification code, or which command. */
    std::string_view codeName;
    std::int32_t code;
    /** The control that sends it, and the style that makes it what it is. */
    std::string_view controlClass;
    std::string_view controlStyle;
    /** The message that the handler reads the control's value with. */
    std::string_view readName;
    std::uint32_t readNumber;
};

/** What a property becomes once the window is there: a message to it, or one for each string of a list. */
enum class Send { WParam, LParam, Each };

struct SendRow {
    std::string_view kind;
    std::string_view property;
    std::string_view message;
    std::uint32_t number;
    Send send;
};

adapter::Table<adapter::KeyRow> keys();
adapter::Table<adapter::ClassRow> classes();
adapter::Table<adapter::Rule> rules();
adapter::Table<adapter::StyleRule> styles();
adapter::Table<adapter::AttributeRule> attributes();
adapter::Table<adapter::Flag> flags();
adapter::Table<MessageRow> messages();
adapter::Table<SendRow> sends();

/** The handle that stands for a window: that of its control, above what any id can be. */
constexpr std::int64_t firstHandle = 0x10000;

void finish(const scene::Widget &widget, const adapter::Surroundings &around, adapter::NativeWidget &native);
kit::Json toNative(const adapter::Event &event, const adapter::Surroundings &around);
adapter::Event fromNative(const kit::Fields &native, const std::string &widget, const adapter::Surroundings &around);

const adapter::Platform &platform();

} // namespace wxwidgets::windows
