// Kinds of widgets, their properties and styles as window classes, style flags and messages.
#include "win32.hpp"

namespace wxwidgets::windows {

using adapter::Conversion;
using adapter::TextSource;
using adapter::When;

namespace {

// Windows without a control of the system have the class that wxWidgets registers for its own.
constexpr std::string_view ownClass = "wxWindowNR";

constexpr adapter::ClassRow classRows[] = {
    {"frame", "", ownClass, TextSource::Title, "WS_OVERLAPPED|WS_CAPTION|WS_SYSMENU|WS_THICKFRAME|WS_MINIMIZEBOX|WS_MAXIMIZEBOX|WS_CLIPCHILDREN|WS_VISIBLE|WS_EX_WINDOWEDGE"},
    {"dialog", "", "#32770", TextSource::Title, "WS_POPUP|WS_CAPTION|WS_SYSMENU|WS_CLIPCHILDREN|DS_MODALFRAME|WS_VISIBLE|WS_EX_DLGMODALFRAME|WS_EX_CONTROLPARENT"},
    {"panel", "", ownClass, TextSource::None, "WS_CHILD|WS_VISIBLE|WS_CLIPSIBLINGS|WS_EX_CONTROLPARENT"},
    {"scrolled", "", ownClass, TextSource::None, "WS_CHILD|WS_VISIBLE|WS_CLIPSIBLINGS|WS_HSCROLL|WS_VSCROLL|WS_EX_CONTROLPARENT"},
    {"staticbox", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_GROUP|BS_GROUPBOX|WS_EX_TRANSPARENT"},
    {"notebook", "", "SysTabControl32", TextSource::None, "WS_CHILD|WS_VISIBLE|WS_CLIPSIBLINGS|WS_TABSTOP|TCS_TABS|WS_EX_CONTROLPARENT"},
    {"splitter", "", ownClass, TextSource::None, "WS_CHILD|WS_VISIBLE|WS_CLIPCHILDREN|WS_EX_CONTROLPARENT"},
    {"group", "", ownClass, TextSource::None, "WS_CHILD|WS_VISIBLE|WS_EX_TRANSPARENT|WS_EX_CONTROLPARENT"},
    {"spacer", "", "STATIC", TextSource::None, "WS_CHILD|SS_LEFT|WS_EX_TRANSPARENT"},
    {"button", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_TABSTOP"},
    {"toggle", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|BS_AUTOCHECKBOX|BS_PUSHLIKE"},
    {"label", "", "STATIC", TextSource::Label, "WS_CHILD|WS_VISIBLE|SS_NOTIFY"},
    {"text", "multiline", "EDIT", TextSource::Value, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|WS_VSCROLL|ES_LEFT|ES_MULTILINE|ES_AUTOVSCROLL|ES_WANTRETURN|WS_EX_CLIENTEDGE"},
    {"text", "", "EDIT", TextSource::Value, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|ES_LEFT|ES_AUTOHSCROLL|WS_EX_CLIENTEDGE"},
    {"checkbox", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|BS_AUTOCHECKBOX"},
    {"radio", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|BS_AUTORADIOBUTTON"},
    {"radiobox", "", "BUTTON", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_GROUP|BS_GROUPBOX|WS_EX_CONTROLPARENT"},
    {"choice", "", "COMBOBOX", TextSource::None, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|WS_VSCROLL|CBS_DROPDOWNLIST|CBS_NOINTEGRALHEIGHT|CBS_HASSTRINGS"},
    {"combobox", "", "COMBOBOX", TextSource::None, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|WS_VSCROLL|CBS_DROPDOWN|CBS_AUTOHSCROLL|CBS_NOINTEGRALHEIGHT|CBS_HASSTRINGS"},
    {"listbox", "", "LISTBOX", TextSource::None, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|WS_VSCROLL|LBS_NOTIFY|LBS_HASSTRINGS|LBS_NOINTEGRALHEIGHT|WS_EX_CLIENTEDGE"},
    {"slider", "", "msctls_trackbar32", TextSource::None, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|TBS_NOTICKS"},
    {"gauge", "", "msctls_progress32", TextSource::None, "WS_CHILD|WS_VISIBLE"},
    {"spin", "", "msctls_updown32", TextSource::None, "WS_CHILD|WS_VISIBLE|UDS_SETBUDDYINT|UDS_ALIGNRIGHT|UDS_NOTHOUSANDS|UDS_ARROWKEYS|buddy=EDIT"},
    {"bitmap", "", "STATIC", TextSource::None, "WS_CHILD|WS_VISIBLE|SS_BITMAP|SS_CENTERIMAGE"},
    {"line", "", "STATIC", TextSource::None, "WS_CHILD|WS_VISIBLE"},
    {"link", "", "SysLink", TextSource::Label, "WS_CHILD|WS_VISIBLE|WS_TABSTOP|LWS_TRANSPARENT"},
    {"canvas", "", ownClass, TextSource::None, "WS_CHILD|WS_VISIBLE|WS_CLIPSIBLINGS"},
};

constexpr adapter::Rule ruleRows[] = {
    {"button", "default", When::Set, "BS_DEFPUSHBUTTON"},
    {"button", "default", When::Unset, "BS_PUSHBUTTON"},
    {"label", "wrap", When::Given, "SS_LEFT"},
    {"text", "readonly", When::Set, "ES_READONLY"},
    {"text", "password", When::Set, "ES_PASSWORD"},
    {"slider", "vertical", When::Set, "TBS_VERT"},
    {"slider", "vertical", When::Unset, "TBS_HORZ"},
    {"gauge", "vertical", When::Set, "PBS_VERTICAL"},
    {"line", "vertical", When::Set, "SS_ETCHEDVERT"},
    {"line", "vertical", When::Unset, "SS_ETCHEDHORZ"},
};

// For what the program does by itself: windows of its own, tool tips, items of a tab control, the buttons of a radio box.
constexpr adapter::AttributeRule attributeRows[] = {
    {"*", "tooltip", "tooltip", Conversion::Same},
    {"*", "tab", "tabText", Conversion::Label},
    {"splitter", "vertical", "isVertical", Conversion::Same},
    {"splitter", "sash", "sash", Conversion::Same},
    {"label", "wrap", "wrapWidth", Conversion::Same},
    {"radiobox", "choices", "buttons", Conversion::Same},
    {"radiobox", "selection", "checkedButton", Conversion::Same},
    {"radiobox", "vertical", "isVertical", Conversion::Same},
    {"link", "url", "szUrl", Conversion::Same},
};

constexpr SendRow sendRows[] = {
    {"toggle", "checked", "BM_SETCHECK", 0x00F1, Send::WParam},
    {"checkbox", "checked", "BM_SETCHECK", 0x00F1, Send::WParam},
    {"radio", "checked", "BM_SETCHECK", 0x00F1, Send::WParam},
    {"text", "maxLength", "EM_SETLIMITTEXT", 0x00C5, Send::WParam},
    {"text", "hint", "EM_SETCUEBANNER", 0x1501, Send::LParam},
    {"notebook", "selection", "TCM_SETCURSEL", 0x130C, Send::WParam},
    {"choice", "choices", "CB_ADDSTRING", 0x0143, Send::Each},
    {"choice", "selection", "CB_SETCURSEL", 0x014E, Send::WParam},
    {"combobox", "choices", "CB_ADDSTRING", 0x0143, Send::Each},
    {"combobox", "selection", "CB_SETCURSEL", 0x014E, Send::WParam},
    {"combobox", "value", "WM_SETTEXT", 0x000C, Send::LParam},
    {"listbox", "choices", "LB_ADDSTRING", 0x0180, Send::Each},
    {"listbox", "selection", "LB_SETCURSEL", 0x0186, Send::WParam},
    {"slider", "min", "TBM_SETRANGEMIN", 0x0407, Send::LParam},
    {"slider", "max", "TBM_SETRANGEMAX", 0x0408, Send::LParam},
    {"slider", "value", "TBM_SETPOS", 0x0405, Send::LParam},
    {"gauge", "max", "PBM_SETRANGE32", 0x0406, Send::LParam},
    {"gauge", "value", "PBM_SETPOS", 0x0402, Send::WParam},
    {"spin", "value", "UDM_SETPOS32", 0x0471, Send::LParam},
    {"bitmap", "source", "STM_SETIMAGE", 0x0172, Send::LParam},
};

} // namespace

adapter::Table<adapter::ClassRow> classes() { return classRows; }
adapter::Table<adapter::Rule> rules() { return ruleRows; }
adapter::Table<adapter::AttributeRule> attributes() { return attributeRows; }
adapter::Table<SendRow> sends() { return sendRows; }

} // namespace wxwidgets::windows
