#include <gtest/gtest.h>

#include "../src/output.hpp"
#include "../src/text.hpp"
#include "kit/http-error.hpp"
#include "scenes.hpp"

using namespace wxwidgets::render;

namespace {

// "text x,y,w,h words" of the commands of one widget.
std::vector<std::string> commands(const DrawList &list, int widget, Op op) {
    std::vector<std::string> found;
    for (const Command &command : list.commands) {
        if (command.widget != widget || command.op != op) continue;
        found.push_back(std::to_string(command.rect.x) + "," + std::to_string(command.rect.y) + "," + std::to_string(command.rect.width) + "," + std::to_string(command.rect.height) +
                        (op == Op::Text ? " " + command.text : "") + " " + colourText(command.colour));
    }
    return found;
}

using List = std::vector<std::string>;
const std::string ink = " #000000", accent = " #0066cc", grey = " #909090";

DrawList one(const std::string &kind, const std::string &rect, const std::string &properties = "{}") { return drawn(sceneOf(200, 100, item("w2", kind, "w1", rect, properties))); }

} // namespace

TEST(DrawList, ButtonsHaveBevelsAndMnemonics) {
    const DrawList list = one("button", "10,10,80,32", R"({"label":"&OK","default":true})");
    EXPECT_EQ(commands(list, 1, Op::Text), (List{"42,17,16,18 OK" + ink}));
    EXPECT_EQ(commands(list, 1, Op::Stroke), (List{"10,10,80,32" + accent}));
    const List lines = commands(list, 1, Op::Line);
    ASSERT_EQ(lines.size(), 5U); // four edges, one underline
    EXPECT_EQ(lines[0], "10,10,79,0 " + colourText(Theme().light()));
    EXPECT_EQ(lines[2], "10,41,79,0 " + colourText(Theme().dark()));
    EXPECT_EQ(lines[4], "42,33,6,0" + ink);
    EXPECT_EQ(commands(one("toggle", "0,0,80,32", R"({"checked":true})"), 1, Op::Line)[0], "0,0,79,0 " + colourText(Theme().dark()));
}

TEST(DrawList, ChecksAndRadios) {
    EXPECT_EQ(commands(one("checkbox", "0,0,100,22", R"({"label":"a"})"), 1, Op::Line), List{});
    EXPECT_EQ(commands(one("checkbox", "0,0,100,22", R"({"label":"a","checked":true})"), 1, Op::Line).size(), 4U);
    EXPECT_EQ(commands(one("radio", "0,0,100,22", R"({"checked":true})"), 1, Op::Disc).size(), 2U);
    const DrawList box = one("radiobox", "0,0,190,60", R"({"label":"T","choices":["a","bb"],"selection":1})");
    EXPECT_EQ(commands(box, 1, Op::Text), (List{"8,0,8,18 T" + ink, "32,26,8,18 a" + ink, "72,26,16,18 bb" + ink}));
    EXPECT_EQ(commands(box, 1, Op::Disc).size(), 3U);
}

TEST(DrawList, FieldsShowValueHintOrStars) {
    EXPECT_EQ(commands(one("text", "0,0,120,30", R"({"hint":"name"})"), 1, Op::Text), (List{"6,6,32,18 name" + grey}));
    EXPECT_EQ(commands(one("text", "0,0,120,30", R"({"value":"abc","hint":"name"})"), 1, Op::Text), (List{"6,6,24,18 abc" + ink}));
    EXPECT_EQ(commands(one("text", "0,0,120,30", R"({"value":"geh\u00e9im","password":true})"), 1, Op::Text), (List{"6,6,48,18 ******" + ink}));
    EXPECT_EQ(commands(one("text", "0,0,60,90", R"({"value":"one two\nx","multiline":true})"), 1, Op::Text), (List{"6,5,48,18 one tw" + ink, "6,23,8,18 o" + ink, "6,41,8,18 x" + ink}));
}

TEST(DrawList, ListsSlidersAndGauges) {
    const DrawList list = one("listbox", "0,0,80,50", R"({"choices":["a","b","c","d"],"selection":1})");
    EXPECT_EQ(commands(list, 1, Op::Text).size(), 3U); // the fourth is below the edge
    EXPECT_EQ(commands(list, 1, Op::Fill)[1], "1,22,78,18" + accent);
    EXPECT_EQ(commands(one("choice", "0,0,100,32", R"({"choices":["a","b"],"selection":1})"), 1, Op::Text), (List{"8,7,8,18 b" + ink}));
    EXPECT_EQ(commands(one("slider", "0,0,110,28", R"({"min":0,"max":10,"value":5})"), 1, Op::Fill)[1], "50,2,10,24" + accent);
    EXPECT_EQ(commands(one("gauge", "0,0,102,20", R"({"max":4,"value":3})"), 1, Op::Fill)[1], "1,1,75,18" + accent);
    EXPECT_EQ(commands(one("gauge", "0,0,20,102", R"({"max":4,"value":1,"vertical":true})"), 1, Op::Fill)[1], "1,76,18,25" + accent);
    EXPECT_EQ(commands(one("spin", "0,0,110,32", R"({"value":7})"), 1, Op::Text), (List{"6,7,8,18 7" + ink}));
    EXPECT_EQ(commands(one("slider", "0,0,110,28", R"({"min":5,"max":5,"value":999999})"), 1, Op::Fill).size(), 2U);
}

