#include "classes.hpp"

namespace wxwidgets::xrc {

namespace {

constexpr PropertyRule label{"label", ValueType::Text, "label"};
constexpr PropertyRule title{"title", ValueType::Text, "title"};
constexpr PropertyRule content{"content", ValueType::Choices, "choices"};
constexpr PropertyRule selection{"selection", ValueType::Integer, "selection"};
constexpr PropertyRule isChecked{"checked", ValueType::Boolean, "checked"};
constexpr PropertyRule number{"value", ValueType::Integer, "value"};
constexpr PropertyRule text{"value", ValueType::Text, "value"};
constexpr PropertyRule minimum{"min", ValueType::Integer, "min"};
constexpr PropertyRule maximum{"max", ValueType::Integer, "max"};

constexpr PropertyRule ignored(std::string_view name) { return {name, ValueType::Ignored, ""}; }

// Of every window. Sizes, positions, colours and styles are read by window-loader.cpp.
const std::vector<PropertyRule> common{
    ignored("pos"), ignored("size"), ignored("minsize"), ignored("maxsize"), ignored("style"), ignored("exstyle"), ignored("fg"), ignored("bg"), ignored("ownfg"), ignored("ownbg"),
    ignored("font"), ignored("ownfont"), ignored("help"), ignored("focused"), ignored("variant"), ignored("hidden"),
    {"enabled", ValueType::Boolean, "enabled"}, {"tooltip", ValueType::Text, "tooltip"},
};

// Of every sizer.
const std::vector<PropertyRule> ofSizer{ignored("minsize"), ignored("hideitems")};

std::vector<XrcClass> makeClasses() {
    const auto window = Family::Window;
    const auto container = Family::Container;
    const PropertyRule page[] = {label, ignored("selected"), ignored("bitmap"), ignored("image")};
    const PropertyRule lines[] = {ignored("rows"), ignored("cols"), ignored("vgap"), ignored("hgap")};
    return {
        {"wxFrame", container, "frame", {title, ignored("centered"), ignored("icon")}, {}, false, true},
        {"wxDialog", container, "dialog", {title, ignored("centered"), ignored("icon")}, {}, false, true},
        {"wxPanel", container, "panel", {}, {}, true, true},
        {"wxScrolledWindow", container, "scrolled", {ignored("scrollrate")}, {}, true, true},
        {"wxNotebook", container, "notebook", {}, {}},
        {"wxAuiNotebook", container, "notebook", {}, {}},
        {"wxChoicebook", container, "notebook", {}, {}},
        {"wxListbook", container, "notebook", {ignored("imagelist")}, {}},
        {"wxSimplebook", container, "notebook", {}, {}},
        {"wxToolbook", container, "notebook", {ignored("imagelist")}, {}},
        {"wxTreebook", container, "notebook", {ignored("imagelist")}, {}},
        {"wxSplitterWindow", container, "splitter", {ignored("orientation"), {"sashpos", ValueType::Dimension, "sash"}, ignored("minsize"), ignored("gravity")}, {}, true},
        {"wxButton", window, "button", {label, {"default", ValueType::Boolean, "default"}, ignored("bitmap")}, {}},
        {"wxToggleButton", window, "toggle", {label, isChecked}, {}},
        {"wxStaticText", window, "label", {label, {"wrap", ValueType::Dimension, "wrap"}}, {}, true},
        {"wxTextCtrl", window, "text", {text, {"hint", ValueType::Text, "hint"}, {"maxlength", ValueType::Integer, "maxLength"}}, {{"wxTE_MULTILINE", "multiline"}, {"wxTE_READONLY", "readonly"}, {"wxTE_PASSWORD", "password"}}},
        {"wxCheckBox", window, "checkbox", {label, isChecked}, {}},
        {"wxRadioButton", window, "radio", {label, {"value", ValueType::Boolean, "checked"}}, {}},
        {"wxRadioBox", window, "radiobox", {label, content, selection, ignored("dimension")}, {{"wxRA_SPECIFY_COLS", "vertical"}, {"wxRA_VERTICAL", "vertical"}}},
        {"wxChoice", window, "choice", {content, selection}, {}},
        {"wxComboBox", window, "combobox", {content, selection, text}, {}},
        {"wxListBox", window, "listbox", {content, selection}, {}},
        {"wxSlider", window, "slider", {number, minimum, maximum, ignored("tickfreq"), ignored("pagesize")}, {{"wxSL_VERTICAL", "vertical"}}},
        {"wxGauge", window, "gauge", {number, {"range", ValueType::Integer, "max"}}, {{"wxGA_VERTICAL", "vertical"}}},
        {"wxSpinCtrl", window, "spin", {number, minimum, maximum, ignored("base"), ignored("inc")}, {}},
        {"wxStaticBitmap", window, "bitmap", {{"bitmap", ValueType::Verbatim, "source"}}, {}, true},
        {"wxStaticLine", window, "line", {}, {{"wxLI_VERTICAL", "vertical"}}, true},
        {"wxHyperlinkCtrl", window, "link", {label, {"url", ValueType::Verbatim, "url"}}, {}},
        {"wxWindow", window, "canvas", {}, {}, true},
        {"unknown", window, "canvas", {}, {}},
        {"wxBoxSizer", Family::Sizer, "group", {ignored("orient")}, {}},
        {"wxStaticBoxSizer", Family::Sizer, "staticbox", {ignored("orient"), label, ignored("windowlabel")}, {}},
        {"wxGridSizer", Family::Sizer, "group", {lines[0], lines[1], lines[2], lines[3]}, {}},
        {"wxFlexGridSizer", Family::Sizer, "group", {lines[0], lines[1], lines[2], lines[3], ignored("growablerows"), ignored("growablecols"), ignored("flexibledirection"), ignored("nonflexiblegrowmode")}, {}},
        {"wxGridBagSizer", Family::Sizer, "group", {lines[2], lines[3], ignored("growablerows"), ignored("growablecols"), ignored("flexibledirection"), ignored("nonflexiblegrowmode"), ignored("empty_cellsize")}, {}},
        {"wxWrapSizer", Family::Sizer, "group", {ignored("orient"), ignored("flag")}, {}},
        {"wxStdDialogButtonSizer", Family::Sizer, "group", {}, {}},
        {"sizeritem", Family::SizerItem, "", {ignored("option"), ignored("proportion"), ignored("flag"), ignored("border"), ignored("minsize"), ignored("ratio"), ignored("cellpos"), ignored("cellspan")}, {}},
        {"spacer", Family::SizerItem, "spacer", {ignored("option"), ignored("proportion"), ignored("flag"), ignored("border"), ignored("size"), ignored("cellpos"), ignored("cellspan")}, {}},
        {"button", Family::SizerItem, "", {}, {}},
        {"notebookpage", Family::Page, "", {page[0], page[1], page[2], page[3]}, {}},
        {"choicebookpage", Family::Page, "", {page[0], page[1], page[2], page[3]}, {}},
        {"listbookpage", Family::Page, "", {page[0], page[1], page[2], page[3]}, {}},
        {"simplebookpage", Family::Page, "", {page[0], page[1], page[2], page[3]}, {}},
        {"toolbookpage", Family::Page, "", {page[0], page[1], page[2], page[3]}, {}},
        {"treebookpage", Family::Page, "", {page[0], page[1], page[2], page[3], ignored("depth"), ignored("expanded")}, {}},
    };
}

} // namespace

const std::vector<XrcClass> &allClasses() {
    static const std::vector<XrcClass> classes = makeClasses();
    return classes;
}

const XrcClass *findClass(std::string_view name) {
    for (const XrcClass &type : allClasses()) {
        if (type.name == name) return &type;
    }
    return nullptr;
}

const PropertyRule *findRule(const XrcClass &type, std::string_view name) {
    for (const PropertyRule &rule : type.properties) {
        if (rule.name == name) return &rule;
    }
    const bool isWindow = type.family == Family::Window || type.family == Family::Container;
    if (!isWindow && type.family != Family::Sizer) return nullptr;
    for (const PropertyRule &rule : isWindow ? common : ofSizer) {
        if (rule.name == name) return &rule;
    }
    return nullptr;
}

std::vector<std::string_view> classNames() {
    std::vector<std::string_view> names;
    for (const XrcClass &type : allClasses()) names.push_back(type.name);
    return names;
}

} // namespace wxwidgets::xrc
