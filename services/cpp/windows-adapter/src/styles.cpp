// Styles of wxWidgets as style flags, and the numbers of those.
#include "win32.hpp"

namespace wxwidgets::windows {

namespace {

constexpr adapter::StyleRule styleRows[] = {
    {"wxDEFAULT_FRAME_STYLE", "frame", "WS_CAPTION|WS_SYSMENU|WS_THICKFRAME|WS_MINIMIZEBOX|WS_MAXIMIZEBOX"},
    {"wxDEFAULT_DIALOG_STYLE", "dialog", "WS_CAPTION|WS_SYSMENU"},
    {"wxCAPTION", "*", "WS_CAPTION"},
    {"wxCLOSE_BOX", "*", "WS_SYSMENU"},
    {"wxSYSTEM_MENU", "*", "WS_SYSMENU"},
    {"wxMINIMIZE_BOX", "*", "WS_MINIMIZEBOX"},
    {"wxMAXIMIZE_BOX", "*", "WS_MAXIMIZEBOX"},
    {"wxRESIZE_BORDER", "*", "WS_THICKFRAME"},
    {"wxSTAY_ON_TOP", "*", "WS_EX_TOPMOST"},
    {"wxTAB_TRAVERSAL", "*", "WS_EX_CONTROLPARENT"},
    {"wxCLIP_CHILDREN", "*", "WS_CLIPCHILDREN"},
    {"wxBORDER_NONE", "*", "-WS_EX_CLIENTEDGE|-WS_BORDER"},
    {"wxBORDER_SIMPLE", "*", "-WS_EX_CLIENTEDGE|WS_BORDER"},
    {"wxBORDER_SUNKEN", "*", "WS_EX_CLIENTEDGE"},
    {"wxVSCROLL", "*", "WS_VSCROLL"},
    {"wxHSCROLL", "*", "WS_HSCROLL"},
    {"wxTE_RIGHT", "text", "-ES_LEFT|ES_RIGHT"},
    {"wxTE_CENTRE", "text", "-ES_LEFT|ES_CENTER"},
    {"wxTE_PROCESS_ENTER", "text", "ES_WANTRETURN"},
    {"wxALIGN_RIGHT", "label", "-SS_LEFT|-SS_LEFTNOWORDWRAP|SS_RIGHT"},
    {"wxALIGN_RIGHT", "!label", "BS_RIGHTBUTTON"},
    {"wxALIGN_CENTRE_HORIZONTAL", "*", "-SS_LEFT|-SS_LEFTNOWORDWRAP|SS_CENTER"},
    {"wxST_ELLIPSIZE_END", "label", "SS_ENDELLIPSIS"},
    {"wxBU_LEFT", "*", "BS_LEFT"},
    {"wxBU_RIGHT", "*", "BS_RIGHT"},
    {"wxLB_MULTIPLE", "listbox", "LBS_MULTIPLESEL"},
    {"wxLB_EXTENDED", "listbox", "LBS_EXTENDEDSEL"},
    {"wxLB_SORT", "listbox", "LBS_SORT"},
    {"wxCB_READONLY", "combobox", "-CBS_DROPDOWN|CBS_DROPDOWNLIST"},
    {"wxCB_SORT", "*", "CBS_SORT"},
    {"wxRB_GROUP", "radio", "WS_GROUP"},
    {"wxCHK_3STATE", "checkbox", "-BS_AUTOCHECKBOX|BS_AUTO3STATE"},
    {"wxSL_LABELS", "slider", "TBS_TOOLTIPS"},
    {"wxSL_AUTOTICKS", "slider", "-TBS_NOTICKS|TBS_AUTOTICKS"},
    {"wxSL_INVERSE", "slider", "TBS_DOWNISLEFT"},
    {"wxSP_WRAP", "spin", "UDS_WRAP"},
    {"wxSP_ARROW_KEYS", "spin", "UDS_ARROWKEYS"},
    {"wxSP_LIVE_UPDATE", "splitter", ""},
    {"wxGA_SMOOTH", "gauge", "PBS_SMOOTH"},
    {"wxNB_TOP", "notebook", ""},
    {"wxNB_BOTTOM", "notebook", "TCS_BOTTOM"},
    {"wxNB_LEFT", "notebook", "TCS_VERTICAL|TCS_MULTILINE"},
    {"wxNB_RIGHT", "notebook", "TCS_VERTICAL|TCS_MULTILINE|TCS_RIGHT"},
};

constexpr std::string_view style = "dwStyle";
constexpr std::string_view extended = "dwExStyle";

constexpr adapter::Flag flagRows[] = {
    {"WS_OVERLAPPED", 0x00000000, style}, {"WS_POPUP", 0x80000000, style}, {"WS_CHILD", 0x40000000, style}, {"WS_VISIBLE", 0x10000000, style}, {"WS_DISABLED", 0x08000000, style},
    {"WS_CLIPSIBLINGS", 0x04000000, style}, {"WS_CLIPCHILDREN", 0x02000000, style}, {"WS_CAPTION", 0x00C00000, style}, {"WS_BORDER", 0x00800000, style}, {"WS_VSCROLL", 0x00200000, style},
    {"WS_HSCROLL", 0x00100000, style}, {"WS_SYSMENU", 0x00080000, style}, {"WS_THICKFRAME", 0x00040000, style}, {"WS_GROUP", 0x00020000, style}, {"WS_TABSTOP", 0x00010000, style},
    {"WS_MINIMIZEBOX", 0x00020000, style}, {"WS_MAXIMIZEBOX", 0x00010000, style}, {"DS_MODALFRAME", 0x0080, style},
    {"BS_PUSHBUTTON", 0x0000, style}, {"BS_DEFPUSHBUTTON", 0x0001, style}, {"BS_AUTOCHECKBOX", 0x0003, style}, {"BS_AUTO3STATE", 0x0006, style}, {"BS_GROUPBOX", 0x0007, style},
    {"BS_AUTORADIOBUTTON", 0x0009, style}, {"BS_RIGHTBUTTON", 0x0020, style}, {"BS_LEFT", 0x0100, style}, {"BS_RIGHT", 0x0200, style}, {"BS_PUSHLIKE", 0x1000, style},
    {"SS_LEFT", 0x0000, style}, {"SS_CENTER", 0x0001, style}, {"SS_RIGHT", 0x0002, style}, {"SS_LEFTNOWORDWRAP", 0x000C, style}, {"SS_BITMAP", 0x000E, style}, {"SS_ETCHEDHORZ", 0x0010, style},
    {"SS_ETCHEDVERT", 0x0011, style}, {"SS_NOTIFY", 0x0100, style}, {"SS_CENTERIMAGE", 0x0200, style}, {"SS_ENDELLIPSIS", 0x4000, style},
    {"ES_LEFT", 0x0000, style}, {"ES_CENTER", 0x0001, style}, {"ES_RIGHT", 0x0002, style}, {"ES_MULTILINE", 0x0004, style}, {"ES_PASSWORD", 0x0020, style}, {"ES_AUTOVSCROLL", 0x0040, style},
    {"ES_AUTOHSCROLL", 0x0080, style}, {"ES_READONLY", 0x0800, style}, {"ES_WANTRETURN", 0x1000, style},
    {"CBS_DROPDOWN", 0x0002, style}, {"CBS_DROPDOWNLIST", 0x0003, style}, {"CBS_AUTOHSCROLL", 0x0040, style}, {"CBS_SORT", 0x0100, style}, {"CBS_HASSTRINGS", 0x0200, style}, {"CBS_NOINTEGRALHEIGHT", 0x0400, style},
    {"LBS_NOTIFY", 0x0001, style}, {"LBS_SORT", 0x0002, style}, {"LBS_MULTIPLESEL", 0x0008, style}, {"LBS_HASSTRINGS", 0x0040, style}, {"LBS_NOINTEGRALHEIGHT", 0x0100, style}, {"LBS_EXTENDEDSEL", 0x0800, style},
    {"TBS_HORZ", 0x0000, style}, {"TBS_AUTOTICKS", 0x0001, style}, {"TBS_VERT", 0x0002, style}, {"TBS_NOTICKS", 0x0010, style}, {"TBS_TOOLTIPS", 0x0100, style}, {"TBS_DOWNISLEFT", 0x0400, style},
    {"PBS_SMOOTH", 0x0001, style}, {"PBS_VERTICAL", 0x0004, style},
    {"UDS_WRAP", 0x0001, style}, {"UDS_SETBUDDYINT", 0x0002, style}, {"UDS_ALIGNRIGHT", 0x0004, style}, {"UDS_ARROWKEYS", 0x0020, style}, {"UDS_NOTHOUSANDS", 0x0080, style},
    {"TCS_TABS", 0x0000, style}, {"TCS_BOTTOM", 0x0002, style}, {"TCS_RIGHT", 0x0002, style}, {"TCS_VERTICAL", 0x0080, style}, {"TCS_MULTILINE", 0x0200, style}, {"LWS_TRANSPARENT", 0x0001, style},
    {"WS_EX_DLGMODALFRAME", 0x0001, extended}, {"WS_EX_TOPMOST", 0x0008, extended}, {"WS_EX_TRANSPARENT", 0x0020, extended}, {"WS_EX_WINDOWEDGE", 0x0100, extended}, {"WS_EX_CLIENTEDGE", 0x0200, extended},
    {"WS_EX_CONTROLPARENT", 0x00010000, extended},
};

} // namespace

adapter::Table<adapter::StyleRule> styles() { return styleRows; }
adapter::Table<adapter::Flag> flags() { return flagRows; }

} // namespace wxwidgets::windows
