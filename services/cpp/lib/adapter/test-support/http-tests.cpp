// The built service of a platform, over HTTP.
#include "http-tests.hpp"

#include "test-support/service-test.hpp"

using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;
using wxwidgets::test::exchange;

namespace {

const std::string scene = R"({"size":[200,100],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,200,100],"properties":{"title":"Main"}},{"id":"w2","kind":"panel","parent":"w1","rect":[10,10,180,80]},{"id":"w3","kind":"checkbox","parent":"w2","rect":[20,30,80,22],"properties":{"label":"&Loud","checked":true}}]})";

class AdapterOverHttp : public wxwidgets::test::ServiceTest {};

} // namespace

TEST_F(AdapterOverHttp, MapsAScene) {
    const Json answer = json("POST", "/v1/map", R"({"theme":"dark","scene":)" + scene + "}");
    EXPECT_EQ(answer.find("platform")->string(), testedService().platform);
    EXPECT_EQ(answer.find("widgets")->items().at(0).dump(), testedService().window);
    EXPECT_EQ(answer.find("widgets")->items().at(2).dump(), testedService().checkbox);
    EXPECT_EQ(*answer.find("theme"), *json("GET", "/v1/theme?name=dark").find("theme"));
    EXPECT_EQ(json("GET", "/v1/theme").find("theme")->dump(), testedService().lightTheme);
    EXPECT_GT(json("GET", "/v1/classes").find("classes")->size(), 25U);
    EXPECT_EQ(json("GET", "/status").find("name")->string(), testedService().name);
    EXPECT_EQ(status("GET", "/health"), 200);
}

TEST_F(AdapterOverHttp, EventsGoThereAndBack) {
    const std::string events = R"([{"type":"checkbox","widget":"w3","data":{"checked":true}},{"type":"keyDown","widget":"w3","data":{"key":"left","modifiers":["control"],"repeat":false}}])";
    const Json native = json("POST", "/v1/events/to-native", R"({"events":)" + events + R"(,"scene":)" + scene + "}");
    EXPECT_EQ(native.find("events")->items().at(0).dump(), testedService().checkboxEvent);
    const Json back = json("POST", "/v1/events/from-native", Json::object({{"events", *native.find("events")}, {"scene", parseJson(scene)}}).dump());
    EXPECT_EQ(back.find("events")->dump(), events);
    EXPECT_EQ(json("POST", "/v1/events/from-native", R"({"events":[)" + testedService().radioEvent + "]}").find("events")->dump(),
              R"([{"type":"radio","widget":"r","data":{"checked":false}}])");
}

TEST_F(AdapterOverHttp, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(status("POST", "/v1/map", "{nope"), 400);
    EXPECT_EQ(reason("POST", "/v1/map", "{}"), "scene: is missing");
    EXPECT_EQ(reason("POST", "/v1/map", R"({"theme":"pink","scene":)" + scene + "}"), "theme: must be light or dark, is \"pink\"");
    const auto unknown = exchange(service.port(), "POST", "/v1/map", R"({"scene":{"size":[1,1],"widgets":[{"id":"w1","kind":"gizmo","rect":[0,0,1,1]},{"id":"w2","kind":"gadget","parent":"w1","rect":[0,0,1,1]}]}})");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(parseJson(unknown.body).find("error")->find("details")->dump(), R"({"kinds":["gizmo","gadget"]})");
    EXPECT_EQ(reason("POST", "/v1/events/from-native", R"({"events":[{"native":)" + testedService().eventOfNobody + "}]}"), "events[0].native: does not tell its widget; give \"widget\" beside it");
    EXPECT_EQ(reason("POST", "/v1/events/from-native", R"({"events":[{"widget":"w1","native":)" + testedService().unknownEvent + "}]}"), "events[0].native: " + testedService().refusalOfUnknown);
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
