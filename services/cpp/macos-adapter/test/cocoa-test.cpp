#include "../src/cocoa.hpp"

#include <gtest/gtest.h>

#include "adapter/keys.hpp"
#include "adapter/map.hpp"
#include "kit/http-error.hpp"
#include "tested.hpp"

using namespace wxwidgets;
using kit::Json;

const adapter::Platform &testedPlatform() { return macos::platform(); }

namespace {

Json mapped(const std::string &kind, const std::string &properties = "{}") { return adapter::mapScene(macos::platform(), sceneWith(kind, properties)).items().at(1); }
std::string attribute(const Json &widget, const char *name) { return widget.find("attributes")->find(name)->dump(); }

std::string native(const std::string &kind, const std::string &event) {
    const scene::Scene scene = sceneWith(kind);
    const adapter::Surroundings around(&scene);
    const Json given = kit::parseJson(event);
    return macos::toNative(adapter::decodeEvent(kit::Fields(given, "event"), around), around).dump();
}

std::string recognised(const std::string &json) {
    const adapter::Surroundings around(nullptr);
    const Json given = kit::parseJson(json);
    try {
        return adapter::encodeEvent(macos::fromNative(kit::Fields(given, "native"), "", around)).dump();
    } catch (const kit::HttpError &error) {
        return error.reason();
    }
}

} // namespace

TEST(Cocoa, MapsWidgets) {
    EXPECT_EQ(mapped("button", R"({"label":"&Save && quit","default":true,"visible":false})").dump(),
              R"({"id":"w2","class":"NSButton","rect":[10,230,100,50],"style":["NSButtonTypeMomentaryPushIn","NSBezelStyleRounded"],"text":"Save & quit","attributes":{"isHidden":true,"identifier":"w2","keyEquivalent":"\u000d","bezelStyle":1,"buttonType":7},"parent":"w1"})");
    EXPECT_EQ(attribute(mapped("frame"), "styleMask"), "15");
    EXPECT_EQ(attribute(mapped("checkbox", R"({"checked":true})"), "state"), "1");
    EXPECT_EQ(attribute(mapped("notebook", R"({"style":["wxNB_BOTTOM"]})"), "tabViewType"), "2");
    EXPECT_EQ(mapped("text", R"({"password":true})").find("class")->string(), "NSSecureTextField");
    EXPECT_EQ(attribute(mapped("line"), "boxType"), "2");
}

// From the bottom of the parent, whatever the depth.
TEST(Cocoa, TurnsTheVerticalAxisRound) {
    const scene::Scene scene = scene::decodeScene(kit::parseJson(R"({"size":[400,300],"widgets":[{"id":"f","kind":"frame","rect":[0,0,400,300]},{"id":"p","kind":"panel","parent":"f","rect":[50,60,200,100]},{"id":"b","kind":"button","parent":"p","rect":[55,70,80,30]}]})"), "scene");
    const Json widgets = adapter::mapScene(macos::platform(), scene);
    EXPECT_EQ(widgets.items()[0].find("rect")->dump(), "[0,0,400,300]");
    EXPECT_EQ(widgets.items()[1].find("rect")->dump(), "[50,140,200,100]");
    EXPECT_EQ(widgets.items()[2].find("rect")->dump(), "[5,60,80,30]");
}

TEST(Cocoa, NamesActionsDelegatesAndEvents) {
    EXPECT_EQ(native("button", R"({"type":"button","widget":"w2"})"), R"({"action":"controlAction:","sender":{"class":"NSButton","identifier":"w2","buttonType":7}})");
    EXPECT_EQ(native("checkbox", R"({"type":"checkbox","widget":"w2","data":{"checked":true}})"), R"({"action":"controlAction:","sender":{"class":"NSButton","identifier":"w2","buttonType":3},"state":1})");
    EXPECT_EQ(native("notebook", R"({"type":"pageChanged","widget":"w2","data":{"selection":1}})"), R"({"delegate":"tabView:didSelectTabViewItem:","sender":{"class":"NSTabView","identifier":"w2"},"index":1,"previous":0})");
    EXPECT_EQ(native("panel", R"({"type":"leftDown","widget":"w2","data":{"x":3,"y":4,"modifiers":["shift","control"]}})"),
              R"({"event":"NSEventTypeLeftMouseDown","type":1,"buttonNumber":0,"clickCount":1,"also":"mouseDown:","sender":{"class":"NSView","identifier":"w2"},"locationInWindow":[13,276],"modifierFlags":1179648})");
    EXPECT_EQ(native("frame", R"({"type":"activate","widget":"w2","data":{"active":false}})"), R"({"delegate":"windowDidResignKey:","isKeyWindow":false,"sender":{"class":"NSWindow","identifier":"w2"}})");
    // NSLeftArrowFunctionKey, U+F702.
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"left"}})").find("\"keyCode\":123,\"key\":\"kVK_LeftArrow\",\"charactersIgnoringModifiers\":\"\xEF\x9C\x82\",\"isARepeat\":false,\"modifierFlags\":8388608"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"control"}})").find(R"("event":"NSEventTypeFlagsChanged","type":12)"), std::string::npos);
}

TEST(Cocoa, AppKitsWordsAreEnough) {
    EXPECT_EQ(recognised(R"({"action":"controlAction:","sender":{"class":"NSSlider","identifier":"s"},"integerValue":7})"), R"({"type":"slider","widget":"s","data":{"value":7}})");
    EXPECT_EQ(recognised(R"({"action":"controlAction:","sender":{"class":"NSButton","buttonType":4,"identifier":"r"},"state":0})"), R"({"type":"radio","widget":"r","data":{"checked":false}})");
    EXPECT_EQ(recognised(R"({"event":"NSEventTypeFlagsChanged","type":12,"keyCode":56,"modifierFlags":131074,"sender":{"class":"NSView","identifier":"v"}})"), R"({"type":"keyDown","widget":"v","data":{"key":"shift","modifiers":["shift"],"repeat":false}})");
    EXPECT_EQ(recognised(R"({"event":"NSEventTypeFlagsChanged","type":12,"keyCode":56,"modifierFlags":0,"sender":{"class":"NSView","identifier":"v"}})"), R"({"type":"keyUp","widget":"v","data":{"key":"shift","modifiers":[]}})");
    EXPECT_EQ(recognised(R"({"event":"NSEventTypeFlagsChanged","type":12,"keyCode":0,"sender":{"class":"NSView","identifier":"v"}})"), "native: only a modifier key changes flags");
    EXPECT_EQ(recognised(R"({"event":"NSEventTypeMouseMoved","type":5,"locationInWindow":[1,2],"sender":{"class":"NSView","identifier":"v"}})"), "native: locationInWindow needs the scene, to know where the view is");
}

TEST(Cocoa, KeyCodesAreThoseOfTheKeyboard) {
    const std::pair<const char *, std::uint32_t> known[] = {{"A", 0}, {"S", 1}, {"Z", 6}, {"Q", 12}, {"1", 18}, {"0", 29}, {"left", 123}, {"right", 124}, {"down", 125}, {"up", 126}, {"f1", 122}, {"f2", 120}, {"f12", 111}, {"enter", 36}, {"escape", 53}, {"tab", 48}, {"space", 49}, {"backspace", 51}};
    for (const auto &key : known) EXPECT_EQ(adapter::findKey(macos::keys(), key.first)->code, key.second) << key.first;
}
