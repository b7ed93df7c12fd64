// Styles of wxWidgets as styles and properties of AppKit, and the numbers of the former.
#include "cocoa.hpp"

namespace wxwidgets::macos {

namespace {

constexpr adapter::StyleRule styleRows[] = {
    {"wxDEFAULT_FRAME_STYLE", "frame", "NSWindowStyleMaskTitled|NSWindowStyleMaskClosable|NSWindowStyleMaskMiniaturizable|NSWindowStyleMaskResizable"},
    {"wxDEFAULT_DIALOG_STYLE", "dialog", "NSWindowStyleMaskTitled|NSWindowStyleMaskClosable"},
    {"wxCAPTION", "*", "NSWindowStyleMaskTitled"},
    {"wxCLOSE_BOX", "*", "NSWindowStyleMaskClosable"},
    {"wxSYSTEM_MENU", "*", ""},
    {"wxMINIMIZE_BOX", "*", "NSWindowStyleMaskMiniaturizable"},
    {"wxMAXIMIZE_BOX", "*", "NSWindowStyleMaskResizable"},
    {"wxRESIZE_BORDER", "*", "NSWindowStyleMaskResizable"},
    // NSFloatingWindowLevel.
    {"wxSTAY_ON_TOP", "*", "level=3"},
    {"wxTAB_TRAVERSAL", "*", ""},
    {"wxCLIP_CHILDREN", "*", "clipsToBounds=true"},
    {"wxBORDER_NONE", "!button", "isBezeled=false|isBordered=false"},
    {"wxBORDER_NONE", "button", "isBordered=false"},
    {"wxBORDER_SIMPLE", "*", "isBezeled=false|isBordered=true"},
    {"wxBORDER_SUNKEN", "*", "isBezeled=true"},
    {"wxVSCROLL", "*", "hasVerticalScroller=true"},
    {"wxHSCROLL", "*", "hasHorizontalScroller=true"},
    // No numbers here: those of NSTextAlignment differ between Intel and Apple processors.
    {"wxTE_RIGHT", "text", "alignment=right"},
    {"wxTE_CENTRE", "text", "alignment=center"},
    {"wxTE_PROCESS_ENTER", "text", "sendsActionOnEndEditing=false"},
    {"wxALIGN_RIGHT", "*", "alignment=right"},
    {"wxALIGN_CENTRE_HORIZONTAL", "*", "alignment=center"},
    {"wxST_ELLIPSIZE_END", "label", "-NSLineBreakByWordWrapping|NSLineBreakByTruncatingTail"},
    {"wxBU_LEFT", "*", "alignment=left"},
    {"wxBU_RIGHT", "*", "alignment=right"},
    {"wxLB_MULTIPLE", "listbox", "allowsMultipleSelection=true"},
    {"wxLB_EXTENDED", "listbox", "allowsMultipleSelection=true"},
    {"wxLB_SORT", "listbox", "isSorted=true"},
    {"wxCB_READONLY", "combobox", "isEditable=false"},
    {"wxCB_SORT", "*", "isSorted=true"},
    {"wxRB_GROUP", "radio", "beginsGroup=true"},
    {"wxCHK_3STATE", "checkbox", "allowsMixedState=true"},
    {"wxSL_LABELS", "slider", "hasLabels=true"},
    {"wxSL_AUTOTICKS", "slider", "tickMarkPosition=below"},
    {"wxSL_INVERSE", "slider", "isInverted=true"},
    {"wxSP_WRAP", "spin", "valueWraps=true"},
    {"wxSP_ARROW_KEYS", "spin", ""},
    {"wxSP_LIVE_UPDATE", "splitter", ""},
    {"wxGA_SMOOTH", "gauge", ""},
    {"wxNB_TOP", "notebook", ""},
    {"wxNB_BOTTOM", "notebook", "-NSTopTabsBezelBorder|NSBottomTabsBezelBorder"},
    {"wxNB_LEFT", "notebook", "-NSTopTabsBezelBorder|NSLeftTabsBezelBorder"},
    {"wxNB_RIGHT", "notebook", "-NSTopTabsBezelBorder|NSRightTabsBezelBorder"},
};

constexpr adapter::Flag flagRows[] = {
    {"NSWindowStyleMaskTitled", 1U << 0, "styleMask"}, {"NSWindowStyleMaskClosable", 1U << 1, "styleMask"}, {"NSWindowStyleMaskMiniaturizable", 1U << 2, "styleMask"}, {"NSWindowStyleMaskResizable", 1U << 3, "styleMask"},
    {"NSButtonTypePushOnPushOff", 1, "buttonType"}, {"NSButtonTypeSwitch", 3, "buttonType"}, {"NSButtonTypeRadio", 4, "buttonType"}, {"NSButtonTypeMomentaryPushIn", 7, "buttonType"},
    {"NSBezelStyleRounded", 1, "bezelStyle"}, {"NSBoxPrimary", 0, "boxType"}, {"NSBoxSeparator", 2, "boxType"},
    {"NSTopTabsBezelBorder", 0, "tabViewType"}, {"NSLeftTabsBezelBorder", 1, "tabViewType"}, {"NSBottomTabsBezelBorder", 2, "tabViewType"}, {"NSRightTabsBezelBorder", 3, "tabViewType"},
    {"NSSplitViewDividerStyleThin", 2, "dividerStyle"}, {"NSSliderTypeLinear", 0, "sliderType"}, {"NSProgressIndicatorStyleBar", 0, "progressStyle"}, {"NSImageScaleNone", 2, "imageScaling"},
    {"NSLineBreakByWordWrapping", 0, "lineBreakMode"}, {"NSLineBreakByTruncatingTail", 4, "lineBreakMode"},
};

} // namespace

adapter::Table<adapter::StyleRule> styles() { return styleRows; }
adapter::Table<adapter::Flag> flags() { return flagRows; }

} // namespace wxwidgets::macos
