// The built service, over HTTP.
#include <gtest/gtest.h>
#include <signal.h>

#include "kit/json.hpp"
#include "test-support/raw-client.hpp"
#include "test-support/service-process.hpp"

using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;
using wxwidgets::test::exchange;
using wxwidgets::test::RawClient;
using wxwidgets::test::ServiceProcess;

namespace {

class XrcService : public testing::Test {
protected:
    ServiceProcess service{SERVICE_BINARY};

    wxwidgets::test::RawResponse post(const std::string &target, const std::string &body, const std::string &type = "application/xml") const { return exchange(service.port(), "POST", target, body, "Content-Type: " + type + "\r\n"); }
};

const std::string good = "<resource><object class=\"wxFrame\" name=\"f\"><title>T</title></object></resource>";
const std::string bad = "<resource>\n<object class=\"wxFrme\" name=\"f\"/></resource>";

} // namespace

TEST_F(XrcService, Validates) {
    EXPECT_EQ(post("/v1/validate", good).body, "{\"valid\":true,\"problems\":[]}\n");
    const Json answer = parseJson(post("/v1/validate?file=ui/main.xrc", bad).body);
    EXPECT_FALSE(answer.find("valid")->boolean());
    EXPECT_EQ(answer.find("problems")->items().at(0).dump(), R"({"severity":"error","code":"unknown-class","message":"unknown class wxFrme, did you mean wxFrame?","file":"ui/main.xrc","at":"ui/main.xrc:2:1","line":2,"column":1})");
    const std::string wrapped = Json::object({{"xrc", bad}, {"file", "a.xrc"}}).dump();
    EXPECT_EQ(parseJson(post("/v1/validate", wrapped, "application/json").body).find("problems")->items().at(0).find("at")->string(), "a.xrc:2:1");
}

TEST_F(XrcService, Loads) {
    const auto loaded = post("/v1/load", good);
    EXPECT_EQ(loaded.status, 200);
    EXPECT_EQ(loaded.body, "{\"trees\":[{\"name\":\"f\",\"root\":{\"kind\":\"frame\",\"name\":\"f\",\"properties\":{\"title\":\"T\"}}}],\"problems\":[]}\n");
    const auto refused = post("/v1/load", bad);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(parseJson(refused.body).find("error")->find("reason")->string(), "line 2: unknown class wxFrme, did you mean wxFrame?");
    EXPECT_GT(parseJson(exchange(service.port(), "GET", "/v1/classes").body).find("classes")->size(), 20U);
}

TEST_F(XrcService, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(post("/v1/load", "").status, 400);
    EXPECT_EQ(post("/v1/load", "{", "application/json").status, 400);
    EXPECT_EQ(post("/v1/load", "{\"xml\":1}", "application/json").status, 400);
    EXPECT_EQ(post("/v1/load", std::string(10000000, ' ')).status, 413);
    EXPECT_EQ(post("/v1/load", "<!DOCTYPE r [<!ENTITY a \"b\">]><r>&a;</r>").status, 422);
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "<object>";
    EXPECT_EQ(post("/v1/load", deep).status, 422);
    EXPECT_EQ(exchange(service.port(), "GET", "/health").status, 200);
}

TEST_F(XrcService, SigtermEndsItCleanly) {
    RawClient idle(service.port());
    idle.send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(idle.receive().status, 200);
    service.signal(SIGTERM);
    EXPECT_TRUE(idle.awaitEnd());
    EXPECT_EQ(service.awaitExit(), 0);
}
