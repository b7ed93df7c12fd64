// Whole resource files: some made for a purpose, and those of wxWidgets' own sample.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "../src/loader.hpp"

using namespace wxwidgets::xrc;
using wxwidgets::kit::Json;

namespace {

using List = std::vector<std::string>;

Loaded load(const std::string &name) {
    std::ifstream file(std::string(FIXTURES "/") + name, std::ios::binary);
    EXPECT_TRUE(file) << name;
    std::ostringstream text;
    text << file.rdbuf();
    return loadResource(text.str());
}

List problemsOf(const Loaded &loaded) {
    List list;
    for (const Problem &problem : loaded.problems.all()) list.push_back(std::to_string(problem.place.line) + (problem.isError ? " error " : " warning ") + problem.code + " " + problem.message.substr(0, problem.message.find(' ')));
    return list;
}

// The first widget of that name; null when there is none.
const Json *widget(const Json &root, const std::string &name) {
    const Json *own = root.find("name");
    if (own != nullptr && own->string() == name) return &root;
    const Json *children = root.find("children");
    if (children == nullptr) return nullptr;
    for (const Json &child : children->items()) {
        if (const Json *found = widget(child, name)) return found;
    }
    return nullptr;
}

int count(const Json &widget) {
    int total = widget.find("kind")->string() == "spacer" ? 0 : 1;
    if (const Json *children = widget.find("children")) {
        for (const Json &child : children->items()) total += count(child);
    }
    return total;
}

std::string show(const Loaded &loaded, std::size_t tree, const std::string &name) {
    const Json *found = widget(*loaded.trees.items().at(tree).find("root"), name);
    return found == nullptr ? "none" : found->dump();
}

} // namespace

