#include "../src/win32.hpp"

#include <gtest/gtest.h>

#include "adapter/keys.hpp"
#include "adapter/map.hpp"
#include "tested.hpp"

using namespace wxwidgets;
using kit::Json;

const adapter::Platform &testedPlatform() { return windows::platform(); }

namespace {

Json mapped(const std::string &kind, const std::string &properties = "{}") { return adapter::mapScene(windows::platform(), sceneWith(kind, properties)).items().at(1); }
std::string attribute(const Json &widget, const char *name) { return widget.find("attributes")->find(name)->dump(); }

std::string native(const std::string &kind, const std::string &event, const std::string &properties = "{}") {
    const scene::Scene scene = sceneWith(kind, properties);
    const adapter::Surroundings around(&scene);
    const Json given = kit::parseJson(event);
    return windows::toNative(adapter::decodeEvent(kit::Fields(given, "event"), around), around).dump();
}

} // namespace

TEST(Win32, MapsWidgets) {
    EXPECT_EQ(mapped("button", R"({"label":"&OK","default":true,"enabled":false})").dump(),
              R"({"id":"w2","class":"BUTTON","rect":[10,20,100,50],"style":["WS_CHILD","WS_VISIBLE","WS_TABSTOP","BS_DEFPUSHBUTTON","WS_DISABLED"],"text":"&OK","attributes":{"controlId":102,"dwStyle":1476460545},"parent":"w1"})");
    EXPECT_EQ(attribute(mapped("text", R"({"multiline":true,"style":["wxTE_RIGHT"]})"), "dwStyle"), std::to_string(0x40000000 | 0x10000000 | 0x10000 | 0x200000 | 0x2 | 0x4 | 0x40 | 0x1000));
    EXPECT_EQ(attribute(mapped("text"), "dwExStyle"), "512");
    EXPECT_EQ(attribute(mapped("frame"), "dwStyle"), std::to_string(0x00CF0000 | 0x02000000 | 0x10000000));
    EXPECT_EQ(attribute(mapped("label", R"({"foreground":"#ff8000"})"), "textColor"), std::to_string(0x0080FF));
    EXPECT_EQ(attribute(mapped("choice", R"({"choices":["a","b"],"selection":1})"), "send"),
              R"([{"message":"CB_ADDSTRING","number":323,"lParams":["a","b"]},{"message":"CB_SETCURSEL","number":334,"wParam":1}])");
    EXPECT_EQ(attribute(mapped("checkbox", R"({"checked":true})"), "send"), R"([{"message":"BM_SETCHECK","number":241,"wParam":1}])");
    EXPECT_EQ(attribute(mapped("spin", R"({"min":-5,"max":5})"), "send"), R"([{"message":"UDM_SETRANGE32","number":1135,"wParam":-5,"lParam":5}])");
    EXPECT_EQ(mapped("slider", R"({"vertical":true})").find("class")->string(), "msctls_trackbar32");
}

TEST(Win32, NamesItsMessages) {
    EXPECT_EQ(native("button", R"({"type":"button","widget":"w2"})"),
              R"({"message":"WM_COMMAND","number":273,"hwnd":65637,"wParam":102,"lParam":65638,"notification":{"name":"BN_CLICKED","code":0},"control":{"class":"BUTTON","style":"BS_PUSHBUTTON"}})");
    EXPECT_EQ(native("text", R"({"type":"text","widget":"w2","data":{"value":"Hi"}})"),
              R"({"message":"WM_COMMAND","number":273,"hwnd":65637,"wParam":50331750,"lParam":65638,"notification":{"name":"EN_CHANGE","code":768},"control":{"class":"EDIT","style":"ES_LEFT"},"reads":{"message":"WM_GETTEXT","number":13,"result":"Hi"}})");
    EXPECT_NE(native("notebook", R"({"type":"pageChanged","widget":"w2","data":{"selection":1}})").find(R"("nmhdr":{"hwndFrom":65638,"idFrom":102,"code":-551,"name":"TCN_SELCHANGE"})"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"leftDown","widget":"w2","data":{"x":3,"y":-2,"modifiers":["control","alt"]}})").find(R"("message":"WM_LBUTTONDOWN","number":513,"hwnd":65638,"wParam":9,"lParam":4294836227,"keyState":["VK_CONTROL","VK_MENU"])"), std::string::npos);
    EXPECT_NE(native("slider", R"({"type":"slider","widget":"w2","data":{"value":7}})", R"({"vertical":true})").find(R"("message":"WM_VSCROLL","number":277,"hwnd":65637,"wParam":458757)"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"wheel","widget":"w2","data":{"rotation":-120}})").find("\"wParam\":4287102976"), std::string::npos);
    EXPECT_NE(native("frame", R"({"type":"menu","widget":"w2","data":{"item":5006}})").find("\"wParam\":5006,\"lParam\":0"), std::string::npos);
}

TEST(Win32, KeysCarryTheirScanCodes) {
    // Left arrow: an extended key, pressed for the first time.
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"left"}})").find("\"number\":256,\"hwnd\":65638,\"wParam\":37,\"lParam\":21692417"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"f4","modifiers":["alt"]}})").find("\"message\":\"WM_SYSKEYDOWN\",\"number\":260"), std::string::npos);
    const std::pair<const char *, std::uint32_t> known[] = {{"A", 0x41}, {"Z", 0x5A}, {"0", 0x30}, {"left", 0x25}, {"up", 0x26}, {"right", 0x27}, {"down", 0x28}, {"f1", 0x70}, {"f12", 0x7B}, {"enter", 0x0D}, {"escape", 0x1B}, {"tab", 0x09}, {"pageDown", 0x22}, {"`", 0xC0}};
    for (const auto &key : known) EXPECT_EQ(adapter::findKey(windows::keys(), key.first)->code, key.second) << key.first;
}

TEST(Win32, AMessageOfTheSystemIsEnough) {
    const auto recognised = [](const std::string &json) {
        const adapter::Surroundings around(nullptr);
        const Json given = kit::parseJson(json);
        return adapter::encodeEvent(windows::fromNative(kit::Fields(given, "native"), "", around)).dump();
    };
    EXPECT_EQ(recognised(R"({"number":273,"wParam":103,"lParam":65639})"), R"({"type":"button","widget":"w3"})");
    EXPECT_EQ(recognised(R"({"number":513,"hwnd":65640,"wParam":5,"lParam":131073})"), R"({"type":"leftDown","widget":"w4","data":{"x":1,"y":2,"modifiers":["shift"]}})");
    EXPECT_EQ(recognised(R"({"number":256,"hwnd":65640,"wParam":112,"lParam":1073741825})"), R"({"type":"keyDown","widget":"w4","data":{"key":"f1","modifiers":[],"repeat":true}})");
}
