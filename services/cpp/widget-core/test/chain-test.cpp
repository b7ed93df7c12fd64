// Rendering and events, with the other services played by one server here. test/services/cpp-chain.test.ts has the real ones.
#include <gtest/gtest.h>

#include <thread>

#include "../src/scene-of.hpp"
#include "kit/http-error.hpp"
#include "kit/router.hpp"
#include "kit/server.hpp"
#include "test-support/raw-client.hpp"
#include "test-support/service-process.hpp"
#include "widgets.hpp"

using namespace wxwidgets;
using kit::Json;
using kit::parseJson;
using kit::Request;
using kit::Response;
using test::exchange;
using test::ServiceProcess;
using widgetcore::sceneOf;
using widgetcore::widgetOf;

namespace {

class Others {
public:
    Others() {
        router_.add("GET", "/livez", [](const Request &) { return Response::empty(200); });
        router_.add("POST", "/v1/dispatch", [this](const Request &request) {
            dispatch = request.json();
            return dispatchAnswer;
        });
        router_.add("POST", "/v1/map", [this](const Request &request) {
            map = request.json();
            return Response::text(200, R"({"platform":"gtk","widgets":[{"id":"w1","class":"GtkWindow","style":[]}],"theme":{"accent":"#112233"}})");
        });
        router_.add("POST", "/v1/events/to-native", [](const Request &) { return Response::text(200, R"({"platform":"gtk","events":[{"type":"button","widget":"w2","native":{"signal":"clicked"}}]})"); });
        router_.add("POST", "/v1/render", [this](const Request &request) {
            drawing = request.json();
            query = *request.queryValue("format") + " " + *request.queryValue("scale");
            return renderAnswer;
        });
        server_.listen("127.0.0.1", 0);
        thread_ = std::thread([this] { server_.run(); });
    }
    ~Others() {
        server_.stop();
        thread_.join();
    }
    std::string calls() const {
        const std::string url = "=http://127.0.0.1:" + std::to_string(server_.port());
        return "CALLS=event-manager" + url + ",linux-adapter" + url + ",render-manager" + url;
    }

    Json dispatch, map, drawing;
    std::string query;
    Response dispatchAnswer = Response::text(200, R"({"dispatched":[{"event":0,"type":"button","outcome":"handled"}]})");
    Response renderAnswer = Response::json(200, Json::object({{"size", Json::array({1, 1})}}));

private:
    kit::Router router_;
    kit::Server server_{router_, kit::Limits{}};
    std::thread thread_;
};

class Rendering : public testing::Test {
protected:
    Others others;
    ServiceProcess service{SERVICE_BINARY, {others.calls()}};
    test::RawResponse post(const std::string &target, const std::string &body) const { return exchange(service.port(), "POST", target, body); }
};

const std::string once = R"({"root":{"kind":"frame","children":[{"kind":"button","properties":{"label":"OK"}}]},"size":[100,50]})";

std::string refusal(const std::string &root, widgetcore::Size size) {
    try {
        sceneOf(*widgetOf(root), size);
    } catch (const kit::HttpError &error) {
        return std::to_string(error.status()) + " " + error.code();
    }
    return "";
}

} // namespace

TEST(SceneOf, KeepsIdsParentsAndProperties) {
    const auto scene = sceneOf(*widgetOf(R"({"kind":"frame","children":[{"kind":"panel","name":"p","children":[{"kind":"button","properties":{"label":"x","x":5,"y":6}},{"kind":"label","properties":{"visible":false}}]}]})"), widgetcore::Size{200, 100});
    ASSERT_EQ(scene.widgets.size(), 3U);
    EXPECT_EQ(scene::encodeScene(scene).dump(), R"({"size":[200,100],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,200,100]},{"id":"w2","kind":"panel","name":"p","parent":"w1","rect":[0,0,200,100]},)"
                                                R"({"id":"w3","kind":"button","parent":"w2","rect":[5,6,80,32],"properties":{"label":"x","x":5,"y":6}}]})");
    EXPECT_EQ(scene::encodeScene(scene::decodeScene(scene::encodeScene(scene))).dump(), scene::encodeScene(scene).dump());
}

TEST(SceneOf, CountsTheSelectedPageWithoutHiddenOnes) {
    const auto scene = sceneOf(*widgetOf(R"({"kind":"notebook","properties":{"selection":2},"children":[{"kind":"panel","properties":{"visible":false}},{"kind":"panel"},{"kind":"panel"}]})"), std::nullopt);
    EXPECT_EQ(integerOf(scene.widgets[0], "selection", -1), 1);
}

TEST(SceneOf, RefusesWhatNoSceneCanBe) {
    EXPECT_EQ(refusal(R"({"kind":"frame"})", {16385, 1}), "422 too-large");
    EXPECT_EQ(refusal(R"({"kind":"frame","properties":{"visible":false}})", {1, 1}), "422 invisible");
    EXPECT_EQ(refusal(R"({"kind":"frame"})", {16384, 16384}), "");
}

TEST_F(Rendering, GoesThroughAllThree) {
    const auto answer = post("/v1/render?scale=2", once.substr(0, once.size() - 1) + R"(,"theme":"dark","damage":[[0,0,10,10]]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body, "{\"platform\":\"linux\",\"through\":[\"event-manager\",\"linux-adapter\",\"render-manager\"],\"size\":[1,1]}\n");
    EXPECT_EQ(others.dispatch.find("events")->dump(), R"([{"type":"paint","widget":"w1"},{"type":"paint","widget":"w2"}])");
    EXPECT_EQ(others.map.find("theme")->string(), "dark");
    EXPECT_EQ(others.drawing.find("native")->dump(), R"([{"id":"w1","class":"GtkWindow"}])");
    EXPECT_EQ(others.drawing.find("theme")->dump(), R"({"accent":"#112233"})");
    EXPECT_EQ(others.drawing.find("damage")->dump(), "[[0,0,10,10]]");
    EXPECT_EQ(others.query, "draw-list 2");
    for (const Json *asked : {&others.dispatch, &others.map, &others.drawing}) EXPECT_EQ(asked->find("scene")->find("widgets")->size(), 2U);
}

TEST_F(Rendering, HandsImagesOnAsTheyAre) {
    others.renderAnswer = Response(200, "image/svg+xml", "<svg/>");
    const auto answer = post("/v1/render?format=svg", once);
    EXPECT_EQ(answer.body, "<svg/>");
    EXPECT_TRUE(answer.has("Content-Type: image/svg+xml\r\n"));
    EXPECT_TRUE(answer.has("X-Through: event-manager, linux-adapter, render-manager\r\n"));
}

TEST_F(Rendering, KeptTreesDoTheSameAndTakeEvents) {
    EXPECT_EQ(post("/v1/trees", R"({"root":{"kind":"frame","children":[{"kind":"button"}]}})").status, 201);
    EXPECT_EQ(post("/v1/trees/t1/render", "").status, 200);
    const auto events = post("/v1/trees/t1/events", R"({"bindings":[],"events":[{"type":"button","widget":"w2"}]})");
    EXPECT_EQ(events.body, "{\"platform\":\"linux\",\"through\":[\"event-manager\",\"linux-adapter\"],\"dispatched\":[{\"event\":0,\"type\":\"button\",\"outcome\":\"handled\",\"native\":{\"signal\":\"clicked\"}}]}\n");
    EXPECT_EQ(post("/v1/trees/t2/render", "").status, 404);
    EXPECT_EQ(post("/v1/trees/t2/events", R"({"events":[]})").status, 404);
}

TEST_F(Rendering, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(post("/v1/render?platform=beos", once).status, 400);
    EXPECT_EQ(post("/v1/render?format=gif", once).status, 400);
    EXPECT_EQ(post("/v1/render?scale=9", once).status, 400);
    EXPECT_EQ(post("/v1/render", "{").status, 400);
    EXPECT_EQ(post("/v1/render", "{}").status, 400);
    EXPECT_EQ(post("/v1/render", once.substr(0, once.size() - 1) + R"(,"damage":[[1]]})").status, 400);
    // What another service says about the input keeps its status and words.
    others.dispatchAnswer = Response::text(422, R"({"error":{"status":422,"code":"too-many","reason":"events: more than 3"}})");
    const auto refused = post("/v1/render", once);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.body, "{\"error\":{\"status\":422,\"code\":\"too-many\",\"reason\":\"events: more than 3\",\"details\":{\"dependency\":\"event-manager\"}}}\n");
    for (const char *odd : {"[]", "{}", "{\"dispatched\":1}", "nonsense"}) {
        others.dispatchAnswer = Response::text(200, odd);
        EXPECT_EQ(post("/v1/render", once).status, 502) << odd;
    }
    others.dispatchAnswer = Response::text(500, "");
    EXPECT_EQ(post("/v1/render", once).status, 502);
    EXPECT_EQ(exchange(service.port(), "GET", "/health").status, 200);
}

TEST_F(Rendering, NamesWhoIsMissingAndServesTheRest) {
    const auto missing = post("/v1/render?platform=macos", once);
    EXPECT_EQ(missing.status, 503);
    EXPECT_NE(missing.body.find("macos-adapter"), std::string::npos);
    EXPECT_EQ(post("/v1/layout", once).status, 200);
}
