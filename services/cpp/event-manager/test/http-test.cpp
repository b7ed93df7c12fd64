// The built service, over HTTP.
#include "test-support/service-test.hpp"

using wxwidgets::kit::Json;
using wxwidgets::test::exchange;

namespace {

const std::string scene = R"({"size":[100,100],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,100,100]},{"id":"w2","kind":"panel","parent":"w1","rect":[0,0,100,100]},{"id":"w3","kind":"button","parent":"w2","rect":[0,0,10,10]}]})";

class EventManager : public wxwidgets::test::ServiceTest {};

} // namespace

TEST_F(EventManager, DispatchesAtOnce) {
    const std::string body = R"({"scene":)" + scene + R"(,"bindings":[{"widget":"w1","event":"button","handler":"onAny"},{"widget":"w3","event":"button","handler":"onOk","skip":true}],
        "events":[{"type":"button","widget":"w3"},{"type":"paint","widget":"w3","data":{"rect":[0,0,5,5]}}]})";
    EXPECT_EQ(json("POST", "/v1/dispatch", body).dump(),
              R"({"dispatched":[{"event":0,"type":"button","widget":"w3","path":["w3","w2","w1"],"handled":[{"widget":"w3","handler":"onOk"},{"widget":"w1","handler":"onAny"}],"outcome":"handled"},)"
              R"({"event":1,"type":"paint","widget":"w3","path":["w3"],"handled":[],"outcome":"unhandled"}]})");
    EXPECT_EQ(json("GET", "/v1/event-types").find("eventTypes")->items().at(0).dump(), R"({"type":"button","name":"wxEVT_BUTTON","propagates":true,"vetoable":false,"priority":"normal","coalesces":"none"})");
    EXPECT_EQ(json("GET", "/status").find("name")->string(), "event-manager");
    EXPECT_EQ(status("GET", "/health"), 200);
}

TEST_F(EventManager, QueuesLiveTheirLife) {
    const auto made = exchange(service.port(), "POST", "/v1/queues", R"({"name":"main","limit":3})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_TRUE(made.has("Location: /v1/queues/q1\r\n"));
    EXPECT_EQ(status("PUT", "/v1/queues/q1/bindings", R"({"bindings":[{"widget":"w2","event":"button","handler":"h"}]})"), 200);
    EXPECT_EQ(json("GET", "/v1/queues/q1/bindings").dump(), R"({"bindings":[{"widget":"w2","event":"button","handler":"h"}]})");
    const std::string three = R"({"events":[{"type":"paint","widget":"w3"},{"type":"button","widget":"w3"},{"type":"paint","widget":"w3"},{"type":"close","widget":"w9"},{"type":"idle","widget":"w1"}]})";
    EXPECT_EQ(json("POST", "/v1/queues/q1/events", three).dump(), R"({"accepted":4,"merged":1,"dropped":1,"length":3})");
    EXPECT_EQ(json("GET", "/v1/queues/q1").dump(), R"({"id":"q1","name":"main","limit":3,"length":3,"bindings":1,"added":3,"merged":1,"dropped":1,"next":[{"event":1,"type":"button","widget":"w3"},{"event":2,"type":"close","widget":"w9"},{"event":0,"type":"paint","widget":"w3"}]})");
    EXPECT_EQ(reason("POST", "/v1/queues/q1/events", R"({"events":[{"type":"button","widget":"w1"}]})"), "queue q1 is full: all 1 events were dropped");
    EXPECT_EQ(status("POST", "/v1/queues/q1/dispatch", R"({"scene":{}})"), 400);
    EXPECT_EQ(json("POST", "/v1/queues/q1/dispatch", R"({"max":2,"scene":)" + scene + "}").dump(),
              R"({"dispatched":[{"event":1,"type":"button","widget":"w3","path":["w3","w2"],"handled":[{"widget":"w2","handler":"h"}],"outcome":"handled"},)"
              R"({"event":2,"type":"close","widget":"w9","path":[],"handled":[],"outcome":"unhandled","reason":"the scene has no such widget"}],"left":1})");
    EXPECT_EQ(json("POST", "/v1/queues/q1/dispatch").find("left")->integer(), 0);
    EXPECT_EQ(json("GET", "/v1/queues").find("queues")->size(), 1U);
    EXPECT_EQ(status("DELETE", "/v1/queues/q1"), 204);
    EXPECT_EQ(status("GET", "/v1/queues/q1"), 404);
}

TEST_F(EventManager, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(status("POST", "/v1/dispatch", "{nope"), 400);
    EXPECT_EQ(reason("POST", "/v1/dispatch", "{}"), "scene: is missing");
    EXPECT_EQ(reason("POST", "/v1/dispatch", R"({"scene":)" + scene + R"(,"bindings":[],"events":[{"type":"button","widget":"w9"}]})"), "events[0].widget: the scene has no widget w9");
    EXPECT_EQ(reason("POST", "/v1/dispatch", R"({"scene":)" + scene + R"(,"bindings":[{"widget":"w7","event":"button","handler":"h"}],"events":[]})"), "bindings[0].widget: the scene has no widget w7");
    // Parents come before children, so a circle of them cannot be written down.
    const std::string circle = R"({"size":[1,1],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,1,1]},{"id":"w2","kind":"panel","parent":"w3","rect":[0,0,1,1]},{"id":"w3","kind":"panel","parent":"w2","rect":[0,0,1,1]}]})";
    const int answer = status("POST", "/v1/dispatch", R"({"scene":)" + circle + R"(,"bindings":[],"events":[]})");
    EXPECT_TRUE(answer == 400 || answer == 422) << answer;
    std::string deep = R"({"size":[1,1],"widgets":[{"id":"w0","kind":"frame","rect":[0,0,1,1]})";
    for (int i = 1; i < 60; ++i) deep += R"(,{"id":"w)" + std::to_string(i) + R"(","kind":"panel","parent":"w)" + std::to_string(i - 1) + R"(","rect":[0,0,1,1]})";
    EXPECT_EQ(status("POST", "/v1/dispatch", R"({"scene":)" + deep + R"(]},"bindings":[],"events":[]})"), 422);
    EXPECT_EQ(status("POST", "/v1/queues", R"({"limit":0})"), 400);
    EXPECT_EQ(status("POST", "/v1/queues", R"({"limit":1000000})"), 400);
    EXPECT_EQ(status("POST", "/v1/queues/q9/events", R"({"events":[]})"), 404);
    EXPECT_EQ(status("POST", "/v1/dispatch", std::string(10000000, ' ')), 413);
    EXPECT_EQ(status("POST", "/v1/dispatch", std::string(1000000, '[')), 400);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(status("POST", "/v1/queues"), 201);
    EXPECT_EQ(status("POST", "/v1/queues"), 422);
    EXPECT_EQ(status("GET", "/health"), 200);
}
