#include "kit/json.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "kit/http-error.hpp"

using wxwidgets::kit::HttpError;
using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;

namespace {

std::string refusal(const std::string &text) {
    try {
        parseJson(text);
    } catch (const HttpError &error) {
        EXPECT_EQ(error.status(), 400);
        return error.reason();
    }
    return "";
}

} // namespace

TEST(Json, RoundTripsEveryKind) {
    const std::string text = R"({"a":[1,-2,2.5,true,false,null],"b":{"c":"d\"\\\n"},"e":[],"f":{}})";
    EXPECT_EQ(parseJson(text).dump(), text);
}

TEST(Json, KeepsTheOrderOfMembers) { EXPECT_EQ(parseJson(R"({"z":1,"a":2})").dump(), R"({"z":1,"a":2})"); }

TEST(Json, KeepsIntegersExact) {
    EXPECT_EQ(parseJson("9223372036854775807").integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parseJson("-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_FALSE(parseJson("18446744073709551615").isInteger());
    EXPECT_DOUBLE_EQ(parseJson("18446744073709551615").number(), 18446744073709551615.0);
}

TEST(Json, DecodesUnicodeEscapes) { EXPECT_EQ(parseJson(R"("\u00e4\ud83d\ude00")").string(), "ä😀"); }

TEST(Json, SaysWhereItIsBroken) {
    EXPECT_NE(refusal("{\"a\":\n  nope}").find("line 2"), std::string::npos);
    for (const char *text : {"", "{", "[1,]", "{\"a\"}", "1 2", "nul", "\"\x01\"", "\"\xff\"", "1e999"}) EXPECT_NE(refusal(text), "") << text;
}

TEST(Json, RefusesDeepNesting) {
    EXPECT_EQ(refusal(std::string(128, '[') + std::string(128, ']')), "");
    EXPECT_NE(refusal(std::string(129, '[') + std::string(129, ']')).find("nested deeper"), std::string::npos);
    EXPECT_NE(refusal(std::string(1000000, '[')).find("nested deeper"), std::string::npos);
}

TEST(Json, RefusesWideAndDoubleMembers) {
    EXPECT_NE(refusal(R"({"a":1,"a":2})").find("twice"), std::string::npos);
    std::string wide = "{";
    for (int i = 0; i < 1025; ++i) wide += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    EXPECT_NE(refusal(wide + "}").find("more than 1024"), std::string::npos);
}

TEST(Json, WritesValidUtf8Whatever) {
    EXPECT_EQ(Json("a\xff"
                   "b\xc3")
                  .dump(),
              "\"a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\"");
    EXPECT_EQ(Json(std::string("\0\x1f\x7f", 3)).dump(), R"("\u0000\u001f\u007f")");
    EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).dump(), "null");
}

TEST(Json, ComparesByValue) {
    EXPECT_EQ(parseJson(R"({"a":1,"b":[2]})"), parseJson(R"({"b":[2],"a":1.0})"));
    EXPECT_NE(parseJson("[1,2]"), parseJson("[2,1]"));
    EXPECT_NE(parseJson("{}"), parseJson("[]"));
}

TEST(Json, CopiesAreIndependent) {
    Json original = parseJson(R"({"a":[1]})");
    Json copy = original;
    copy.set("a", "changed");
    EXPECT_EQ(original.dump(), R"({"a":[1]})");
    EXPECT_TRUE(original.erase("a"));
    EXPECT_EQ(copy.find("a")->string(), "changed");
    copy = std::move(original);
    EXPECT_EQ(copy.size(), 0U);
}

TEST(Json, ZeroKeepsItsSign) {
    EXPECT_EQ(parseJson("[-0.0,0.0,-1e-999]").dump(), "[-0.0,0,-0.0]");
    EXPECT_EQ(parseJson(parseJson("-0.0").dump()).dump(), "-0.0");
}

TEST(Json, AskingForTheWrongKindThrows) {
    EXPECT_THROW(Json(1).string(), std::logic_error);
    EXPECT_THROW(Json("x").integer(), std::logic_error);
    EXPECT_THROW(Json::array().set("a", 1), std::logic_error);
}
