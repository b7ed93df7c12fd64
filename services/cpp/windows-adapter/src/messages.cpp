#include "win32.hpp"

namespace wxwidgets::windows {

namespace {

constexpr std::string_view push = "BS_PUSHBUTTON";
constexpr std::string_view check = "BS_AUTOCHECKBOX";
constexpr std::string_view radio = "BS_AUTORADIOBUTTON";

constexpr MessageRow rows[] = {
    {"button", "button", "WM_COMMAND", 0x0111, Form::Command, "BN_CLICKED", 0, "BUTTON", push, "", 0},
    {"toggle", "toggle", "WM_COMMAND", 0x0111, Form::Command, "BN_CLICKED", 0, "BUTTON", "BS_AUTOCHECKBOX|BS_PUSHLIKE", "BM_GETCHECK", 0x00F0},
    {"checkbox", "checkbox", "WM_COMMAND", 0x0111, Form::Command, "BN_CLICKED", 0, "BUTTON", check, "BM_GETCHECK", 0x00F0},
    {"radio", "radio", "WM_COMMAND", 0x0111, Form::Command, "BN_CLICKED", 0, "BUTTON", radio, "BM_GETCHECK", 0x00F0},
    // The button of the box that was clicked; its place among them is what the program keeps.
    {"radiobox", "radiobox", "WM_COMMAND", 0x0111, Form::Command, "BN_CLICKED", 0, "BUTTON", "BS_AUTORADIOBUTTON|WS_GROUP", "GWLP_USERDATA", 0},
    {"choice", "choice", "WM_COMMAND", 0x0111, Form::Command, "CBN_SELCHANGE", 1, "COMBOBOX", "CBS_DROPDOWNLIST", "CB_GETCURSEL", 0x0147},
    {"combobox", "combobox", "WM_COMMAND", 0x0111, Form::Command, "CBN_SELCHANGE", 1, "COMBOBOX", "CBS_DROPDOWN", "CB_GETCURSEL", 0x0147},
    {"listbox", "listbox", "WM_COMMAND", 0x0111, Form::Command, "LBN_SELCHANGE", 1, "LISTBOX", "LBS_NOTIFY", "LB_GETCURSEL", 0x0188},
    {"listboxActivated", "listbox", "WM_COMMAND", 0x0111, Form::Command, "LBN_DBLCLK", 2, "LISTBOX", "LBS_NOTIFY", "LB_GETCURSEL", 0x0188},
    {"text", "text", "WM_COMMAND", 0x0111, Form::Command, "EN_CHANGE", 0x0300, "EDIT", "ES_LEFT", "WM_GETTEXT", 0x000D},
    {"text", "combobox", "WM_COMMAND", 0x0111, Form::Command, "CBN_EDITCHANGE", 5, "COMBOBOX", "CBS_DROPDOWN", "WM_GETTEXT", 0x000D},
    // Of the edit control that is the up-down control's buddy.
    {"text", "spin", "WM_COMMAND", 0x0111, Form::Command, "EN_CHANGE", 0x0300, "EDIT", "ES_NUMBER", "WM_GETTEXT", 0x000D},
    {"textEnter", "text", "WM_CHAR", 0x0102, Form::Return, "VK_RETURN", 0x0D, "EDIT", "ES_LEFT", "WM_GETTEXT", 0x000D},
    {"textEnter", "combobox", "WM_CHAR", 0x0102, Form::Return, "VK_RETURN", 0x0D, "COMBOBOX", "CBS_DROPDOWN", "WM_GETTEXT", 0x000D},
    {"textEnter", "spin", "WM_CHAR", 0x0102, Form::Return, "VK_RETURN", 0x0D, "EDIT", "ES_NUMBER", "WM_GETTEXT", 0x000D},
    {"textMaxLength", "text", "WM_COMMAND", 0x0111, Form::Command, "EN_MAXTEXT", 0x0501, "EDIT", "ES_LEFT", "", 0},
    {"slider", "slider", "WM_HSCROLL", 0x0114, Form::Control, "TB_THUMBTRACK", 5, "msctls_trackbar32", "TBS_HORZ", "TBM_GETPOS", 0x0400},
    {"spin", "spin", "WM_VSCROLL", 0x0115, Form::Control, "SB_THUMBPOSITION", 4, "msctls_updown32", "UDS_SETBUDDYINT", "UDM_GETPOS32", 0x0472},
    {"link", "link", "WM_NOTIFY", 0x004E, Form::Notify, "NM_CLICK", -2, "SysLink", "", "", 0},
    {"menu", "", "WM_COMMAND", 0x0111, Form::Menu, "", 0, "", "", "", 0},
    {"contextMenu", "", "WM_CONTEXTMENU", 0x007B, Form::Position, "", 0, "", "", "", 0},
    {"pageChanging", "notebook", "WM_NOTIFY", 0x004E, Form::Notify, "TCN_SELCHANGING", -552, "SysTabControl32", "", "TCM_HITTEST", 0x130D},
    {"pageChanged", "notebook", "WM_NOTIFY", 0x004E, Form::Notify, "TCN_SELCHANGE", -551, "SysTabControl32", "", "TCM_GETCURSEL", 0x130B},
    // Windows has no splitter; a window of one's own tells in messages of one's own.
    {"sashChanging", "splitter", "WM_APP+1", 0x8001, Form::Number, "", 0, "", "", "", 0},
    {"sashChanged", "splitter", "WM_APP+2", 0x8002, Form::Number, "", 0, "", "", "", 0},
    {"create", "", "WM_CREATE", 0x0001, Form::Plain, "", 0, "", "", "", 0},
    {"destroy", "", "WM_DESTROY", 0x0002, Form::Plain, "", 0, "", "", "", 0},
    {"leftDown", "", "WM_LBUTTONDOWN", 0x0201, Form::Mouse, "MK_LBUTTON", 0x01, "", "", "", 0},
    {"leftUp", "", "WM_LBUTTONUP", 0x0202, Form::Mouse, "", 0, "", "", "", 0},
    {"leftDouble", "", "WM_LBUTTONDBLCLK", 0x0203, Form::Mouse, "MK_LBUTTON", 0x01, "", "", "", 0},
    {"middleDown", "", "WM_MBUTTONDOWN", 0x0207, Form::Mouse, "MK_MBUTTON", 0x10, "", "", "", 0},
    {"middleUp", "", "WM_MBUTTONUP", 0x0208, Form::Mouse, "", 0, "", "", "", 0},
    {"middleDouble", "", "WM_MBUTTONDBLCLK", 0x0209, Form::Mouse, "MK_MBUTTON", 0x10, "", "", "", 0},
    {"rightDown", "", "WM_RBUTTONDOWN", 0x0204, Form::Mouse, "MK_RBUTTON", 0x02, "", "", "", 0},
    {"rightUp", "", "WM_RBUTTONUP", 0x0205, Form::Mouse, "", 0, "", "", "", 0},
    {"rightDouble", "", "WM_RBUTTONDBLCLK", 0x0206, Form::Mouse, "MK_RBUTTON", 0x02, "", "", "", 0},
    {"motion", "", "WM_MOUSEMOVE", 0x0200, Form::Mouse, "", 0, "", "", "", 0},
    {"enter", "", "WM_MOUSEMOVE", 0x0200, Form::Enter, "", 0, "", "", "", 0},
    {"leave", "", "WM_MOUSELEAVE", 0x02A3, Form::Leave, "", 0, "", "", "", 0},
    {"wheel", "", "WM_MOUSEWHEEL", 0x020A, Form::Wheel, "", 0, "", "", "", 0},
    {"keyDown", "", "WM_KEYDOWN", 0x0100, Form::Key, "", 0, "", "", "", 0},
    {"keyUp", "", "WM_KEYUP", 0x0101, Form::Key, "", 0, "", "", "", 0},
    {"char", "", "WM_CHAR", 0x0102, Form::Char, "", 0, "", "", "", 0},
    {"focus", "", "WM_SETFOCUS", 0x0007, Form::Plain, "", 0, "", "", "", 0},
    {"blur", "", "WM_KILLFOCUS", 0x0008, Form::Plain, "", 0, "", "", "", 0},
    {"scroll", "", "WM_VSCROLL", 0x0115, Form::ScrollBar, "SB_THUMBTRACK", 5, "", "", "", 0},
    {"size", "", "WM_SIZE", 0x0005, Form::Size, "SIZE_RESTORED", 0, "", "", "", 0},
    {"move", "", "WM_MOVE", 0x0003, Form::Position, "", 0, "", "", "", 0},
    {"show", "", "WM_SHOWWINDOW", 0x0018, Form::Flag, "", 0, "", "", "", 0},
    {"activate", "", "WM_ACTIVATE", 0x0006, Form::Flag, "", 0, "", "", "", 0},
    {"iconize", "", "WM_SYSCOMMAND", 0x0112, Form::System, "SC_MINIMIZE", 0xF020, "", "", "", 0},
    {"maximize", "", "WM_SYSCOMMAND", 0x0112, Form::System, "SC_MAXIMIZE", 0xF030, "", "", "", 0},
    {"close", "", "WM_CLOSE", 0x0010, Form::Plain, "", 0, "", "", "", 0},
    {"timer", "", "WM_TIMER", 0x0113, Form::Number, "", 0, "", "", "", 0},
    {"eraseBackground", "", "WM_ERASEBKGND", 0x0014, Form::Plain, "", 0, "", "", "", 0},
    {"paint", "", "WM_PAINT", 0x000F, Form::Paint, "", 0, "", "", "", 0},
    // Nothing is sent when nothing happens; this is what wakes a message loop so that it finds that out.
    {"idle", "", "WM_NULL", 0x0000, Form::Plain, "", 0, "", "", "", 0},
};

} // namespace

adapter::Table<MessageRow> messages() { return rows; }

} // namespace wxwidgets::windows