TEST(DrawList, NotebooksShowTheirTabsAndOnePage) {
    const std::string book = item("w2", "notebook", "w1", "0,0,200,100", R"({"selection":1})");
    const std::string pages = R"(,{"id":"w3","kind":"panel","name":"first","parent":"w2","rect":[2,32,196,66],"properties":{"tab":"&One"}},{"id":"w4","kind":"panel","parent":"w2","rect":[2,32,196,66]})";
    const std::string labels = "," + item("w5", "label", "w3", "2,32,50,18", R"({"label":"hidden"})") + "," + item("w6", "label", "w4", "2,32,50,18", R"({"label":"shown"})");
    const DrawList list = drawn(sceneOf(200, 100, book + pages + labels));
    EXPECT_EQ(commands(list, 1, Op::Text), (List{"14,9,24,18 One" + ink, "62,6,48,18 Page 2" + ink}));
    EXPECT_EQ(commands(list, 4, Op::Text), List{});
    EXPECT_EQ(commands(list, 5, Op::Text), (List{"2,32,40,18 shown" + ink}));
    EXPECT_EQ(list.culled, 2U);
}

TEST(DrawList, ClipsToEveryParentAndCullsTheRest) {
    const DrawList list = drawn(sceneOf(200, 100, item("w2", "scrolled", "w1", "10,10,66,66") + "," + item("w3", "label", "w2", "10,10,500,18", R"({"label":"0123456789"})") + "," + item("w4", "label", "w2", "10,70,50,18", R"({"label":"x"})")));
    // 50 pixels without the scroll bar, so seven characters.
    EXPECT_EQ(commands(list, 2, Op::Text), (List{"10,10,56,18 0123456" + ink}));
    EXPECT_EQ(list.commands.back().clip, (Rect{10, 10, 50, 18}));
    EXPECT_EQ(list.culled, 1U);
}

TEST(DrawList, DisabledIsGreyAllTheWayDown) {
    const std::string panel = item("w2", "panel", "w1", "0,0,100,100", R"({"enabled":false})");
    EXPECT_EQ(commands(drawn(sceneOf(200, 100, panel + "," + item("w3", "label", "w2", "0,0,50,18", R"({"label":"x","foreground":"#ff0000"})"))), 2, Op::Text), (List{"0,0,8,18 x" + grey}));
    EXPECT_EQ(commands(one("label", "0,0,50,18", R"({"label":"x","foreground":"#ff0000"})"), 1, Op::Text), (List{"0,0,8,18 x #ff0000"}));
}

TEST(DrawList, DamageCullsWidgetsAndCommands) {
    const auto scene = sceneOf(200, 100, item("w2", "label", "w1", "0,0,50,18", R"({"label":"x"})") + "," + item("w3", "label", "w1", "100,0,50,18", R"({"label":"y"})"));
    const DrawList list = buildDrawList(scene, Theme(), {{0, 0, 10, 10}, {5, 0, 10, 10}}, true);
    EXPECT_EQ(list.culled, 1U);
    EXPECT_EQ(commands(list, 1, Op::Text).size(), 1U);
    EXPECT_EQ(encodeDrawList(list, scene).find("damage")->dump(), "[[0,0,15,10]]");
    EXPECT_TRUE(buildDrawList(scene, Theme(), {}, true).commands.empty());
}

TEST(DrawList, ShowsClipsAsTheyChange) {
    const auto scene = sceneOf(20, 20, item("w2", "line", "w1", "0,0,10,2"));
    EXPECT_EQ(encodeDrawList(drawn(scene), scene).find("commands")->dump(),
              R"([{"op":"clip","rect":[0,0,20,20]},{"op":"fill","widget":"w1","rect":[0,0,20,20],"colour":"#f0f0f0"},{"op":"clip","rect":[0,0,10,2]},{"op":"line","widget":"w2","from":[0,1],"to":[9,1],"colour":"#a0a0a0"}])");
}

TEST(DrawList, EveryKindCanBeDrawnAtAnySize) {
    for (const char *kind : {"frame", "dialog", "panel", "scrolled", "staticbox", "notebook", "splitter", "group", "spacer", "button", "toggle", "label", "text", "checkbox", "radio", "radiobox", "choice", "combobox", "listbox", "slider", "gauge", "spin", "bitmap", "line", "link", "canvas"}) {
        for (const char *rect : {"0,0,0,0", "0,0,1,1", "5,5,3,200", "-20,-20,100,40", "0,0,1000000,1000000", "999999,999999,5,5"}) {
            for (const char *properties : {"{}", R"({"label":"&x & && y\n\u00fc","value":"","choices":["",""],"selection":-5})", R"({"value":5,"min":10,"max":-10,"vertical":true,"wrap":1,"label":"&"})"}) {
                const auto scene = sceneOf(50, 50, item("w2", kind, "w1", rect, properties));
                const DrawList list = drawn(scene);
                EXPECT_FALSE(writePng(list, 1).empty());
                EXPECT_FALSE(writeSvg(list, scene, Theme(), {}, 1).empty());
            }
        }
    }
    EXPECT_THROW(one("gadget", "0,0,1,1"), wxwidgets::kit::HttpError);
}

TEST(Text, CountsCharactersAndBreaksLines) {
    EXPECT_EQ(columnsOf("a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80"), 4);
    EXPECT_EQ(columnsOf("\xFF\xC3"), 2);
    EXPECT_EQ(cutColumns("\xC3\xBC\xC3\xBC", 1), "\xC3\xBC");
    EXPECT_EQ(breakLines("abc\nd\n", 2, 10), (List{"ab", "c", "d", ""}));
    EXPECT_EQ(breakLines("a\nb\nc", 0, 2), (List{"a", "b"}));
    EXPECT_EQ(readMnemonic("Save && &Exit").words, "Save & Exit");
    EXPECT_EQ(readMnemonic("Save && &Exit").column, 7);
    EXPECT_EQ(readMnemonic("end&").words, "end");
}
