#include "kit/fields.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "kit/http-error.hpp"

using wxwidgets::kit::Fields;
using wxwidgets::kit::HttpError;
using wxwidgets::kit::Json;
using wxwidgets::kit::parseJson;

namespace {

std::string refusal(const std::string &json, const std::function<void(const Fields &)> &use) {
    const Json value = parseJson(json);
    try {
        use(Fields(value, "at"));
    } catch (const HttpError &error) {
        return error.reason();
    }
    return "";
}

} // namespace

TEST(Fields, ReadsWhatIsThere) {
    const Json value = parseJson(R"({"s":"x","i":3,"b":true,"a":[1]})");
    const Fields fields(value, "");
    EXPECT_EQ(fields.string("s"), "x");
    EXPECT_EQ(fields.integer("i", 0, 3), 3);
    EXPECT_TRUE(fields.booleanOr("b", false));
    EXPECT_EQ(fields.array("a")->size(), 1U);
    EXPECT_EQ(fields.array("none"), nullptr);
    EXPECT_EQ(fields.integerOr("none", 7, 0, 9), 7);
    EXPECT_EQ(fields.stringOr("none", "f"), "f");
}

TEST(Fields, NamesThePlace) {
    EXPECT_EQ(refusal("{}", [](const Fields &f) { f.string("s"); }), "at.s: is missing");
    EXPECT_EQ(refusal(R"({"s":1})", [](const Fields &f) { f.string("s"); }), "at.s: must be a string, is an integer");
    EXPECT_EQ(refusal(R"({"i":4})", [](const Fields &f) { f.integer("i", 0, 3); }), "at.i: must be from 0 to 3, is 4");
    EXPECT_EQ(refusal(R"({"i":1.5})", [](const Fields &f) { f.integer("i", 0, 3); }), "at.i: must be an integer, is a number");
    EXPECT_EQ(refusal(R"({"b":"true"})", [](const Fields &f) { f.booleanOr("b", true); }), "at.b: must be a boolean, is a string");
    EXPECT_EQ(refusal("[]", [](const Fields &) {}), "at: must be an object, is an array");
}

TEST(Fields, RefusesMisspeltNames) { EXPECT_EQ(refusal(R"({"nmae":1})", [](const Fields &f) { f.allowOnly({"name", "kind"}); }), "at.nmae: is unknown; known are name, kind"); }
