// Kinds of widgets, their properties and styles as classes, properties and style classes of GTK.
#include "gtk.hpp"

namespace wxwidgets::gtk {

using adapter::Conversion;
using adapter::TextSource;
using adapter::When;

namespace {

constexpr adapter::ClassRow classRows[] = {
    {"frame", "", "GtkWindow", TextSource::Title, "resizable=true"},
    {"dialog", "", "GtkDialog", TextSource::Title, "modal=true|resizable=false"},
    {"panel", "", "GtkFixed", TextSource::None, ""},
    {"scrolled", "", "GtkScrolledWindow", TextSource::None, "hscrollbar-policy=automatic|vscrollbar-policy=automatic"},
    {"staticbox", "", "GtkFrame", TextSource::Label, "label-xalign=0.0"},
    {"notebook", "", "GtkNotebook", TextSource::None, "show-tabs=true|tab-pos=top|scrollable=true"},
    {"splitter", "", "GtkPaned", TextSource::None, "wide-handle=true"},
    {"group", "", "GtkBox", TextSource::None, ""},
    {"spacer", "", "GtkBox", TextSource::None, "can-focus=false"},
    {"button", "", "GtkButton", TextSource::Label, ""},
    {"toggle", "", "GtkToggleButton", TextSource::Label, ""},
    {"label", "", "GtkLabel", TextSource::Label, "xalign=0.0|yalign=0.0"},
    {"text", "multiline", "GtkTextView", TextSource::Value, "accepts-tab=false|wrap-mode=word-char"},
    {"text", "password", "GtkPasswordEntry", TextSource::Value, "gtk3-class=GtkEntry|show-peek-icon=false|visibility=false"},
    {"text", "", "GtkEntry", TextSource::Value, ""},
    {"checkbox", "", "GtkCheckButton", TextSource::Label, ""},
    {"radio", "", "GtkCheckButton", TextSource::Label, "gtk3-class=GtkRadioButton|indicator=radio"},
    {"radiobox", "", "GtkFrame", TextSource::Label, "child=GtkCheckButton|gtk3-child=GtkRadioButton|indicator=radio"},
    {"choice", "", "GtkDropDown", TextSource::None, "gtk3-class=GtkComboBoxText"},
    {"combobox", "", "GtkComboBoxText", TextSource::None, "has-entry=true"},
    {"listbox", "", "GtkListBox", TextSource::None, "selection-mode=browse"},
    {"slider", "", "GtkScale", TextSource::None, "draw-value=false|round-digits=0"},
    {"gauge", "", "GtkProgressBar", TextSource::None, ""},
    {"spin", "", "GtkSpinButton", TextSource::None, "numeric=true|digits=0|step-increment=1"},
    {"bitmap", "", "GtkPicture", TextSource::None, "gtk3-class=GtkImage|can-shrink=false"},
    {"line", "", "GtkSeparator", TextSource::None, ""},
    {"link", "", "GtkLinkButton", TextSource::Label, ""},
    {"canvas", "", "GtkDrawingArea", TextSource::None, "focusable=true"},
};

constexpr adapter::Rule ruleRows[] = {
    // A splitter that splits vertically has its halves side by side.
    {"splitter", "vertical", When::Set, "orientation=horizontal"},
    {"splitter", "vertical", When::Unset, "orientation=vertical"},
    {"radiobox", "vertical", When::Set, "orientation=vertical"},
    {"radiobox", "vertical", When::Unset, "orientation=horizontal"},
    {"slider", "vertical", When::Set, "orientation=vertical"},
    {"slider", "vertical", When::Unset, "orientation=horizontal"},
    {"gauge", "vertical", When::Set, "orientation=vertical|inverted=true"},
    {"gauge", "vertical", When::Unset, "orientation=horizontal"},
    {"line", "vertical", When::Set, "orientation=vertical"},
    {"line", "vertical", When::Unset, "orientation=horizontal"},
    {"button", "default", When::Set, "default|receives-default=true"},
    {"label", "wrap", When::Given, "wrap=true"},
};

constexpr adapter::AttributeRule attributeRows[] = {
    {"*", "visible", "visible", Conversion::Same},
    {"*", "enabled", "sensitive", Conversion::Same},
    {"*", "tooltip", "tooltip-text", Conversion::Same},
    {"*", "tab", "tab-label", Conversion::Label},
    {"notebook", "selection", "page", Conversion::Same},
    {"splitter", "sash", "position", Conversion::Same},
    {"toggle", "checked", "active", Conversion::Same},
    {"checkbox", "checked", "active", Conversion::Same},
    {"radio", "checked", "active", Conversion::Same},
    {"radiobox", "choices", "buttons", Conversion::Same},
    {"radiobox", "selection", "active", Conversion::Same},
    {"choice", "choices", "model", Conversion::Same},
    {"choice", "selection", "selected", Conversion::Same},
    {"combobox", "choices", "model", Conversion::Same},
    {"combobox", "selection", "active", Conversion::Same},
    {"combobox", "value", "text", Conversion::Same},
    {"listbox", "choices", "rows", Conversion::Same},
    {"listbox", "selection", "selected-row", Conversion::Same},
    {"text", "hint", "placeholder-text", Conversion::Same},
    {"text", "maxLength", "max-length", Conversion::Same},
    {"text", "readonly", "editable", Conversion::Not},
    {"label", "wrap", "width-request", Conversion::Same},
    {"slider", "value", "value", Conversion::Same},
    {"slider", "min", "lower", Conversion::Same},
    {"slider", "max", "upper", Conversion::Same},
    {"spin", "value", "value", Conversion::Same},
    {"spin", "min", "lower", Conversion::Same},
    {"spin", "max", "upper", Conversion::Same},
    {"bitmap", "source", "file", Conversion::Same},
    {"link", "url", "uri", Conversion::Same},
};

constexpr adapter::StyleRule styleRows[] = {
    {"wxDEFAULT_FRAME_STYLE", "frame", "decorated=true|deletable=true|resizable=true"},
    {"wxDEFAULT_DIALOG_STYLE", "dialog", "decorated=true|deletable=true"},
    {"wxCAPTION", "*", "decorated=true"},
    {"wxCLOSE_BOX", "*", "deletable=true"},
    {"wxSYSTEM_MENU", "*", ""},
    {"wxMINIMIZE_BOX", "*", ""},
    {"wxMAXIMIZE_BOX", "*", ""},
    {"wxRESIZE_BORDER", "*", "resizable=true"},
    {"wxSTAY_ON_TOP", "*", "gtk3-keep-above=true"},
    {"wxTAB_TRAVERSAL", "*", ""},
    {"wxCLIP_CHILDREN", "*", "overflow=hidden"},
    {"wxBORDER_NONE", "!button", "has-frame=false|shadow-type=none"},
    {"wxBORDER_NONE", "button", "flat|has-frame=false"},
    {"wxBORDER_SIMPLE", "*", "frame|shadow-type=in"},
    {"wxBORDER_SUNKEN", "*", "frame|shadow-type=in"},
    {"wxVSCROLL", "*", "vscrollbar-policy=always"},
    {"wxHSCROLL", "*", "hscrollbar-policy=always"},
    {"wxTE_RIGHT", "text", "xalign=1.0|justification=right"},
    {"wxTE_CENTRE", "text", "xalign=0.5|justification=center"},
    {"wxTE_PROCESS_ENTER", "text", "activates-default=false"},
    {"wxALIGN_RIGHT", "*", "xalign=1.0|justify=right"},
    {"wxALIGN_CENTRE_HORIZONTAL", "*", "xalign=0.5|justify=center"},
    {"wxST_ELLIPSIZE_END", "label", "ellipsize=end"},
    {"wxBU_LEFT", "*", "xalign=0.0"},
    {"wxBU_RIGHT", "*", "xalign=1.0"},
    {"wxLB_MULTIPLE", "listbox", "selection-mode=multiple"},
    {"wxLB_EXTENDED", "listbox", "selection-mode=multiple"},
    {"wxLB_SORT", "listbox", "sorted=true"},
    {"wxCB_READONLY", "combobox", "has-entry=false"},
    {"wxCB_SORT", "*", "sorted=true"},
    {"wxRB_GROUP", "radio", "group-leader=true"},
    {"wxCHK_3STATE", "checkbox", "allow-inconsistent=true"},
    {"wxSL_LABELS", "slider", "draw-value=true"},
    {"wxSL_AUTOTICKS", "slider", "has-marks=true"},
    {"wxSL_INVERSE", "slider", "inverted=true"},
    {"wxSP_WRAP", "spin", "wrap=true"},
    {"wxSP_ARROW_KEYS", "spin", ""},
    {"wxSP_LIVE_UPDATE", "splitter", ""},
    {"wxGA_SMOOTH", "gauge", ""},
    {"wxNB_TOP", "notebook", "tab-pos=top"},
    {"wxNB_BOTTOM", "notebook", "tab-pos=bottom"},
    {"wxNB_LEFT", "notebook", "tab-pos=left"},
    {"wxNB_RIGHT", "notebook", "tab-pos=right"},
};

} // namespace

adapter::Table<adapter::ClassRow> classes() { return classRows; }
adapter::Table<adapter::Rule> rules() { return ruleRows; }
adapter::Table<adapter::StyleRule> styles() { return styleRows; }
adapter::Table<adapter::AttributeRule> attributes() { return attributeRows; }

} // namespace wxwidgets::gtk
