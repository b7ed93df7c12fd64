// Key codes of HIToolbox/Events.h; after them the character that NSEvent gives without modifiers (function keys: NSEvent.h).
// As in wxWidgets, control is the Command key, and meta the Control key.
#include "cocoa.hpp"

namespace wxwidgets::macos {

namespace {

constexpr adapter::KeyRow rows[] = {
    {"A", "kVK_ANSI_A", 0x00, 0x0061}, {"B", "kVK_ANSI_B", 0x0B, 0x0062}, {"C", "kVK_ANSI_C", 0x08, 0x0063}, {"D", "kVK_ANSI_D", 0x02, 0x0064}, {"E", "kVK_ANSI_E", 0x0E, 0x0065},
    {"F", "kVK_ANSI_F", 0x03, 0x0066}, {"G", "kVK_ANSI_G", 0x05, 0x0067}, {"H", "kVK_ANSI_H", 0x04, 0x0068}, {"I", "kVK_ANSI_I", 0x22, 0x0069}, {"J", "kVK_ANSI_J", 0x26, 0x006A},
    {"K", "kVK_ANSI_K", 0x28, 0x006B}, {"L", "kVK_ANSI_L", 0x25, 0x006C}, {"M", "kVK_ANSI_M", 0x2E, 0x006D}, {"N", "kVK_ANSI_N", 0x2D, 0x006E}, {"O", "kVK_ANSI_O", 0x1F, 0x006F},
    {"P", "kVK_ANSI_P", 0x23, 0x0070}, {"Q", "kVK_ANSI_Q", 0x0C, 0x0071}, {"R", "kVK_ANSI_R", 0x0F, 0x0072}, {"S", "kVK_ANSI_S", 0x01, 0x0073}, {"T", "kVK_ANSI_T", 0x11, 0x0074},
    {"U", "kVK_ANSI_U", 0x20, 0x0075}, {"V", "kVK_ANSI_V", 0x09, 0x0076}, {"W", "kVK_ANSI_W", 0x0D, 0x0077}, {"X", "kVK_ANSI_X", 0x07, 0x0078}, {"Y", "kVK_ANSI_Y", 0x10, 0x0079},
    {"Z", "kVK_ANSI_Z", 0x06, 0x007A}, {"0", "kVK_ANSI_0", 0x1D, 0x0030}, {"1", "kVK_ANSI_1", 0x12, 0x0031}, {"2", "kVK_ANSI_2", 0x13, 0x0032}, {"3", "kVK_ANSI_3", 0x14, 0x0033},
    {"4", "kVK_ANSI_4", 0x15, 0x0034}, {"5", "kVK_ANSI_5", 0x17, 0x0035}, {"6", "kVK_ANSI_6", 0x16, 0x0036}, {"7", "kVK_ANSI_7", 0x1A, 0x0037}, {"8", "kVK_ANSI_8", 0x1C, 0x0038},
    {"9", "kVK_ANSI_9", 0x19, 0x0039}, {"f1", "kVK_F1", 0x7A, 0xF704}, {"f2", "kVK_F2", 0x78, 0xF705}, {"f3", "kVK_F3", 0x63, 0xF706}, {"f4", "kVK_F4", 0x76, 0xF707},
    {"f5", "kVK_F5", 0x60, 0xF708}, {"f6", "kVK_F6", 0x61, 0xF709}, {"f7", "kVK_F7", 0x62, 0xF70A}, {"f8", "kVK_F8", 0x64, 0xF70B}, {"f9", "kVK_F9", 0x65, 0xF70C},
    {"f10", "kVK_F10", 0x6D, 0xF70D}, {"f11", "kVK_F11", 0x67, 0xF70E}, {"f12", "kVK_F12", 0x6F, 0xF70F}, {"f13", "kVK_F13", 0x69, 0xF710}, {"f14", "kVK_F14", 0x6B, 0xF711},
    {"f15", "kVK_F15", 0x71, 0xF712}, {"f16", "kVK_F16", 0x6A, 0xF713}, {"f17", "kVK_F17", 0x40, 0xF714}, {"f18", "kVK_F18", 0x4F, 0xF715}, {"f19", "kVK_F19", 0x50, 0xF716},
    {"f20", "kVK_F20", 0x5A, 0xF717}, {"left", "kVK_LeftArrow", 0x7B, 0xF702}, {"right", "kVK_RightArrow", 0x7C, 0xF703}, {"up", "kVK_UpArrow", 0x7E, 0xF700},
    {"down", "kVK_DownArrow", 0x7D, 0xF701}, {"home", "kVK_Home", 0x73, 0xF729}, {"end", "kVK_End", 0x77, 0xF72B}, {"pageUp", "kVK_PageUp", 0x74, 0xF72C},
    {"pageDown", "kVK_PageDown", 0x79, 0xF72D}, {"insert", "kVK_Help", 0x72, 0xF746}, {"delete", "kVK_ForwardDelete", 0x75, 0xF728}, {"backspace", "kVK_Delete", 0x33, 0x007F},
    {"tab", "kVK_Tab", 0x30, 0x0009}, {"enter", "kVK_Return", 0x24, 0x000D}, {"escape", "kVK_Escape", 0x35, 0x001B}, {"space", "kVK_Space", 0x31, 0x0020},
    {"-", "kVK_ANSI_Minus", 0x1B, 0x002D}, {"=", "kVK_ANSI_Equal", 0x18, 0x003D}, {"[", "kVK_ANSI_LeftBracket", 0x21, 0x005B}, {"]", "kVK_ANSI_RightBracket", 0x1E, 0x005D},
    {"\\", "kVK_ANSI_Backslash", 0x2A, 0x005C}, {";", "kVK_ANSI_Semicolon", 0x29, 0x003B}, {"'", "kVK_ANSI_Quote", 0x27, 0x0027}, {",", "kVK_ANSI_Comma", 0x2B, 0x002C},
    {".", "kVK_ANSI_Period", 0x2F, 0x002E}, {"/", "kVK_ANSI_Slash", 0x2C, 0x002F}, {"`", "kVK_ANSI_Grave", 0x32, 0x0060}, {"numpad0", "kVK_ANSI_Keypad0", 0x52, 0x0030},
    {"numpad1", "kVK_ANSI_Keypad1", 0x53, 0x0031}, {"numpad2", "kVK_ANSI_Keypad2", 0x54, 0x0032}, {"numpad3", "kVK_ANSI_Keypad3", 0x55, 0x0033},
    {"numpad4", "kVK_ANSI_Keypad4", 0x56, 0x0034}, {"numpad5", "kVK_ANSI_Keypad5", 0x57, 0x0035}, {"numpad6", "kVK_ANSI_Keypad6", 0x58, 0x0036},
    {"numpad7", "kVK_ANSI_Keypad7", 0x59, 0x0037}, {"numpad8", "kVK_ANSI_Keypad8", 0x5B, 0x0038}, {"numpad9", "kVK_ANSI_Keypad9", 0x5C, 0x0039},
    {"numpadAdd", "kVK_ANSI_KeypadPlus", 0x45, 0x002B}, {"numpadSubtract", "kVK_ANSI_KeypadMinus", 0x4E, 0x002D}, {"numpadMultiply", "kVK_ANSI_KeypadMultiply", 0x43, 0x002A},
    {"numpadDivide", "kVK_ANSI_KeypadDivide", 0x4B, 0x002F}, {"numpadDecimal", "kVK_ANSI_KeypadDecimal", 0x41, 0x002E}, {"shift", "kVK_Shift", 0x38, 0x0000},
    {"control", "kVK_Command", 0x37, 0x0000}, {"alt", "kVK_Option", 0x3A, 0x0000}, {"meta", "kVK_Control", 0x3B, 0x0000}, {"capsLock", "kVK_CapsLock", 0x39, 0x0000},
};

} // namespace

adapter::Table<adapter::KeyRow> keys() { return rows; }

} // namespace wxwidgets::macos
