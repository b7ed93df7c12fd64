// The built service, over HTTP.
#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <thread>
#include <vector>

#include "kit/json.hpp"
#include "kit/router.hpp"
#include "kit/server.hpp"
#include "test-support/service-test.hpp"

using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;
using wxwidgets::test::exchange;
using wxwidgets::test::RawClient;
using wxwidgets::test::ServiceProcess;

namespace {

class WidgetCore : public wxwidgets::test::ServiceTest {
protected:
    WidgetCore() : ServiceTest({"DEVENV_BUILD_ID=0123456789abcdef"}) {}
};

} // namespace

TEST_F(WidgetCore, TellsWhoItIs) {
    const auto health = exchange(service.port(), "GET", "/health");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.body, "{\"status\":\"ok\"}\n");
    EXPECT_TRUE(health.has("X-Build-Id: 0123456789abcdef\r\n"));
    const Json state = json("GET", "/status");
    EXPECT_EQ(state.find("name")->string(), "widget-core");
    EXPECT_EQ(state.find("buildId")->string(), "0123456789abcdef");
    EXPECT_GE(state.find("uptimeSeconds")->number(), 0);
    EXPECT_EQ(state.find("dependencies")->size(), 0U);
    EXPECT_EQ(status("GET", "/livez"), 200);
    const std::string metrics = exchange(service.port(), "GET", "/metrics").body;
    for (const char *name : {"http_requests_total{code=\"200\",method=\"GET\",route=\"/health\"} 1", "http_request_duration_seconds_bucket", "process_cpu_seconds_total", "process_resident_memory_bytes", "build_info"})
        EXPECT_NE(metrics.find(name), std::string::npos) << name;
}

TEST_F(WidgetCore, TreesLiveTheirLife) {
    const auto made = exchange(service.port(), "POST", "/v1/trees", R"({"root":{"kind":"frame","children":[{"kind":"panel","name":"p","sizer":{"type":"box","orientation":"vertical"}}]}})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_TRUE(made.has("Location: /v1/trees/t1\r\n"));
    EXPECT_EQ(status("POST", "/v1/trees/t1/widgets", R"({"parent":"w2","widget":{"kind":"button","name":"ok","item":{"proportion":1,"expand":true}}})"), 201);
    EXPECT_EQ(status("POST", "/v1/trees/t1/widgets", R"({"parent":"w2","index":0,"widget":{"kind":"label","properties":{"label":"Hello"}}})"), 201);
    EXPECT_EQ(status("PATCH", "/v1/trees/t1/widgets/w3", R"({"properties":{"label":"OK"}})"), 200);
    const Json layout = json("POST", "/v1/trees/t1/layout", R"({"size":[200,100]})");
    EXPECT_EQ(layout.find("rects")->items().at(3).dump(), R"({"id":"w3","kind":"button","name":"ok","rect":[0,18,200,82]})");
    EXPECT_EQ(status("POST", "/v1/trees/t1/widgets/w4/move", R"({"parent":"w1"})"), 200);
    EXPECT_EQ(json("GET", "/v1/trees/t1/widgets?name=ok").find("found")->items().at(0).find("id")->string(), "w3");
    EXPECT_EQ(json("DELETE", "/v1/trees/t1/widgets/w2").find("removed")->integer(), 2);
    EXPECT_EQ(json("GET", "/v1/trees").find("trees")->items().at(0).find("widgets")->integer(), 2);
    EXPECT_EQ(status("DELETE", "/v1/trees/t1"), 204);
    EXPECT_EQ(status("GET", "/v1/trees/t1"), 404);
    EXPECT_GT(json("GET", "/v1/kinds").find("kinds")->size(), 20U);
}

TEST_F(WidgetCore, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(status("POST", "/v1/trees", "{nope"), 400);
    EXPECT_NE(reason("POST", "/v1/trees", "{nope").find("line 1"), std::string::npos);
    EXPECT_EQ(reason("POST", "/v1/trees", "[]"), "body: must be an object, is an array");
    EXPECT_EQ(reason("POST", "/v1/trees", ""), "the body is empty, JSON is expected");
    EXPECT_EQ(exchange(service.port(), "POST", "/v1/trees", "x", "Content-Type: text/xml\r\n").status, 415);
    EXPECT_EQ(status("POST", "/v1/trees", std::string(10000000, ' ')), 413);
    EXPECT_EQ(status("POST", "/v1/trees", std::string(1000000, '[')), 400);
    std::string deep = R"({"kind":"panel"})";
    for (int i = 0; i < 48; ++i) deep = R"({"kind":"panel","children":[)" + deep + "]}";
    EXPECT_EQ(status("POST", "/v1/layout", R"({"root":)" + deep + "}"), 422);
    EXPECT_EQ(status("GET", "/v1/trees/t1/widgets/w1"), 404);
    EXPECT_EQ(status("POST", "/v1/import/xrc", "<resource/>"), 503);
    EXPECT_EQ(status("GET", "/health"), 200);
}

TEST_F(WidgetCore, ASlowClientHoldsNobodyUp) {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<RawClient>(service.port()));
        slow.back()->send("POST /v1/trees HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{");
    }
    EXPECT_EQ(status("GET", "/health"), 200);
    EXPECT_EQ(status("POST", "/v1/layout", R"({"root":{"kind":"panel"}})"), 200);
}

