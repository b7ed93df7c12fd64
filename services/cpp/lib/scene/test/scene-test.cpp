#include "scene/scene.hpp"

#include <gtest/gtest.h>

#include "kit/http-error.hpp"

using namespace wxwidgets::scene;
using wxwidgets::kit::HttpError;
using wxwidgets::kit::parseJson;

namespace {

const std::string small =
    R"({"size":[200,100],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,200,100]},)"
    R"({"id":"w2","kind":"panel","name":"p","parent":"w1","rect":[0,0,200,100]},)"
    R"({"id":"w3","kind":"choice","parent":"w2","rect":[-5,10,80,32],"clipped":true,"properties":{"choices":["a","b"],"selection":1,"enabled":false,"tooltip":"t"}}]})";

std::string refusal(const std::string &json) {
    try {
        decodeScene(parseJson(json));
    } catch (const HttpError &error) {
        return std::to_string(error.status()) + " " + error.reason();
    }
    return "";
}

std::string withWidget(const std::string &widget) { return R"({"size":[1,1],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,1,1]},)" + widget + "]}"; }

} // namespace

TEST(Scene, ComesAndGoesUnchanged) {
    const Scene scene = decodeScene(parseJson(small));
    ASSERT_EQ(scene.widgets.size(), 3U);
    EXPECT_EQ(scene.width, 200);
    EXPECT_EQ(scene.widgets[0].parent, noParent);
    EXPECT_EQ(scene.widgets[2].parent, 1);
    EXPECT_EQ(scene.widgets[2].level, 3);
    EXPECT_EQ(scene.widgets[2].rect, (Rect{-5, 10, 80, 32}));
    EXPECT_EQ(scene.find("w3"), 2);
    EXPECT_EQ(scene.find("w4"), -1);
    EXPECT_EQ(encodeScene(scene).dump(), small);
}

TEST(Scene, TellsProperties) {
    const Scene scene = decodeScene(parseJson(small));
    const Widget &choice = scene.widgets[2];
    EXPECT_EQ(textOf(choice, "tooltip"), "t");
    EXPECT_EQ(textOf(choice, "selection"), "");
    EXPECT_EQ(integerOf(choice, "selection", 0), 1);
    EXPECT_EQ(integerOf(choice, "tooltip", 7), 7);
    EXPECT_FALSE(isSet(choice, "enabled", true));
    EXPECT_TRUE(isSet(choice, "visible", true));
    EXPECT_EQ(listOf(choice, "choices")->size(), 2U);
    EXPECT_EQ(listOf(choice, "tooltip"), nullptr);
    EXPECT_EQ(textOf(scene.widgets[0], "label"), "");
}

TEST(Scene, RefusesWithThePlace) {
    EXPECT_EQ(refusal("[]"), "400 scene: must be an object, is an array");
    EXPECT_EQ(refusal("{}"), "400 scene.size: is missing");
    EXPECT_EQ(refusal(R"({"size":[1]})"), "400 scene.size: must be [width, height]");
    EXPECT_EQ(refusal(R"({"size":[1,16385],"widgets":[]})"), "400 scene.size[1]: must be from 0 to 16384, is 16385");
    EXPECT_EQ(refusal(R"({"size":[1,1],"widgets":[{"id":"a b","kind":"frame","rect":[0,0,1,1]}]})"), "400 scene.widgets[0].id: must be of letters, digits and -_.:");
    EXPECT_EQ(refusal(R"({"size":[1,1],"widgets":[{"id":"a","parent":"a","kind":"frame","rect":[0,0,1,1]}]})"), "400 scene.widgets[0].parent: the first widget is the root and has none");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","rect":[0,0,1,1]})")), "400 scene.widgets[1].parent: is missing");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w2","rect":[0,0,1,1]})")), "400 scene.widgets[1].parent: no widget before this one has that id");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w1","kind":"panel","parent":"w1","rect":[0,0,1,1]})")), "400 scene.widgets[1].id: is taken by a widget before it");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w1","rect":[0,0,1]})")), "400 scene.widgets[1].rect: must be [x, y, width, height]");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w1","rect":[0,0,-1,1]})")), "400 scene.widgets[1].rect[2]: must be from 0 to 1000000, is -1");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w1","rect":[0,0,1,1],"properties":{"x":{}}})")),
              "400 scene.widgets[1].properties.x: must be a string, an integer, a boolean or an array of strings, is an object");
    EXPECT_EQ(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w1","rect":[0,0,1,1],"properties":{"x":[1]}})")), "400 scene.widgets[1].properties.x: must be an array of strings, holds an integer");
    EXPECT_NE(refusal(withWidget(R"({"id":"w2","kind":"panel","parent":"w1","rect":[0,0,1,1],"colour":"red"})")).find("400 scene.widgets[1].colour: is unknown"), std::string::npos);
}

TEST(Scene, HasLimits) {
    std::string deep, many;
    for (int i = 2; i <= 49; ++i) deep += (i > 2 ? "," : "") + std::string(R"({"id":"w)") + std::to_string(i) + R"(","kind":"panel","parent":"w)" + std::to_string(i - 1) + R"(","rect":[0,0,1,1]})";
    EXPECT_EQ(refusal(withWidget(deep)), "422 scene.widgets[48]: deeper than 48 levels");
    for (int i = 2; i <= 10001; ++i) many += (i > 2 ? "," : "") + std::string(R"({"id":"w)") + std::to_string(i) + R"(","kind":"panel","parent":"w1","rect":[0,0,1,1]})";
    EXPECT_EQ(refusal(withWidget(many)), "422 scene.widgets: more than 10000 widgets");
}

TEST(Rects, Intersect) {
    EXPECT_EQ(intersection({0, 0, 10, 10}, {5, 5, 10, 10}), (Rect{5, 5, 5, 5}));
    EXPECT_TRUE(isEmpty(intersection({0, 0, 10, 10}, {10, 0, 10, 10})));
}
