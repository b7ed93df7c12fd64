#include "../src/gtk.hpp"

#include <gtest/gtest.h>

#include "adapter/map.hpp"
#include "adapter/keys.hpp"
#include "tested.hpp"

using namespace wxwidgets;
using kit::Json;

const adapter::Platform &testedPlatform() { return gtk::platform(); }

namespace {

Json mapped(const std::string &kind, const std::string &properties = "{}") { return adapter::mapScene(gtk::platform(), sceneWith(kind, properties)).items().at(1); }
std::string attribute(const Json &widget, const char *name) { return widget.find("attributes")->find(name)->dump(); }

std::string native(const std::string &kind, const std::string &event) {
    const scene::Scene scene = sceneWith(kind);
    const adapter::Surroundings around(&scene);
    const Json given = kit::parseJson(event);
    return gtk::toNative(adapter::decodeEvent(kit::Fields(given, "event"), around), around).dump();
}

} // namespace

TEST(Gtk, MapsWidgets) {
    EXPECT_EQ(mapped("button", R"({"label":"_Save && &quit","default":true,"enabled":false})").dump(),
              R"({"id":"w2","class":"GtkButton","rect":[10,20,100,50],"style":["default"],"text":"__Save & _quit","attributes":{"receives-default":true,"sensitive":false,"name":"w2","use-underline":true},"parent":"w1"})");
    EXPECT_EQ(mapped("text", R"({"password":true})").find("class")->string(), "GtkPasswordEntry");
    EXPECT_EQ(mapped("text", R"({"multiline":true,"value":"a & b"})").find("text")->string(), "a & b");
    EXPECT_EQ(attribute(mapped("text", R"({"readonly":true})"), "editable"), "false");
    EXPECT_EQ(attribute(mapped("slider", R"({"vertical":true,"max":9})"), "orientation"), "\"vertical\"");
    EXPECT_EQ(attribute(mapped("splitter", R"({"vertical":true})"), "orientation"), "\"horizontal\"");
    EXPECT_EQ(attribute(mapped("gauge", R"({"value":1,"max":4})"), "fraction"), "0.25");
    EXPECT_EQ(attribute(mapped("gauge", R"({"value":9,"max":-4})"), "fraction"), "1");
    EXPECT_EQ(attribute(mapped("label", R"({"foreground":"#ff0000","background":"#00ff00"})"), "css"), R"("color: #ff0000; background-color: #00ff00;")");
}

TEST(Gtk, NamesItsSignals) {
    EXPECT_EQ(native("button", R"({"type":"button","widget":"w2"})"), R"({"signal":"clicked","instance":{"class":"GtkButton","name":"w2"}})");
    EXPECT_EQ(native("spin", R"({"type":"spin","widget":"w2","data":{"value":5}})"), R"({"signal":"value-changed","instance":{"class":"GtkSpinButton","name":"w2"},"value":5})");
    EXPECT_EQ(native("notebook", R"({"type":"pageChanged","widget":"w2","data":{"selection":2,"oldSelection":1}})"), R"({"signal":"switch-page","after":true,"instance":{"class":"GtkNotebook","name":"w2"},"page_num":2,"previous":1})");
    EXPECT_EQ(native("panel", R"({"type":"leftDouble","widget":"w2","data":{"x":3,"y":4,"modifiers":["shift","alt"]}})"),
              R"({"signal":"pressed","source":"GtkGestureClick","event":"GDK_BUTTON_PRESS","button":1,"n-press":2,"also":"gtk3: GDK_2BUTTON_PRESS","instance":{"class":"GtkFixed","name":"w2"},"x":3,"y":4,"state":9})");
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"A","modifiers":["shift"]}})").find(R"("keyval":65,"keyvalName":"GDK_KEY_A","keycode":38)"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"keyDown","widget":"w2","data":{"key":"tab","modifiers":["shift"]}})").find(R"("keyval":65056,"keyvalName":"GDK_KEY_ISO_Left_Tab")"), std::string::npos);
    EXPECT_NE(native("panel", R"({"type":"wheel","widget":"w2","data":{"rotation":120}})").find(R"("dx":0,"dy":-1)"), std::string::npos);
}

TEST(Gtk, KeyValuesAreThoseOfGdk) {
    const std::pair<const char *, std::uint32_t> known[] = {{"A", 0x61}, {"9", 0x39}, {"left", 0xff51}, {"up", 0xff52}, {"right", 0xff53}, {"down", 0xff54}, {"f1", 0xffbe}, {"f12", 0xffc9}, {"enter", 0xff0d}, {"escape", 0xff1b}, {"tab", 0xff09}, {"delete", 0xffff}};
    for (const auto &key : known) EXPECT_EQ(adapter::findKey(gtk::keys(), key.first)->code, key.second) << key.first;
}
