#include <gtest/gtest.h>

#include "../src/output.hpp"
#include "scenes.hpp"

using namespace wxwidgets::render;

TEST(Svg, EscapesEveryText) {
    EXPECT_EQ(escapeXml("<a href=\"x\">&'\x01\xFF\xEF\xBF\xBF"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    const auto scene = wxwidgets::scene::decodeScene(wxwidgets::kit::parseJson(
        R"json({"size":[100,50],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,100,50],"properties":{"title":"</title><script>"}},{"id":"w2","kind":"label","name":"\"><x","parent":"w1","rect":[0,0,90,18],"properties":{"label":"</text><script>alert(1)"}}]})json"));
    Theme theme;
    theme.family = "\"><script>";
    const std::string svg = writeSvg(drawn(scene), scene, theme, {"<c>", "\"onload=\""}, 1);
    EXPECT_EQ(svg.find("<script"), std::string::npos);
    EXPECT_EQ(svg.find("\"onload"), std::string::npos);
    EXPECT_NE(svg.find("&lt;/text&gt;&lt;sc"), std::string::npos) << svg;
    EXPECT_NE(svg.find("data-name=\"&quot;&gt;&lt;x\""), std::string::npos);
}

TEST(Svg, GroupsByWidgetAndScales) {
    const auto scene = sceneOf(100, 50, item("w2", "button", "w1", "10,10,80,30", R"({"label":"x"})"));
    const std::string svg = writeSvg(drawn(scene), scene, Theme(), {"", "GtkButton"}, 2);
    EXPECT_EQ(svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" viewBox=\"0 0 100 50\""), 0U);
    EXPECT_NE(svg.find("<g data-id=\"w2\" data-kind=\"button\" data-class=\"GtkButton\" clip-path=\"url(#c2)\">"), std::string::npos);
    EXPECT_NE(svg.find("<clipPath id=\"c2\"><rect x=\"10\" y=\"10\" width=\"80\" height=\"30\"/></clipPath>"), std::string::npos);
    EXPECT_EQ(svg.substr(svg.size() - 12), "</g>\n</svg>\n");
}

TEST(Svg, DamageClipsEverything) {
    const auto scene = sceneOf(100, 50, "");
    const std::string svg = writeSvg(buildDrawList(scene, Theme(), {{1, 2, 3, 4}}, true), scene, Theme(), {}, 1);
    EXPECT_NE(svg.find("<clipPath id=\"damage\"><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/></clipPath>"), std::string::npos);
    EXPECT_NE(svg.find("<g clip-path=\"url(#damage)\">"), std::string::npos);
}