TEST(Fixtures, Dialogs) {
    const Loaded loaded = load("dialogs.xrc");
    EXPECT_EQ(problemsOf(loaded), List{});
    ASSERT_EQ(loaded.trees.size(), 2U);
    EXPECT_EQ(loaded.trees.items()[0].find("size")->dump(), "[500,360]");
    EXPECT_EQ(show(loaded, 0, "non_derived_dialog_button"), R"({"kind":"button","name":"non_derived_dialog_button","minSize":[170,32],"properties":{"label":"&Do nothing","x":40,"y":20}})");
    EXPECT_EQ(show(loaded, 0, "note"), R"({"kind":"label","name":"note","properties":{"label":"Ampersands & underscores _ are kept.\nSecond line.","x":40,"y":80,"foreground":"#8b0000"}})");
    EXPECT_EQ(show(loaded, 1, "password"), R"({"kind":"text","name":"password","properties":{"password":true},"item":{"proportion":0,"border":0,"sides":[],"expand":true,"horizontal":"start","vertical":"start"}})");
    EXPECT_EQ(widget(*loaded.trees.items()[1].find("root"), "wxID_OK")->find("properties")->dump(), R"({"label":"&OK","default":true})");
}

TEST(Fixtures, NotebookWithAReference) {
    const Loaded loaded = load("notebook.xrc");
    EXPECT_EQ(problemsOf(loaded), (List{"46 warning unsupported-class wxColourPickerCtrl"}));
    const Json &root = *loaded.trees.items().at(0).find("root");
    EXPECT_EQ(root.find("properties")->find("title")->string(), "Pr\xC3\xA9"
                                                                "f\xC3\xA9rences \xE2\x80\x93 \xE2\x98\x83");
    EXPECT_EQ(widget(root, "book")->find("properties")->dump(), R"({"selection":1})");
    EXPECT_EQ(widget(root, "book")->find("children")->size(), 2U);
    EXPECT_EQ(widget(root, "units")->find("properties")->dump(), R"({"label":"Length","choices":["Metres","Feet","Ells"],"selection":1,"vertical":true})");
    EXPECT_EQ(widget(root, "accent")->find("kind")->string(), "canvas");
    EXPECT_EQ(widget(root, "accent")->find("minSize")->dump(), "[120,40]");
    EXPECT_NE(widget(root, "wxID_CLOSE"), nullptr); // through object_ref
}

TEST(Fixtures, FrameWithMenuAndBars) {
    const Loaded loaded = load("frame.xrc");
    EXPECT_EQ(problemsOf(loaded), (List{"3 warning unsupported-class wxMenuBar", "17 warning unsupported-class wxToolBar", "23 warning unsupported-class wxStatusBar", "27 warning unsupported-class wxTreeCtrl", "35 warning unsupported-class wxGrid"}));
    ASSERT_EQ(loaded.trees.size(), 1U);
    const Json &root = *loaded.trees.items()[0].find("root");
    EXPECT_EQ(root.find("children")->size(), 1U);
    EXPECT_EQ(widget(root, "split")->find("properties")->dump(), R"({"sash":120,"vertical":true})");
    EXPECT_EQ(widget(root, "tree")->find("kind")->string(), "canvas");
    EXPECT_EQ(widget(root, "latin")->find("properties")->find("label")->string(), "Gr\xC3\xB6\xC3\x9F"
                                                                                  "e"); // from Latin-1
    EXPECT_EQ(widget(root, "logo")->find("properties")->find("source")->string(), "logo.png");
}

TEST(Fixtures, MistakesHaveTheirLines) {
    EXPECT_EQ(problemsOf(load("mistakes.xrc")), (List{"13 error bad-reference no", "5 error bad-value <size>100;50</size>:", "7 error bad-value <orient>wxVERTICALLY</orient>:", "8 error bad-sizer-item wxButton", "10 error unknown-class unknown", "12 error bad-sizer-item a", "16 error bad-sizer-item unknown"}));
}

namespace {

struct Content {
    std::size_t trees;
    int widgets;
    /** How often each warning is given; there are no errors. */
    std::map<std::string, int> warnings;
};

void PrintTo(const Content &content, std::ostream *out) { *out << content.widgets << " widgets"; }

class WxWidgetsSample : public testing::TestWithParam<std::pair<const std::string, Content>> {};

} // namespace

TEST_P(WxWidgetsSample, Loads) {
    const auto &[name, content] = GetParam();
    const Loaded loaded = load("wxwidgets/" + name);
    EXPECT_FALSE(loaded.problems.hasErrors()) << loaded.problems.json(name).dump();
    std::map<std::string, int> warnings;
    for (const Problem &problem : loaded.problems.all()) ++warnings[problem.code];
    EXPECT_EQ(warnings, content.warnings) << loaded.problems.json(name).dump();
    EXPECT_EQ(loaded.trees.size(), content.trees);
    int widgets = 0;
    for (const Json &tree : loaded.trees.items()) widgets += count(*tree.find("root"));
    EXPECT_EQ(widgets, content.widgets);
}

INSTANTIATE_TEST_SUITE_P(Files, WxWidgetsSample,
    testing::ValuesIn(std::map<std::string, Content>{
        {"artprov.xrc", {1, 7, {}}},
        {"aui.xrc", {1, 3, {{"unsupported-class", 2}}}},
        {"basicdlg.xrc", {1, 5, {}}},
        {"controls.xrc", {1, 152, {{"duplicate-id", 13}, {"missing-name", 6}, {"unsupported-class", 33}}}},
        {"custclas.xrc", {1, 4, {}}},
        {"derivdlg.xrc", {1, 9, {}}},
        {"frame.xrc", {1, 2, {}}},
        {"menu.xrc", {0, 0, {{"empty", 1}, {"unsupported-class", 1}}}},
        {"objref.xrc", {3, 72, {{"duplicate-id", 2}, {"unsupported-span", 1}}}},
        {"platform.xrc", {1, 9, {}}},
        {"resource.xrc", {2, 16, {{"missing-name", 3}, {"unsupported-class", 6}}}},
        {"toolbar.xrc", {0, 0, {{"empty", 1}, {"unsupported-class", 1}}}},
        {"uncenter.xrc", {1, 5, {}}},
        {"variable.xrc", {1, 6, {}}},
        {"variants.xrc", {1, 13, {{"missing-name", 8}}}},

    }),
    [](const auto &tested) { return tested.param.first.substr(0, tested.param.first.find('.')); });

TEST(WxWidgetsSample, EveryFileIsTested) {
    int files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(FIXTURES "/wxwidgets")) files += entry.path().extension() == ".xrc" ? 1 : 0;
    EXPECT_EQ(files, 15);
}

TEST(WxWidgetsSample, ReferencesReachInside) {
    const Loaded loaded = load("wxwidgets/objref.xrc");
    const Json &pages = *widget(*loaded.trees.items().at(0).find("root"), "objref_notebook")->find("children");
    ASSERT_EQ(pages.size(), 4U);
    EXPECT_EQ(*pages.items()[1].find("sizer"), *pages.items()[0].find("sizer"));
    EXPECT_EQ(*pages.items()[1].find("children"), *pages.items()[0].find("children"));
    EXPECT_EQ(pages.items()[1].find("properties")->dump(), R"({"tab":"Page 1 copy"})");
    EXPECT_NE(widget(pages.items()[0], "log_text"), nullptr);
    EXPECT_NE(widget(pages.items()[2], "log_text"), nullptr);
}
