#include "../src/values.hpp"

#include <gtest/gtest.h>

#include "../src/flags.hpp"
#include "../src/nearest.hpp"

using namespace wxwidgets::xrc;

TEST(Values, Pairs) {
    EXPECT_EQ(parsePair("100,50"), std::make_pair(100, 50));
    EXPECT_EQ(parsePair("100,50d"), std::make_pair(200, 100));
    EXPECT_EQ(parsePair("-1,50d"), std::make_pair(-1, 100));
    EXPECT_EQ(parsePair(" 1 , 2 "), std::make_pair(1, 2));
    for (const char *bad : {"", "100", "100,", ",50", "100;50", "a,b", "1,2,3", "100d,50d", "1,2dd", "-2,0", "1000000,1", "99999999999,1", "1.5,2"}) EXPECT_FALSE(parsePair(bad)) << bad;
}

TEST(Values, Numbers) {
    EXPECT_EQ(parseInteger("+5"), 5);
    EXPECT_EQ(parseInteger("-5"), -5);
    EXPECT_EQ(parseDimension("5d"), 10);
    EXPECT_EQ(parseBoolean("1"), true);
    for (const char *bad : {"", "+", "5x", "0x5", "99999999999", "--1"}) EXPECT_FALSE(parseInteger(bad)) << bad;
    for (const char *bad : {"", "true", "2", "01"}) EXPECT_FALSE(parseBoolean(bad)) << bad;
    EXPECT_FALSE(parseDimension("60000d"));
}

TEST(Values, Colours) {
    EXPECT_EQ(parseColour("#FF00aa"), "#ff00aa");
    EXPECT_EQ(parseColour(" Light Grey "), "#c0c0c0");
    EXPECT_TRUE(isColourName("dark orchid"));
    EXPECT_FALSE(isColourName("#12"));
    for (const char *bad : {"", "chartreusish", "red 1", "#ff", "#ff00zz", "ff00aa0"}) EXPECT_FALSE(parseColour(bad)) << bad;
}

TEST(Values, GrowableLines) {
    const auto lines = parseGrowable("0,2:3");
    ASSERT_TRUE(lines);
    EXPECT_EQ(lines->at(1).index, 2);
    EXPECT_EQ(lines->at(1).proportion, 3);
    for (const char *bad : {"", "0,", "a", "-1", "0,0", "1:x", "1000"}) EXPECT_FALSE(parseGrowable(bad)) << bad;
}

TEST(Values, Labels) {
    EXPECT_EQ(parseText("_File __x\\n\\\\\\q"), "&File _x\n\\\\q");
    EXPECT_EQ(parseText("end_"), "end&");
}

TEST(Flags, BecomeItems) {
    const ItemFlags flags = parseItemFlags("wxLEFT | wxTOP|wxEXPAND|wxALIGN_CENTRE_VERTICAL|wxNONSENSE|");
    EXPECT_TRUE(flags.left && flags.top && !flags.right && !flags.bottom && flags.isExpanded);
    EXPECT_STREQ(flags.vertical, "centre");
    EXPECT_STREQ(flags.horizontal, "start");
    EXPECT_EQ(flags.unknown, std::vector<std::string>{"wxNONSENSE"});
}

TEST(Nearest, SuggestsWhatIsClose) {
    EXPECT_EQ(suggestion("wxButon", {"wxButton", "wxFrame"}), ", did you mean wxButton?");
    EXPECT_EQ(suggestion("wxbutton", {"wxButton", "wxFrame"}), ", did you mean wxButton?");
    EXPECT_EQ(suggestion("Something", {"wxButton", "wxFrame"}), "");
    EXPECT_EQ(suggestion(std::string(100000, 'x'), {"wxButton"}), "");
}
