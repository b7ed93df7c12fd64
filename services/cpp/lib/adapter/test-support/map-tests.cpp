#include "adapter/map.hpp"

#include <gtest/gtest.h>

#include <set>

#include "../../../widget-core/src/kinds.hpp"
#include "adapter/rules.hpp"
#include "kit/http-error.hpp"
#include "tested.hpp"

using namespace wxwidgets;
using namespace wxwidgets::adapter;
using kit::Json;
using widgetcore::PropertyType;

scene::Scene sceneWith(const std::string &kind, const std::string &properties) {
    return scene::decodeScene(kit::parseJson(R"({"size":[400,300],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,400,300]},{"id":"w2","kind":")" + kind + R"(","parent":"w1","rect":[10,20,100,50],"properties":)" + properties + "}]}"), "scene");
}

namespace {

std::string mapped(const std::string &kind, const std::string &properties = "{}") { return mapScene(testedPlatform(), sceneWith(kind, properties)).items().at(1).dump(); }

// Unlike what a widget has when nothing is said.
std::string sample(std::string_view property, PropertyType type) {
    switch (type) {
    case PropertyType::Text: return R"("&Some words")";
    case PropertyType::Integer: return "7";
    case PropertyType::Boolean: return property == "visible" || property == "enabled" ? "false" : "true";
    case PropertyType::TextList: return R"(["one","two"])";
    case PropertyType::Colour: break;
    }
    return "\"#123456\"";
}

std::set<std::string> flagsOfTables() {
    std::set<std::string> flags;
    const auto add = [&](std::string_view words) {
        while (!words.empty()) {
            std::string_view word = takeWord(words);
            if (word.front() == '-') word.remove_prefix(1);
            if (word.find('=') == std::string_view::npos) flags.insert(std::string(word));
        }
    };
    for (const ClassRow &row : testedPlatform().classes) add(row.words);
    for (const Rule &row : testedPlatform().rules) add(row.words);
    for (const StyleRule &row : testedPlatform().styles) add(row.words);
    return flags;
}

} // namespace

TEST(PlatformMap, EveryKindHasAClass) {
    for (const widgetcore::Kind &kind : widgetcore::allKinds()) {
        const Json widget = kit::parseJson(mapped(std::string(kind.name)));
        EXPECT_FALSE(widget.find("class")->string().empty()) << kind.name;
        EXPECT_EQ(widget.find("parent")->string(), "w1");
    }
    for (const ClassRow &row : testedPlatform().classes) EXPECT_NE(widgetcore::findKind(row.kind), nullptr) << row.kind;
}

TEST(PlatformMap, EveryPropertyShows) {
    int checked = 0;
    for (const widgetcore::Kind &kind : widgetcore::allKinds()) {
        std::vector<widgetcore::PropertySpec> properties = kind.properties;
        for (const char *common : {"visible", "enabled", "tooltip", "tab", "foreground", "background"}) properties.push_back(*widgetcore::findProperty(kind, common));
        for (const widgetcore::PropertySpec &property : properties) {
            const std::string name(property.name);
            // The end of a gauge shows in how far it is filled.
            const bool isEnd = kind.name == "gauge" && name == "max";
            const std::string before = isEnd ? "\"value\":3" : "", after = (isEnd ? before + "," : "") + "\"" + name + "\":" + sample(name, property.type);
            EXPECT_NE(mapped(std::string(kind.name), "{" + before + "}"), mapped(std::string(kind.name), "{" + after + "}")) << kind.name << " " << name;
            ++checked;
        }
    }
    EXPECT_GT(checked, 150);
}

