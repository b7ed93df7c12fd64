#include "../src/references.hpp"

#include <gtest/gtest.h>

#include "../src/loader.hpp"

using namespace wxwidgets::xrc;

namespace {

const std::string button = "<object class=\"wxPanel\" name=\"base\"><tooltip>t</tooltip><object class=\"wxButton\" name=\"b\"><label>x</label></object></object>";

Loaded load(const std::string &more) { return loadResource("<resource>" + button + more + "</resource>"); }

std::string firstCode(const Loaded &loaded) { return loaded.problems.all().empty() ? "" : loaded.problems.all().front().code; }

} // namespace

TEST(References, CopyAndChange) {
    const Loaded loaded = load("<object_ref name=\"copy\" ref=\"base\"><tooltip>changed</tooltip><object class=\"wxStaticLine\"/></object_ref>");
    EXPECT_FALSE(loaded.problems.hasErrors()) << loaded.problems.json("").dump();
    EXPECT_EQ(loaded.trees.items().at(1).dump(),
              R"({"name":"copy","root":{"kind":"panel","name":"copy","children":[{"kind":"button","name":"b","properties":{"label":"x"}},{"kind":"line"}],"properties":{"tooltip":"changed"}}})");
    EXPECT_EQ(loaded.trees.items().at(0).find("root")->find("properties")->dump(), R"({"tooltip":"t"})");
}

TEST(References, WorkInside) {
    const Loaded loaded = load("<object class=\"wxFrame\" name=\"f\"><object_ref name=\"inner\" ref=\"base\"/></object>");
    EXPECT_EQ(loaded.trees.items().at(1).find("root")->find("children")->items().at(0).find("name")->string(), "inner");
}

TEST(References, ReachInside) {
    const Loaded loaded = load("<object class=\"wxPanel\" name=\"p\"><object_ref ref=\"b\"/></object>");
    EXPECT_EQ(loaded.problems.json("").dump(), "[]");
    EXPECT_EQ(loaded.trees.items().at(1).find("root")->dump(), R"({"kind":"panel","name":"p","children":[{"kind":"button","name":"b","properties":{"label":"x"}}]})");
}

TEST(References, MayRepeatNames) {
    const Loaded loaded = load("<object class=\"wxFrame\" name=\"f\"><object class=\"wxNotebook\" name=\"n\"><object class=\"notebookpage\"><object_ref ref=\"base\"/></object><object class=\"notebookpage\"><object_ref ref=\"base\"/></object></object></object>");
    EXPECT_EQ(loaded.problems.json("").dump(), "[]");
}

// 12,000 references to names that are nearly 12,000 others.
TEST(References, ManyUnknownTargetsCostLittle) {
    std::string text;
    for (int i = 0; i < 12000; ++i) text += "<object class=\"wxPanel\" name=\"a-rather-long-name-of-a-panel-" + std::to_string(i) + "\"/><object_ref ref=\"a-rather-long-name-of-a-pan-" + std::to_string(i) + "\"/>";
    const Loaded loaded = load(text);
    EXPECT_EQ(firstCode(loaded), "bad-reference");
    EXPECT_EQ(loaded.problems.all().size(), Problems::most);
}

TEST(References, UnknownAndMissingTargets) {
    EXPECT_EQ(firstCode(load("<object_ref name=\"x\" ref=\"bsae\"/>")), "bad-reference");
    EXPECT_NE(load("<object_ref name=\"x\" ref=\"bsae\"/>").problems.all().at(0).message.find("did you mean base?"), std::string::npos);
    EXPECT_EQ(firstCode(load("<object_ref name=\"x\"/>")), "bad-reference");
}

TEST(References, CirclesEnd) {
    const Loaded loaded = load("<object class=\"wxPanel\" name=\"one\"><object_ref name=\"i\" ref=\"two\"/></object><object class=\"wxPanel\" name=\"two\"><object_ref name=\"j\" ref=\"one\"/></object>");
    EXPECT_EQ(firstCode(loaded), "bad-reference");
    EXPECT_EQ(firstCode(load("<object class=\"wxPanel\" name=\"self\"><object_ref name=\"i\" ref=\"self\"/></object>")), "bad-reference");
}

TEST(References, FloodsEnd) {
    std::string text;
    for (int level = 0; level < 12; ++level) {
        text += "<object class=\"wxPanel\" name=\"l" + std::to_string(level) + "\">";
        for (int i = 0; i < 10; ++i) text += level == 0 ? std::string("<object class=\"wxStaticLine\"/>") : "<object_ref ref=\"l" + std::to_string(level - 1) + "\" name=\"-1\"/>";
        text += "</object>";
    }
    const Loaded loaded = load(text);
    bool isRefused = false;
    for (const Problem &problem : loaded.problems.all()) isRefused = isRefused || problem.code == "too-many";
    EXPECT_TRUE(isRefused);
}
