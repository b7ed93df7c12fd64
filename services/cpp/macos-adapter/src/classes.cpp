// Kinds of widgets, their properties and styles as classes, styles and properties of AppKit.
#include "cocoa.hpp"

namespace wxwidgets::macos {

using adapter::Conversion;
using adapter::TextSource;
using adapter::When;

namespace {

constexpr adapter::ClassRow classRows[] = {
    {"frame", "", "NSWindow", TextSource::Title, "NSWindowStyleMaskTitled|NSWindowStyleMaskClosable|NSWindowStyleMaskMiniaturizable|NSWindowStyleMaskResizable"},
    {"dialog", "", "NSPanel", TextSource::Title, "NSWindowStyleMaskTitled|NSWindowStyleMaskClosable|isModalPanel=true"},
    {"panel", "", "NSView", TextSource::None, ""},
    {"scrolled", "", "NSScrollView", TextSource::None, "hasVerticalScroller=true|hasHorizontalScroller=true|autohidesScrollers=true"},
    {"staticbox", "", "NSBox", TextSource::Label, "NSBoxPrimary"},
    {"notebook", "", "NSTabView", TextSource::None, "NSTopTabsBezelBorder"},
    {"splitter", "", "NSSplitView", TextSource::None, "NSSplitViewDividerStyleThin"},
    {"group", "", "NSStackView", TextSource::None, ""},
    {"spacer", "", "NSView", TextSource::None, ""},
    {"button", "", "NSButton", TextSource::Label, "NSButtonTypeMomentaryPushIn|NSBezelStyleRounded"},
    {"toggle", "", "NSButton", TextSource::Label, "NSButtonTypePushOnPushOff|NSBezelStyleRounded"},
    {"label", "", "NSTextField", TextSource::Label, "isEditable=false|isBezeled=false|drawsBackground=false"},
    {"text", "multiline", "NSTextView", TextSource::Value, "isEditable=true|enclosingView=NSScrollView|isRichText=false"},
    {"text", "password", "NSSecureTextField", TextSource::Value, "isEditable=true|isBezeled=true"},
    {"text", "", "NSTextField", TextSource::Value, "isEditable=true|isBezeled=true|usesSingleLineMode=true"},
    {"checkbox", "", "NSButton", TextSource::Label, "NSButtonTypeSwitch"},
    {"radio", "", "NSButton", TextSource::Label, "NSButtonTypeRadio"},
    {"radiobox", "", "NSBox", TextSource::Label, "NSBoxPrimary|NSButtonTypeRadio|contentClass=NSButton"},
    {"choice", "", "NSPopUpButton", TextSource::None, "pullsDown=false"},
    {"combobox", "", "NSComboBox", TextSource::None, "isEditable=true|usesDataSource=false"},
    {"listbox", "", "NSTableView", TextSource::None, "enclosingView=NSScrollView|allowsMultipleSelection=false|headerView=none"},
    {"slider", "", "NSSlider", TextSource::None, "NSSliderTypeLinear"},
    {"gauge", "", "NSProgressIndicator", TextSource::None, "NSProgressIndicatorStyleBar|isIndeterminate=false"},
    {"spin", "", "NSStepper", TextSource::None, "increment=1|valueWraps=false|textField=NSTextField"},
    {"bitmap", "", "NSImageView", TextSource::None, "NSImageScaleNone"},
    {"line", "", "NSBox", TextSource::None, "NSBoxSeparator"},
    {"link", "", "NSTextView", TextSource::Label, "isEditable=false|drawsBackground=false"},
    {"canvas", "", "NSView", TextSource::None, "acceptsFirstResponder=true"},
};

constexpr adapter::Rule ruleRows[] = {
    {"splitter", "vertical", When::Set, "isVertical=true"},
    {"splitter", "vertical", When::Unset, "isVertical=false"},
    {"radiobox", "vertical", When::Set, "orientation=vertical"},
    {"radiobox", "vertical", When::Unset, "orientation=horizontal"},
    {"slider", "vertical", When::Set, "isVertical=true"},
    {"slider", "vertical", When::Unset, "isVertical=false"},
    // A progress indicator knows no other way to stand upright.
    {"gauge", "vertical", When::Set, "frameRotation=90"},
    {"line", "vertical", When::Set, "isVertical=true"},
    {"line", "vertical", When::Unset, "isVertical=false"},
    {"label", "wrap", When::Given, "NSLineBreakByWordWrapping"},
};

constexpr adapter::AttributeRule attributeRows[] = {
    {"*", "visible", "isHidden", Conversion::Not},
    {"*", "enabled", "isEnabled", Conversion::Same},
    {"*", "tooltip", "toolTip", Conversion::Same},
    {"*", "tab", "tabViewItemLabel", Conversion::Label},
    {"*", "foreground", "textColor", Conversion::Same},
    {"*", "background", "backgroundColor", Conversion::Same},
    {"notebook", "selection", "selectedIndex", Conversion::Same},
    {"splitter", "sash", "position", Conversion::Same},
    {"toggle", "checked", "state", Conversion::Number},
    {"checkbox", "checked", "state", Conversion::Number},
    {"radio", "checked", "state", Conversion::Number},
    {"radiobox", "choices", "titles", Conversion::Same},
    {"radiobox", "selection", "selectedTag", Conversion::Same},
    {"choice", "choices", "itemTitles", Conversion::Same},
    {"choice", "selection", "indexOfSelectedItem", Conversion::Same},
    {"combobox", "choices", "objectValues", Conversion::Same},
    {"combobox", "selection", "indexOfSelectedItem", Conversion::Same},
    {"combobox", "value", "stringValue", Conversion::Same},
    {"listbox", "choices", "rows", Conversion::Same},
    {"listbox", "selection", "selectedRow", Conversion::Same},
    {"text", "hint", "placeholderString", Conversion::Same},
    {"text", "maxLength", "maximumLength", Conversion::Same},
    {"text", "readonly", "isEditable", Conversion::Not},
    {"label", "wrap", "preferredMaxLayoutWidth", Conversion::Same},
    {"slider", "value", "integerValue", Conversion::Same},
    {"slider", "min", "minValue", Conversion::Same},
    {"slider", "max", "maxValue", Conversion::Same},
    {"gauge", "value", "doubleValue", Conversion::Same},
    {"gauge", "max", "maxValue", Conversion::Same},
    {"spin", "value", "integerValue", Conversion::Same},
    {"spin", "min", "minValue", Conversion::Same},
    {"spin", "max", "maxValue", Conversion::Same},
    {"bitmap", "source", "image", Conversion::Same},
    {"link", "url", "link", Conversion::Same},
};

} // namespace

adapter::Table<adapter::ClassRow> classes() { return classRows; }
adapter::Table<adapter::Rule> rules() { return ruleRows; }
adapter::Table<adapter::AttributeRule> attributes() { return attributeRows; }

} // namespace wxwidgets::macos
