#include "unsupported.hpp"

namespace wxwidgets::xrc {

namespace {

constexpr std::string_view leftOut[] = {"wxMenuBar", "wxMenu", "wxMenuItem", "separator", "break", "wxToolBar", "tool", "space", "label", "wxStatusBar", "wxBitmap", "wxIcon", "wxImageList",
                                        "wxAuiManager", "wxAuiToolBar", "wxRibbonBar", "wxTaskBarIcon", "wxAcceleratorTable", "wxMDIParentFrame", "wxMDIChildFrame", "wxPropertySheetDialog", "wxWizard", "wxWizardPage", "wxWizardPageSimple"};

constexpr std::string_view areas[] = {
    "wxActivityIndicator", "wxAnimationCtrl", "wxBannerWindow", "wxBitmapButton", "wxBitmapComboBox", "wxBitmapToggleButton", "wxCalendarCtrl", "wxCheckListBox",
    "wxCollapsiblePane", "wxColourPickerCtrl", "wxComboCtrl", "wxCommandLinkButton", "wxDataViewCtrl", "wxDataViewListCtrl", "wxDataViewTreeCtrl", "wxDatePickerCtrl", "wxDirPickerCtrl", "wxEditableListBox",
    "wxFileCtrl", "wxFilePickerCtrl", "wxFontPickerCtrl", "wxGenericAnimationCtrl", "wxGenericDirCtrl", "wxGrid", "wxHtmlWindow", "wxInfoBar", "wxListCtrl", "wxOwnerDrawnComboBox", "wxPropertyGrid", "wxRearrangeList",
    "wxRichTextCtrl", "wxScrollBar", "wxSearchCtrl", "wxSimpleHtmlListBox", "wxSpinButton", "wxSpinCtrlDouble", "wxStaticBox", "wxStyledTextCtrl", "wxTimePickerCtrl", "wxTreeCtrl",
    "wxTreeListCtrl", "wxWebView"};

// `win|unix`
bool isForUs(const Element &element) {
    const std::string *platform = element.attribute("platform");
    if (platform == nullptr) return true;
    std::string_view rest = *platform;
    while (!rest.empty()) {
        const std::size_t end = rest.find('|');
        std::string_view word = rest.substr(0, end);
        while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
        while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
        if (word == "unix") return true;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return false;
}

} // namespace

Unsupported findUnsupported(std::string_view name) {
    for (const std::string_view known : leftOut) {
        if (known == name) return Unsupported::LeftOut;
    }
    for (const std::string_view known : areas) {
        if (known == name) return Unsupported::Area;
    }
    return Unsupported::No;
}

void keepForPlatform(Element &element) {
    auto &children = element.children;
    children.erase(std::remove_if(children.begin(), children.end(), [](const Element &child) { return !isForUs(child); }), children.end());
    for (Element &child : children) keepForPlatform(child);
}

} // namespace wxwidgets::xrc
