// Key values of gdkkeysyms.h; after them the hardware key code that X11 and Wayland give: that of evdev and 8.
#include "gtk.hpp"

namespace wxwidgets::gtk {

namespace {

constexpr adapter::KeyRow rows[] = {
    {"A", "GDK_KEY_a", 0x0061, 38}, {"B", "GDK_KEY_b", 0x0062, 56}, {"C", "GDK_KEY_c", 0x0063, 54}, {"D", "GDK_KEY_d", 0x0064, 40}, {"E", "GDK_KEY_e", 0x0065, 26},
    {"F", "GDK_KEY_f", 0x0066, 41}, {"G", "GDK_KEY_g", 0x0067, 42}, {"H", "GDK_KEY_h", 0x0068, 43}, {"I", "GDK_KEY_i", 0x0069, 31}, {"J", "GDK_KEY_j", 0x006A, 44},
    {"K", "GDK_KEY_k", 0x006B, 45}, {"L", "GDK_KEY_l", 0x006C, 46}, {"M", "GDK_KEY_m", 0x006D, 58}, {"N", "GDK_KEY_n", 0x006E, 57}, {"O", "GDK_KEY_o", 0x006F, 32},
    {"P", "GDK_KEY_p", 0x0070, 33}, {"Q", "GDK_KEY_q", 0x0071, 24}, {"R", "GDK_KEY_r", 0x0072, 27}, {"S", "GDK_KEY_s", 0x0073, 39}, {"T", "GDK_KEY_t", 0x0074, 28},
    {"U", "GDK_KEY_u", 0x0075, 30}, {"V", "GDK_KEY_v", 0x0076, 55}, {"W", "GDK_KEY_w", 0x0077, 25}, {"X", "GDK_KEY_x", 0x0078, 53}, {"Y", "GDK_KEY_y", 0x0079, 29},
    {"Z", "GDK_KEY_z", 0x007A, 52}, {"0", "GDK_KEY_0", 0x0030, 19}, {"1", "GDK_KEY_1", 0x0031, 10}, {"2", "GDK_KEY_2", 0x0032, 11}, {"3", "GDK_KEY_3", 0x0033, 12},
    {"4", "GDK_KEY_4", 0x0034, 13}, {"5", "GDK_KEY_5", 0x0035, 14}, {"6", "GDK_KEY_6", 0x0036, 15}, {"7", "GDK_KEY_7", 0x0037, 16}, {"8", "GDK_KEY_8", 0x0038, 17},
    {"9", "GDK_KEY_9", 0x0039, 18}, {"f1", "GDK_KEY_F1", 0xFFBE, 67}, {"f2", "GDK_KEY_F2", 0xFFBF, 68}, {"f3", "GDK_KEY_F3", 0xFFC0, 69}, {"f4", "GDK_KEY_F4", 0xFFC1, 70},
    {"f5", "GDK_KEY_F5", 0xFFC2, 71}, {"f6", "GDK_KEY_F6", 0xFFC3, 72}, {"f7", "GDK_KEY_F7", 0xFFC4, 73}, {"f8", "GDK_KEY_F8", 0xFFC5, 74}, {"f9", "GDK_KEY_F9", 0xFFC6, 75},
    {"f10", "GDK_KEY_F10", 0xFFC7, 76}, {"f11", "GDK_KEY_F11", 0xFFC8, 95}, {"f12", "GDK_KEY_F12", 0xFFC9, 96}, {"f13", "GDK_KEY_F13", 0xFFCA, 191},
    {"f14", "GDK_KEY_F14", 0xFFCB, 192}, {"f15", "GDK_KEY_F15", 0xFFCC, 193}, {"f16", "GDK_KEY_F16", 0xFFCD, 194}, {"f17", "GDK_KEY_F17", 0xFFCE, 195},
    {"f18", "GDK_KEY_F18", 0xFFCF, 196}, {"f19", "GDK_KEY_F19", 0xFFD0, 197}, {"f20", "GDK_KEY_F20", 0xFFD1, 198}, {"left", "GDK_KEY_Left", 0xFF51, 113},
    {"right", "GDK_KEY_Right", 0xFF53, 114}, {"up", "GDK_KEY_Up", 0xFF52, 111}, {"down", "GDK_KEY_Down", 0xFF54, 116}, {"home", "GDK_KEY_Home", 0xFF50, 110},
    {"end", "GDK_KEY_End", 0xFF57, 115}, {"pageUp", "GDK_KEY_Page_Up", 0xFF55, 112}, {"pageDown", "GDK_KEY_Page_Down", 0xFF56, 117}, {"insert", "GDK_KEY_Insert", 0xFF63, 118},
    {"delete", "GDK_KEY_Delete", 0xFFFF, 119}, {"backspace", "GDK_KEY_BackSpace", 0xFF08, 22}, {"tab", "GDK_KEY_Tab", 0xFF09, 23}, {"enter", "GDK_KEY_Return", 0xFF0D, 36},
    {"escape", "GDK_KEY_Escape", 0xFF1B, 9}, {"space", "GDK_KEY_space", 0x0020, 65}, {"-", "GDK_KEY_minus", 0x002D, 20}, {"=", "GDK_KEY_equal", 0x003D, 21},
    {"[", "GDK_KEY_bracketleft", 0x005B, 34}, {"]", "GDK_KEY_bracketright", 0x005D, 35}, {"\\", "GDK_KEY_backslash", 0x005C, 51}, {";", "GDK_KEY_semicolon", 0x003B, 47},
    {"'", "GDK_KEY_apostrophe", 0x0027, 48}, {",", "GDK_KEY_comma", 0x002C, 59}, {".", "GDK_KEY_period", 0x002E, 60}, {"/", "GDK_KEY_slash", 0x002F, 61},
    {"`", "GDK_KEY_grave", 0x0060, 49}, {"numpad0", "GDK_KEY_KP_0", 0xFFB0, 90}, {"numpad1", "GDK_KEY_KP_1", 0xFFB1, 87}, {"numpad2", "GDK_KEY_KP_2", 0xFFB2, 88},
    {"numpad3", "GDK_KEY_KP_3", 0xFFB3, 89}, {"numpad4", "GDK_KEY_KP_4", 0xFFB4, 83}, {"numpad5", "GDK_KEY_KP_5", 0xFFB5, 84}, {"numpad6", "GDK_KEY_KP_6", 0xFFB6, 85},
    {"numpad7", "GDK_KEY_KP_7", 0xFFB7, 79}, {"numpad8", "GDK_KEY_KP_8", 0xFFB8, 80}, {"numpad9", "GDK_KEY_KP_9", 0xFFB9, 81}, {"numpadAdd", "GDK_KEY_KP_Add", 0xFFAB, 86},
    {"numpadSubtract", "GDK_KEY_KP_Subtract", 0xFFAD, 82}, {"numpadMultiply", "GDK_KEY_KP_Multiply", 0xFFAA, 63}, {"numpadDivide", "GDK_KEY_KP_Divide", 0xFFAF, 106},
    {"numpadDecimal", "GDK_KEY_KP_Decimal", 0xFFAE, 91}, {"shift", "GDK_KEY_Shift_L", 0xFFE1, 50}, {"control", "GDK_KEY_Control_L", 0xFFE3, 37},
    {"alt", "GDK_KEY_Alt_L", 0xFFE9, 64}, {"meta", "GDK_KEY_Super_L", 0xFFEB, 133}, {"capsLock", "GDK_KEY_Caps_Lock", 0xFFE5, 66},
};

} // namespace

adapter::Table<adapter::KeyRow> keys() { return rows; }

} // namespace wxwidgets::gtk