TEST(PlatformMap, KnowsTheUsualStyles) {
    const char *const styles[][2] = {
        {"frame", "wxDEFAULT_FRAME_STYLE"}, {"dialog", "wxDEFAULT_DIALOG_STYLE"}, {"frame", "wxCAPTION"}, {"frame", "wxCLOSE_BOX"}, {"frame", "wxSYSTEM_MENU"}, {"frame", "wxMINIMIZE_BOX"}, {"frame", "wxMAXIMIZE_BOX"}, {"dialog", "wxRESIZE_BORDER"}, {"frame", "wxSTAY_ON_TOP"},
        {"panel", "wxTAB_TRAVERSAL"}, {"panel", "wxCLIP_CHILDREN"}, {"text", "wxBORDER_NONE"}, {"button", "wxBORDER_NONE"}, {"panel", "wxBORDER_SIMPLE"}, {"panel", "wxBORDER_SUNKEN"}, {"scrolled", "wxVSCROLL"}, {"scrolled", "wxHSCROLL"},
        {"text", "wxTE_RIGHT"}, {"text", "wxTE_CENTRE"}, {"text", "wxTE_PROCESS_ENTER"}, {"label", "wxALIGN_RIGHT"}, {"label", "wxALIGN_CENTRE_HORIZONTAL"}, {"label", "wxST_ELLIPSIZE_END"}, {"button", "wxBU_LEFT"}, {"button", "wxBU_RIGHT"},
        {"listbox", "wxLB_MULTIPLE"}, {"listbox", "wxLB_EXTENDED"}, {"listbox", "wxLB_SORT"}, {"combobox", "wxCB_READONLY"}, {"combobox", "wxCB_SORT"}, {"radio", "wxRB_GROUP"}, {"checkbox", "wxCHK_3STATE"},
        {"slider", "wxSL_LABELS"}, {"slider", "wxSL_AUTOTICKS"}, {"slider", "wxSL_INVERSE"}, {"spin", "wxSP_WRAP"}, {"spin", "wxSP_ARROW_KEYS"}, {"splitter", "wxSP_LIVE_UPDATE"}, {"gauge", "wxGA_SMOOTH"},
        {"notebook", "wxNB_TOP"}, {"notebook", "wxNB_BOTTOM"}, {"notebook", "wxNB_LEFT"}, {"notebook", "wxNB_RIGHT"},
    };
    for (const auto &style : styles) EXPECT_EQ(mapped(style[0], std::string(R"({"style":[")") + style[1] + "\"]}").find("ignoredStyles"), std::string::npos) << style[0] << " " << style[1];
    EXPECT_NE(mapped("text", R"({"style":["wxTE_NOPE"]})").find(R"("ignoredStyles":["wxTE_NOPE"])"), std::string::npos);
}

// Where a platform's flags are numbers, each must have one, and no two rows may differ.
TEST(PlatformMap, EveryFlagHasItsNumber) {
    const Platform &platform = testedPlatform();
    if (platform.flags.begin() == platform.flags.end()) GTEST_SKIP() << platform.name << " has no numbers for its style classes";
    std::set<std::string> known;
    for (const Flag &flag : platform.flags) EXPECT_TRUE(known.insert(std::string(flag.name)).second) << flag.name;
    for (const std::string &flag : flagsOfTables()) EXPECT_EQ(known.count(flag), 1U) << flag;
}

TEST(PlatformMap, ThemesAreColours) {
    for (const char *name : {"light", "dark"}) {
        const Theme *theme = findTheme(testedPlatform(), name);
        ASSERT_NE(theme, nullptr);
        for (const std::string_view colour : {theme->background, theme->foreground, theme->accent, theme->border, theme->disabled}) {
            EXPECT_EQ(colour.size(), 7U);
            EXPECT_EQ(colour.find_first_not_of("0123456789abcdef", 1), std::string_view::npos) << colour;
        }
        EXPECT_FALSE(theme->fontFamily.empty());
        EXPECT_GT(theme->fontSize, 6);
    }
    EXPECT_EQ(findTheme(testedPlatform(), "pink"), nullptr);
}

// As long as a scene lets them be.
TEST(PlatformMap, TakesLongLists) {
    std::string list = "\"x\"";
    for (int i = 0; i < 999; ++i) list += ",\"x\"";
    const Json widget = kit::parseJson(mapped("listbox", R"({"style":[)" + list + R"(],"choices":[)" + list + "]}"));
    EXPECT_EQ(widget.find("attributes")->find("ignoredStyles")->size(), 1000U);
}

TEST(PlatformMap, NamesUnknownKinds) {
    try {
        mapScene(testedPlatform(), sceneWith("gizmo"));
        FAIL();
    } catch (const kit::HttpError &error) {
        EXPECT_EQ(error.status(), 422);
        EXPECT_EQ(error.reason(), "unknown kinds: gizmo");
    }
}
