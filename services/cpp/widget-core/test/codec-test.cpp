#include "../src/codec.hpp"

#include <gtest/gtest.h>

#include "kit/http-error.hpp"
#include "widgets.hpp"

using namespace wxwidgets::widgetcore;
using wxwidgets::kit::HttpError;
using wxwidgets::kit::parseJson;

namespace {

std::string refusal(const std::string &json, const TreeLimits &limits = {}) {
    try {
        widgetOf(json, limits);
    } catch (const HttpError &error) {
        return error.reason();
    }
    return "";
}

} // namespace

TEST(Codec, RoundTrips) {
    const std::string text =
        R"({"kind":"panel","name":"p","properties":{"background":"#ff0000"},"item":{"proportion":0,"border":0,"sides":[],"expand":false,"horizontal":"start","vertical":"start"},)"
        R"("sizer":{"type":"flexGrid","rows":0,"cols":2,"vgap":1,"hgap":2,"growableRows":[],"growableCols":[{"index":1,"proportion":3}]},)"
        R"("children":[{"kind":"text","properties":{"multiline":true},"minSize":[-1,50],"item":{"proportion":1,"border":5,"sides":["left","bottom"],"expand":true,"horizontal":"centre","vertical":"end"}}]})";
    EXPECT_EQ(encodeWidget(*widgetOf(text), true).dump(), text);
}

TEST(Codec, NamesWhatIsWrongAndWhere) {
    EXPECT_NE(refusal(R"({"kind":"buton"})").find("root.kind: unknown kind \"buton\""), std::string::npos);
    EXPECT_EQ(refusal("{}"), "root.kind: is missing");
    EXPECT_EQ(refusal(R"({"kind":"panel","children":[{"kind":"label","properties":{"label":3}}]})"), "root.children[0].properties.label: must be a string");
    EXPECT_EQ(refusal(R"({"kind":"panel","properties":{"label":"x"}})"), "root.properties.label: is no property of a panel");
    EXPECT_EQ(refusal(R"({"kind":"panel","properties":{"background":"red"}})"), "root.properties.background: must be a colour as #rrggbb");
    EXPECT_EQ(refusal(R"({"kind":"button","children":[{"kind":"label"}]})"), "root.children: a button takes no children");
    EXPECT_EQ(refusal(R"({"kind":"button","sizer":{"type":"grid","cols":1}})"), "root.sizer: a button takes no children");
    EXPECT_EQ(refusal(R"({"kind":"notebook","sizer":{"type":"grid","cols":1}})"), "root.sizer: a notebook arranges its children itself");
    EXPECT_EQ(refusal(R"({"kind":"group"})"), "root.sizer: is missing: a group is nothing but its sizer");
    EXPECT_EQ(refusal(R"({"kind":"panel","minSize":[1]})"), "root.minSize: must be [width, height]");
    EXPECT_EQ(refusal(R"({"kind":"panel","minSize":[1,-2]})"), "root.minSize[1]: must be from -1 to 100000, is -2");
    EXPECT_NE(refusal(R"({"kind":"panel","colour":1})").find("root.colour: is unknown"), std::string::npos);
}

TEST(Codec, ChecksSizersAndItems) {
    const auto sizer = [](const std::string &json) { return refusal(R"({"kind":"panel","sizer":)" + json + "}"); };
    EXPECT_EQ(sizer(R"({"type":"wrap"})"), "root.sizer.type: must be box, grid or flexGrid");
    EXPECT_EQ(sizer(R"({"type":"box","orientation":"up"})"), "root.sizer.orientation: must be horizontal or vertical");
    EXPECT_EQ(sizer(R"({"type":"grid"})"), "root.sizer.cols: must be set when rows is not");
    EXPECT_EQ(sizer(R"({"type":"flexGrid","cols":1,"growableCols":[0,0]})"), "root.sizer.growableCols: names line 0 twice");
    EXPECT_EQ(sizer(R"({"type":"flexGrid","cols":1,"growableRows":[{"index":-1}]})"), "root.sizer.growableRows[0].index: must be from 0 to 999, is -1");
    EXPECT_NE(sizer(R"({"type":"grid","cols":1,"growableCols":[0]})").find("is unknown"), std::string::npos);
    const auto item = [](const std::string &json) { return refusal(R"({"kind":"panel","item":)" + json + "}"); };
    EXPECT_EQ(item(R"({"proportion":-1})"), "root.item.proportion: must be from 0 to 10000, is -1");
    EXPECT_EQ(item(R"({"sides":["up"]})"), "root.item.sides: must be \"all\" or an array of left, top, right, bottom");
    EXPECT_EQ(item(R"({"vertical":"middle"})"), "root.item.vertical: must be start, centre or end");
    EXPECT_EQ(item(R"({"sides":"all","border":1})"), "");
}

TEST(Codec, HoldsTheLimits) {
    TreeLimits limits;
    limits.depth = 2;
    limits.widgets = 3;
    EXPECT_EQ(refusal(R"({"kind":"panel","children":[{"kind":"panel","children":[{"kind":"panel"}]}]})", limits), "root.children[0].children[0]: nested deeper than 2 widgets");
    EXPECT_EQ(refusal(R"({"kind":"panel","children":[{"kind":"line"},{"kind":"line"},{"kind":"line"}]})", limits), "more than 3 widgets in one tree");
}

TEST(Codec, ChangesAreAllOrNothing) {
    const auto widget = widgetOf(R"({"kind":"button","name":"b","properties":{"label":"x","enabled":true}})");
    const std::string before = encodeWidget(*widget, true).dump();
    EXPECT_THROW(applyChanges(*widget, parseJson(R"({"name":"new","properties":{"label":"y","nope":1}})")), HttpError);
    EXPECT_EQ(encodeWidget(*widget, true).dump(), before);
    applyChanges(*widget, parseJson(R"({"name":"new","properties":{"label":"y","enabled":null},"minSize":[5,6],"item":{"expand":true}})"));
    EXPECT_EQ(widget->name, "new");
    EXPECT_EQ(widget->properties.dump(), R"({"label":"y"})");
    EXPECT_EQ(widget->minSize, (Size{5, 6}));
    EXPECT_TRUE(widget->item.isExpanded);
    const auto panel = widgetOf(R"({"kind":"panel","sizer":{"type":"grid","cols":1}})");
    applyChanges(*panel, parseJson(R"({"sizer":null})"));
    EXPECT_FALSE(panel->sizer.has_value());
}
