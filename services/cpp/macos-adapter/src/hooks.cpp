// How AppKit tells of events: actions, delegates, notifications, NSEvents, and methods that a view overrides. For NSEvents `also` is
// the method of the responder, and `type` the number of NSEventType.
#include "cocoa.hpp"

namespace wxwidgets::macos {

namespace {

// The action that wxWidgets gives its controls.
constexpr std::string_view act = "controlAction:";

constexpr adapter::HookRow rows[] = {
    {"button", "button", "action", act, "", "", "", ""},
    {"toggle", "toggle", "action", act, "", "", "state", ""},
    {"checkbox", "checkbox", "action", act, "", "", "state", ""},
    {"radio", "radio", "action", act, "", "", "state", ""},
    {"radiobox", "radiobox", "action", act, "NSButton", "", "tag", ""},
    {"choice", "choice", "action", act, "", "", "indexOfSelectedItem", ""},
    {"combobox", "combobox", "delegate", "comboBoxSelectionDidChange:", "", "", "indexOfSelectedItem", "NSComboBoxSelectionDidChangeNotification"},
    {"listbox", "listbox", "delegate", "tableViewSelectionDidChange:", "", "", "selectedRow", "NSTableViewSelectionDidChangeNotification"},
    {"listboxActivated", "listbox", "doubleAction", "controlDoubleAction:", "", "", "clickedRow", ""},
    {"text", "text", "delegate", "controlTextDidChange:", "", "", "stringValue", "NSTextView: textDidChange:"},
    {"text", "combobox", "delegate", "controlTextDidChange:", "", "", "stringValue", ""},
    {"text", "spin", "delegate", "controlTextDidChange:", "", "", "stringValue", "of its NSTextField"},
    {"textEnter", "text", "delegate", "control:textView:doCommandBySelector:", "", "command=insertNewline:", "stringValue", ""},
    {"textEnter", "combobox", "delegate", "control:textView:doCommandBySelector:", "", "command=insertNewline:", "stringValue", ""},
    {"textEnter", "spin", "delegate", "control:textView:doCommandBySelector:", "", "command=insertNewline:", "stringValue", ""},
    {"textMaxLength", "text", "override", "isPartialStringValid:newEditingString:errorDescription:", "NSFormatter", "", "", ""},
    {"slider", "slider", "action", act, "", "", "integerValue", ""},
    {"spin", "spin", "action", act, "", "", "integerValue", ""},
    {"link", "link", "delegate", "textView:clickedOnLink:atIndex:", "", "", "link", ""},
    {"menu", "", "action", "clickedAction:", "NSMenuItem", "", "tag", ""},
    {"contextMenu", "", "override", "menuForEvent:", "", "", "", ""},
    {"pageChanging", "notebook", "delegate", "tabView:shouldSelectTabViewItem:", "", "", "", ""},
    {"pageChanged", "notebook", "delegate", "tabView:didSelectTabViewItem:", "", "", "", ""},
    {"sashChanging", "splitter", "delegate", "splitView:constrainSplitPosition:ofSubviewAt:", "", "", "position", ""},
    {"sashChanged", "splitter", "delegate", "splitViewDidResizeSubviews:", "", "", "position", "NSSplitViewDidResizeSubviewsNotification"},
    {"create", "", "override", "viewDidMoveToWindow", "", "", "", ""},
    {"destroy", "", "override", "dealloc", "", "", "", ""},
    {"leftDown", "", "event", "NSEventTypeLeftMouseDown", "", "type=1|buttonNumber=0|clickCount=1", "", "mouseDown:"},
    {"leftUp", "", "event", "NSEventTypeLeftMouseUp", "", "type=2|buttonNumber=0", "", "mouseUp:"},
    {"leftDouble", "", "event", "NSEventTypeLeftMouseDown", "", "type=1|buttonNumber=0|clickCount=2", "", "mouseDown:"},
    {"middleDown", "", "event", "NSEventTypeOtherMouseDown", "", "type=25|buttonNumber=2|clickCount=1", "", "otherMouseDown:"},
    {"middleUp", "", "event", "NSEventTypeOtherMouseUp", "", "type=26|buttonNumber=2", "", "otherMouseUp:"},
    {"middleDouble", "", "event", "NSEventTypeOtherMouseDown", "", "type=25|buttonNumber=2|clickCount=2", "", "otherMouseDown:"},
    {"rightDown", "", "event", "NSEventTypeRightMouseDown", "", "type=3|buttonNumber=1|clickCount=1", "", "rightMouseDown:"},
    {"rightUp", "", "event", "NSEventTypeRightMouseUp", "", "type=4|buttonNumber=1", "", "rightMouseUp:"},
    {"rightDouble", "", "event", "NSEventTypeRightMouseDown", "", "type=3|buttonNumber=1|clickCount=2", "", "rightMouseDown:"},
    {"motion", "", "event", "NSEventTypeMouseMoved", "", "type=5", "", "mouseMoved:"},
    {"enter", "", "event", "NSEventTypeMouseEntered", "", "type=8", "", "mouseEntered:"},
    {"leave", "", "event", "NSEventTypeMouseExited", "", "type=9", "", "mouseExited:"},
    {"wheel", "", "event", "NSEventTypeScrollWheel", "", "type=22", "", "scrollWheel:"},
    {"keyDown", "", "event", "NSEventTypeKeyDown", "", "type=10", "", "keyDown:"},
    {"keyUp", "", "event", "NSEventTypeKeyUp", "", "type=11", "", "keyUp:"},
    // A modifier key alone; whether it went down is in the flags.
    {"keyDown", "", "event", "NSEventTypeFlagsChanged", "", "type=12", "", "flagsChanged:"},
    {"char", "", "override", "insertText:replacementRange:", "", "", "", ""},
    {"focus", "", "override", "becomeFirstResponder", "", "", "", ""},
    {"blur", "", "override", "resignFirstResponder", "", "", "", ""},
    {"scroll", "", "notification", "NSViewBoundsDidChangeNotification", "NSClipView", "", "", ""},
    {"size", "", "notification", "NSViewFrameDidChangeNotification", "", "changed=size", "", "NSWindow: windowDidResize:"},
    {"move", "", "notification", "NSViewFrameDidChangeNotification", "", "changed=origin", "", "NSWindow: windowDidMove:"},
    {"show", "", "override", "viewDidUnhide", "", "isVisible=true", "isVisible", "NSWindow: orderFront:"},
    {"show", "", "override", "viewDidHide", "", "isVisible=false", "isVisible", "NSWindow: orderOut:"},
    {"activate", "", "delegate", "windowDidBecomeKey:", "", "isKeyWindow=true", "isKeyWindow", ""},
    {"activate", "", "delegate", "windowDidResignKey:", "", "isKeyWindow=false", "isKeyWindow", ""},
    {"iconize", "", "delegate", "windowDidMiniaturize:", "", "isMiniaturized=true", "isMiniaturized", ""},
    {"iconize", "", "delegate", "windowDidDeminiaturize:", "", "isMiniaturized=false", "isMiniaturized", ""},
    {"maximize", "", "delegate", "windowShouldZoom:toFrame:", "", "", "", ""},
    {"close", "", "delegate", "windowShouldClose:", "", "", "", ""},
    {"timer", "", "timer", "scheduledTimerWithTimeInterval:target:selector:userInfo:repeats:", "NSTimer", "", "userInfo", ""},
    {"eraseBackground", "", "override", "drawRect:", "", "phase=background", "", ""},
    {"paint", "", "override", "drawRect:", "", "phase=content", "", ""},
    {"idle", "", "observer", "kCFRunLoopBeforeWaiting", "CFRunLoopObserver", "", "", ""},
};

} // namespace

adapter::Table<adapter::HookRow> hooks() { return rows; }

} // namespace wxwidgets::macos
