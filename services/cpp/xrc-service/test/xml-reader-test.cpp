#include "../src/xml-reader.hpp"

#include <gtest/gtest.h>

using namespace wxwidgets::xrc;

namespace {

std::string problemOf(const std::string &text, const XmlLimits &limits = {}) {
    Element root;
    Problems problems;
    if (readXml(text, limits, root, problems)) return "";
    EXPECT_EQ(problems.all().size(), 1U) << text;
    const Problem &problem = problems.all().front();
    return std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " " + problem.code;
}

} // namespace

TEST(XmlReader, KeepsLinesTextAndAttributes) {
    Element root;
    Problems problems;
    ASSERT_TRUE(readXml("<?xml version=\"1.0\"?>\n<a>\n  <b x=\"1 &lt; 2\"> some <!-- not this --> text </b><c><![CDATA[<raw>]]></c>\n</a>", {}, root, problems));
    ASSERT_EQ(root.children.size(), 2U);
    EXPECT_EQ(root.place.line, 2);
    EXPECT_EQ(root.children[0].place.line, 3);
    EXPECT_EQ(root.children[0].place.column, 3);
    EXPECT_EQ(root.children[0].text, "some  text");
    EXPECT_EQ(*root.children[0].attribute("x"), "1 < 2");
    EXPECT_EQ(root.child("c")->text, "<raw>");
    EXPECT_EQ(root.child("d"), nullptr);
}

TEST(XmlReader, SaysWhereItIsBroken) {
    EXPECT_EQ(problemOf("<a>\n  <b>\n</a>"), "3:3 bad-xml");
    EXPECT_EQ(problemOf(""), "1:1 bad-xml");
    EXPECT_EQ(problemOf("<a/><b/>"), "1:5 bad-xml");
    EXPECT_EQ(problemOf("<a>&nope;</a>"), "1:4 bad-xml");
    EXPECT_EQ(problemOf("<a>\xff</a>"), "1:4 bad-xml");
}

TEST(XmlReader, RefusesBombs) {
    std::string bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">";
    for (char name = 'b'; name < 'k'; ++name) {
        bomb += std::string("<!ENTITY ") + name + " \"";
        for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(name - 1) + ";";
        bomb += "\">";
    }
    EXPECT_EQ(problemOf(bomb + "]><r>&j;</r>"), "1:13 doctype");
    EXPECT_EQ(problemOf("<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>"), "1:40 doctype");
}

TEST(XmlReader, HoldsTheLimits) {
    XmlLimits limits;
    limits.depth = 3;
    limits.elements = 5;
    limits.attributes = 2;
    EXPECT_EQ(problemOf("<a><b><c/></b></a>", limits), "");
    EXPECT_EQ(problemOf("<a><b><c><d/></c></b></a>", limits), "1:10 too-deep");
    EXPECT_EQ(problemOf("<a><b/><b/><b/><b/><b/></a>", limits), "1:20 too-many");
    EXPECT_EQ(problemOf("<a x=\"1\" y=\"2\" z=\"3\"/>", limits), "1:1 too-many");
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "<a>";
    EXPECT_EQ(problemOf(deep), "1:301 too-deep");
}
