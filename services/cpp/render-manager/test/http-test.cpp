// The built service, over HTTP.
#include <gtest/gtest.h>
#include <signal.h>

#include "png-decoder.hpp"
#include "scenes.hpp"
#include "test-support/raw-client.hpp"
#include "test-support/service-process.hpp"

using namespace wxwidgets::render;
using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;
using wxwidgets::test::exchange;
using wxwidgets::test::ServiceProcess;

namespace {

class RenderManager : public testing::Test {
protected:
    ServiceProcess service{SERVICE_BINARY};
    wxwidgets::test::RawResponse post(const std::string &target, const std::string &body) const { return exchange(service.port(), "POST", target, body); }
    std::string refusal(const std::string &target, const std::string &body) const {
        const auto answer = post(target, body);
        return std::to_string(answer.status) + " " + parseJson(answer.body).find("error")->find("reason")->string();
    }
};

const std::string small = sceneText(60, 40, item("w2", "button", "w1", "5,5,50,30", R"({"label":"a<b"})"));

} // namespace

TEST_F(RenderManager, DrawsInEveryFormat) {
    const auto list = post("/v1/render", R"({"scene":)" + small + R"(,"damage":[[0,0,4,4]]})");
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(list.body, "{\"size\":[60,40],\"commands\":[{\"op\":\"clip\",\"rect\":[0,0,60,40]},{\"op\":\"fill\",\"widget\":\"w1\",\"rect\":[0,0,60,40],\"colour\":\"#f0f0f0\"}],\"damage\":[[0,0,4,4]],\"culled\":1}\n");
    const auto svg = post("/v1/render?format=svg&scale=2", R"({"scene":)" + small + R"(,"native":[{"id":"w2","class":"GtkButton","rect":[0,0,1,1]}],"theme":{"name":"dark","background":"#202020","foreground":"#ffffff","accent":"#3584e4","border":"#444444","disabled":"#777777","font":{"family":"Cantarell","size":11}}})");
    EXPECT_TRUE(svg.has("Content-Type: image/svg+xml\r\n"));
    for (const char *part : {"a&lt;b", "data-class=\"GtkButton\"", "width=\"120\"", "Cantarell", "#202020"}) EXPECT_NE(svg.body.find(part), std::string::npos) << part;
    const auto png = post("/v1/render?format=png", R"({"scene":)" + small + R"(,"scale":2})");
    EXPECT_TRUE(png.has("Content-Type: image/png\r\n"));
    EXPECT_EQ(wxwidgets::test::decodePng(png.body).width, 120);
}

TEST_F(RenderManager, ComparesScenes) {
    const auto answer = post("/v1/damage", R"({"before":)" + small + R"(,"after":)" + sceneText(60, 40, "") + "}");
    EXPECT_EQ(answer.body, "{\"regions\":[[5,5,50,30]]}\n");
}

TEST_F(RenderManager, BadInputIsA4xxWithAReason) {
    EXPECT_EQ(refusal("/v1/render", "{}"), "400 scene: is missing");
    EXPECT_EQ(refusal("/v1/render?format=gif", "{}"), "400 format: must be draw-list, svg or png");
    EXPECT_EQ(refusal("/v1/render?scale=5", R"({"scene":)" + small + "}"), "400 scale: must be from 1 to 4");
    EXPECT_EQ(refusal("/v1/render", R"({"scene":)" + small + R"(,"theme":{"accent":"blue"}})"), "400 theme.accent: must be a colour as #rrggbb");
    EXPECT_EQ(refusal("/v1/render", R"({"scene":)" + small + R"(,"damage":[[1,2,3]]})"), "400 damage[0]: must be [x, y, width, height]");
    EXPECT_EQ(refusal("/v1/render", R"({"scene":)" + small + R"(,"native":[{"id":"w9","class":"x"}]})"), "400 native[0].id: is of no widget in the scene");
    EXPECT_EQ(refusal("/v1/render", R"({"scene":)" + sceneText(10, 10, item("w2", "gadget", "w1", "0,0,1,1")) + "}"), "422 scene.widgets[1].kind: unknown kind gadget");
    EXPECT_EQ(refusal("/v1/render?format=png&scale=4", R"({"scene":)" + sceneText(2000, 10, "") + "}"), "422 an image must have from 1x1 to 4096x4096 pixels, this one would have 8000x40");
    EXPECT_EQ(post("/v1/render", "{\"scene\"").status, 400);
    EXPECT_EQ(post("/v1/render", std::string(100000, '[')).status, 400);
    EXPECT_EQ(post("/v1/render", std::string(10000000, ' ')).status, 413);
    std::string lists;
    const std::string choices = "[" + [] { std::string many; for (int i = 0; i < 900; ++i) many += i > 0 ? ",\"x\"" : "\"x\""; return many; }() + "]";
    for (int i = 2; i < 150; ++i) lists += (i > 2 ? "," : "") + item("w" + std::to_string(i), "listbox", "w1", "0,0,90,16384", R"({"choices":)" + choices + "}");
    EXPECT_EQ(refusal("/v1/render", R"({"scene":)" + sceneText(100, 16384, lists) + "}"), "422 the scene takes more than 100000 drawing commands");
    EXPECT_EQ(exchange(service.port(), "GET", "/health").status, 200);
}

TEST_F(RenderManager, SigtermEndsItCleanly) {
    service.signal(SIGTERM);
    EXPECT_EQ(service.awaitExit(), 0);
}