TEST_F(WidgetCore, SigtermEndsItCleanly) {
    RawClient idle(service.port());
    idle.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(idle.receive().status, 200);
    RawClient arriving(service.port());
    const std::string body = R"({"root":{"kind":"panel"}})";
    arriving.send("POST /v1/layout HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n{");
    EXPECT_EQ(status("GET", "/health"), 200); // the first bytes are read by now
    service.signal(SIGTERM);
    EXPECT_TRUE(idle.awaitEnd());
    arriving.send(body.substr(1));
    const auto response = arriving.receive();
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.has("Connection: close\r\n"));
    EXPECT_NE(service.awaitLine("\"msg\":\"stopped\"").find("\"drained\":true"), std::string::npos);
    EXPECT_EQ(service.awaitExit(), 0);
}

TEST(WidgetCoreProcess, ImportsThroughXrcServiceAndStaysReadyWithoutIt) {
    wxwidgets::kit::Router router;
    std::string traceparent;
    router.add("GET", "/livez", [](const wxwidgets::kit::Request &) { return wxwidgets::kit::Response::empty(200); });
    router.add("POST", "/v1/load", [&](const wxwidgets::kit::Request &request) {
        traceparent = *request.headers.find("traceparent");
        if (request.body == "bad") return wxwidgets::kit::Response::json(422, Json::object({{"error", "its words"}}));
        if (request.body == "odd") return wxwidgets::kit::Response::text(200, "[]");
        return wxwidgets::kit::Response::text(200, R"({"trees":[{"name":"a","root":{"kind":"panel"}},{"name":"b","root":{"kind":"frame","name":"b"}}]})");
    });
    auto xrc = std::make_unique<wxwidgets::kit::Server>(router, wxwidgets::kit::Limits{});
    xrc->listen("127.0.0.1", 0);
    std::thread thread([&] { xrc->run(); });
    ServiceProcess service(SERVICE_BINARY, {"CALLS=xrc-service=http://127.0.0.1:" + std::to_string(xrc->port())});
    service.awaitLine("dependency answers");
    const auto made = exchange(service.port(), "POST", "/v1/import/xrc?name=b", "<resource/>", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(parseJson(made.body).find("root")->find("kind")->string(), "frame");
    EXPECT_EQ(traceparent.substr(0, 35), "00-0af7651916cd43dd8448eb211c80319c");
    EXPECT_NE(service.awaitLine("/v1/import/xrc").find("\"trace\":\"0af7651916cd43dd8448eb211c80319c\""), std::string::npos);
    EXPECT_EQ(exchange(service.port(), "POST", "/v1/import/xrc", "bad").body, "{\"error\":\"its words\"}\n");
    EXPECT_EQ(exchange(service.port(), "POST", "/v1/import/xrc", "odd").status, 502);
    EXPECT_EQ(exchange(service.port(), "POST", "/v1/import/xrc?name=c", "x").status, 422);
    xrc->stop();
    thread.join();
    xrc.reset();
    EXPECT_EQ(exchange(service.port(), "POST", "/v1/import/xrc", "x").status, 503);
    service.awaitLine("dependency does not answer");
    const auto health = exchange(service.port(), "GET", "/health");
    EXPECT_EQ(health.status, 200);
    const Json body = parseJson(health.body);
    EXPECT_EQ(body.find("status")->string(), "degraded");
    EXPECT_EQ(body.find("missing")->items().at(0).find("name")->string(), "xrc-service");
}

TEST(WidgetCoreProcess, SaysWhyItCannotStart) {
    EXPECT_THROW(
        {
            try {
                ServiceProcess service(SERVICE_BINARY, {"CALLS=nonsense"});
            } catch (const std::runtime_error &error) {
                EXPECT_NE(std::string(error.what()).find("not of the form name=http://host:port"), std::string::npos);
                throw;
            }
        },
        std::runtime_error);
}
