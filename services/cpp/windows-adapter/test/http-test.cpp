// The built service, over HTTP.
#include "test-support/service-test.hpp"

using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;
using wxwidgets::test::exchange;

namespace {

const std::string scene = R"({"size":[200,100],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,200,100],"properties":{"title":"Main"}},{"id":"w2","kind":"panel","parent":"w1","rect":[10,10,180,80]},{"id":"w3","kind":"checkbox","parent":"w2","rect":[20,30,80,22],"properties":{"label":"&Loud","checked":true}}]})";

class WindowsAdapter : public wxwidgets::test::ServiceTest {};

} // namespace

TEST_F(WindowsAdapter, MapsAScene) {
    const Json answer = json("POST", "/v1/map", R"({"theme":"dark","scene":)" + scene + "}");
    EXPECT_EQ(answer.find("platform")->string(), "win32");
    EXPECT_EQ(answer.find("widgets")->items().at(0).dump(), R"({"id":"w1","class":"wxWindowNR","rect":[0,0,200,100],"style":["WS_OVERLAPPED","WS_CAPTION","WS_SYSMENU","WS_THICKFRAME","WS_MINIMIZEBOX","WS_MAXIMIZEBOX","WS_CLIPCHILDREN","WS_VISIBLE","WS_EX_WINDOWEDGE"],"text":"Main","attributes":{"controlId":101,"dwExStyle":256,"dwStyle":315555840}})");
    EXPECT_EQ(answer.find("widgets")->items().at(2).dump(), R"({"id":"w3","class":"BUTTON","rect":[10,20,80,22],"style":["WS_CHILD","WS_VISIBLE","WS_TABSTOP","BS_AUTOCHECKBOX"],"text":"&Loud","attributes":{"send":[{"message":"BM_SETCHECK","number":241,"wParam":1}],"controlId":103,"dwStyle":1342242819},"parent":"w2"})");
    EXPECT_EQ(*answer.find("theme"), *json("GET", "/v1/theme?name=dark").find("theme"));
    EXPECT_EQ(json("GET", "/v1/theme").find("theme")->dump(), R"({"name":"light","background":"#f0f0f0","foreground":"#000000","accent":"#0078d7","border":"#adadad","disabled":"#6d6d6d","font":{"family":"Segoe UI","size":9}})");
    EXPECT_GT(json("GET", "/v1/classes").find("classes")->size(), 25U);
    EXPECT_EQ(json("GET", "/status").find("name")->string(), "windows-adapter");
    EXPECT_EQ(status("GET", "/health"), 200);
}

TEST_F(WindowsAdapter, EventsGoThereAndBack) {
    const std::string events = R"([{"type":"checkbox","widget":"w3","data":{"checked":true}},{"type":"keyDown","widget":"w3","data":{"key":"left","modifiers":["control"],"repeat":false}}])";
    const Json native = json("POST", "/v1/events/to-native", R"({"events":)" + events + R"(,"scene":)" + scene + "}");
    EXPECT_EQ(native.find("events")->items().at(0).dump(), R"({"type":"checkbox","widget":"w3","native":{"message":"WM_COMMAND","number":273,"hwnd":65638,"wParam":103,"lParam":65639,"notification":{"name":"BN_CLICKED","code":0},"control":{"class":"BUTTON","style":"BS_AUTOCHECKBOX"},"reads":{"message":"BM_GETCHECK","number":240,"result":1}}})");
    const Json back = json("POST", "/v1/events/from-native", Json::object({{"events", *native.find("events")}, {"scene", parseJson(scene)}}).dump());
    EXPECT_EQ(back.find("events")->dump(), events);
    EXPECT_EQ(json("POST", "/v1/events/from-native", R"({"events":[{"widget":"r","native":{"number":273,"wParam":0,"lParam":1,"control":{"class":"BUTTON","style":"BS_AUTORADIOBUTTON"},"reads":{"result":0}}}]})").find("events")->dump(),
              R"([{"type":"radio","widget":"r","data":{"checked":false}}])");
}

TEST_F(WindowsAdapter, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(status("POST", "/v1/map", "{nope"), 400);
    EXPECT_EQ(reason("POST", "/v1/map", "{}"), "scene: is missing");
    EXPECT_EQ(reason("POST", "/v1/map", R"({"theme":"pink","scene":)" + scene + "}"), "theme: must be light or dark, is \"pink\"");
    const auto unknown = exchange(service.port(), "POST", "/v1/map", R"({"scene":{"size":[1,1],"widgets":[{"id":"w1","kind":"gizmo","rect":[0,0,1,1]},{"id":"w2","kind":"gadget","parent":"w1","rect":[0,0,1,1]}]}})");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(parseJson(unknown.body).find("error")->find("details")->dump(), R"({"kinds":["gizmo","gadget"]})");
    EXPECT_EQ(reason("POST", "/v1/events/from-native", R"({"events":[{"native":{"number":16}}]})"), "events[0].native: does not tell its widget; give \"widget\" beside it");
    EXPECT_EQ(reason("POST", "/v1/events/from-native", R"({"events":[{"widget":"w1","native":{"number":4711}}]})"), "events[0].native: is no message that a widget gets here");
    EXPECT_EQ(reason("POST", "/v1/events/to-native", R"({"events":{}})"), "events: must be an array, is an object");
    std::string many = R"({"type":"idle","widget":"w1"})";
    for (int i = 0; i < 1000; ++i) many += R"(,{"type":"idle","widget":"w1"})";
    EXPECT_EQ(status("POST", "/v1/events/to-native", R"({"events":[)" + many + "]}"), 422);
    std::string deep = R"({"size":[1,1],"widgets":[{"id":"w0","kind":"frame","rect":[0,0,1,1]})";
    for (int i = 1; i < 60; ++i) deep += R"(,{"id":"w)" + std::to_string(i) + R"(","kind":"panel","parent":"w)" + std::to_string(i - 1) + R"(","rect":[0,0,1,1]})";
    EXPECT_EQ(status("POST", "/v1/map", R"({"scene":)" + deep + "]}}"), 422);
    // Parents come before children, so a circle of them cannot be written down.
    const int circle = status("POST", "/v1/map", R"({"scene":{"size":[1,1],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,1,1]},{"id":"w2","kind":"panel","parent":"w2","rect":[0,0,1,1]}]}})");
    EXPECT_TRUE(circle == 400 || circle == 422) << circle;
    EXPECT_EQ(status("POST", "/v1/map", std::string(10000000, ' ')), 413);
    EXPECT_EQ(status("POST", "/v1/map", std::string(1000000, '[')), 400);
    EXPECT_EQ(status("GET", "/health"), 200);
}
