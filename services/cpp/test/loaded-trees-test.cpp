// What xrc-service loads is what widget-core takes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "../widget-core/src/codec.hpp"
#include "../widget-core/src/layout.hpp"
#include "../xrc-service/src/loader.hpp"

using namespace wxwidgets;

namespace {

widgetcore::Layout layOutResource(const std::string &inner, widgetcore::Size size) {
    const xrc::Loaded loaded = xrc::loadResource("<resource><object class=\"wxFrame\" name=\"f\">" + inner + "</object></resource>");
    EXPECT_FALSE(loaded.problems.hasErrors()) << loaded.problems.json("").dump();
    static std::vector<std::unique_ptr<widgetcore::Widget>> kept; // a layout points into its widgets
    kept.push_back(widgetcore::decodeWidget(*loaded.trees.items().at(0).find("root"), "root", {}));
    return widgetcore::layOut(*kept.back(), size);
}

widgetcore::Rect rectOf(const widgetcore::Layout &layout, const std::string &name) {
    for (const auto &placed : layout.placed) {
        if (placed.widget->name == name) return placed.rect;
    }
    ADD_FAILURE() << "no " << name;
    return {};
}

std::string item(const std::string &inner, const std::string &options = "") { return "<object class=\"sizeritem\">" + options + inner + "</object>"; }

} // namespace

TEST(LoadedTrees, KeepTheirSizers) {
    const auto layout = layOutResource("<object class=\"wxBoxSizer\"><orient>wxVERTICAL</orient>" +
                                           item("<object class=\"wxTextCtrl\" name=\"t\"/>", "<option>1</option><flag>wxEXPAND|wxALL</flag><border>5d</border>") +
                                           item("<object class=\"wxButton\" name=\"b\"><label>_OK</label></object>", "<flag>wxALIGN_RIGHT</flag>") + "</object>",
                                       {300, 200});
    EXPECT_EQ(rectOf(layout, "t"), (widgetcore::Rect{10, 10, 280, 148}));
    EXPECT_EQ(rectOf(layout, "b"), (widgetcore::Rect{220, 168, 80, 32}));
}

// Every class the loader knows, with every property it maps, must be known to widget-core under that name and type.
TEST(LoadedTrees, EveryMappedPropertyIsKnown) {
    const auto fits = [](xrc::ValueType from, widgetcore::PropertyType to) {
        switch (from) {
        case xrc::ValueType::Text:
        case xrc::ValueType::Verbatim: return to == widgetcore::PropertyType::Text;
        case xrc::ValueType::Integer:
        case xrc::ValueType::Dimension: return to == widgetcore::PropertyType::Integer;
        case xrc::ValueType::Boolean: return to == widgetcore::PropertyType::Boolean;
        case xrc::ValueType::Choices: return to == widgetcore::PropertyType::TextList;
        case xrc::ValueType::Ignored: break;
        }
        return false;
    };
    int checked = 0;
    for (const xrc::XrcClass &type : xrc::allClasses()) {
        if (type.kind.empty()) continue;
        const widgetcore::Kind *kind = widgetcore::findKind(type.kind);
        ASSERT_NE(kind, nullptr) << type.name;
        const bool takesChildren = type.family == xrc::Family::Container || type.family == xrc::Family::Sizer;
        EXPECT_EQ(kind->isContainer(), takesChildren) << type.name;
        for (const xrc::PropertyRule &rule : type.properties) {
            if (rule.type == xrc::ValueType::Ignored) continue;
            const widgetcore::PropertySpec *spec = widgetcore::findProperty(*kind, rule.property);
            ASSERT_NE(spec, nullptr) << type.name << " " << rule.property;
            EXPECT_TRUE(fits(rule.type, spec->type)) << type.name << " " << rule.property;
            ++checked;
        }
        for (const xrc::StyleRule &rule : type.styles) {
            const widgetcore::PropertySpec *spec = widgetcore::findProperty(*kind, rule.property);
            ASSERT_NE(spec, nullptr) << type.name << " " << rule.property;
            EXPECT_EQ(spec->type, widgetcore::PropertyType::Boolean);
            ++checked;
        }
    }
    EXPECT_GT(checked, 40);
}

TEST(LoadedTrees, EverySizerAndContainerLaysOut) {
    const std::string button = "<object class=\"wxButton\" name=\"-1\"><label>x</label></object>";
    const std::string sizers = item("<object class=\"wxGridSizer\"><cols>2</cols>" + item(button) + item(button) + "</object>") +
                               item("<object class=\"wxFlexGridSizer\"><cols>2</cols><growablecols>1</growablecols><vgap>5</vgap>" + item(button) + item(button) + item(button) + "</object>") +
                               item("<object class=\"wxStaticBoxSizer\"><label>box</label>" + item(button) + "</object>") +
                               item("<object class=\"wxStdDialogButtonSizer\"><object class=\"button\">" + button + "</object></object>") + "<object class=\"spacer\"><size>4,4</size></object>" +
                               item("<object class=\"wxNotebook\" name=\"n\"><object class=\"notebookpage\"><label>one</label><object class=\"wxPanel\"/></object></object>") +
                               item("<object class=\"wxSplitterWindow\"><orientation>vertical</orientation><object class=\"wxPanel\"/><object class=\"wxPanel\"/></object>") +
                               item("<object class=\"wxScrolledWindow\"><object class=\"wxStaticBoxSizer\"><label>in</label>" + item(button) + "</object></object>");
    const auto layout = layOutResource("<object class=\"wxPanel\"><object class=\"wxBoxSizer\"><orient>wxVERTICAL</orient>" + sizers + "</object></object>", {800, 600});
    EXPECT_EQ(layout.placed.size(), 22U);
    for (const auto &placed : layout.placed) EXPECT_FALSE(placed.isClipped) << placed.widget->kind->name;
}

// The dialogs of wxWidgets' own sample, each at the size that it asks for.
TEST(LoadedTrees, TheSampleLaysOut) {
    std::size_t trees = 0, widgets = 0;
    for (const auto &entry : std::filesystem::directory_iterator(SAMPLES)) {
        if (entry.path().extension() != ".xrc") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        const xrc::Loaded loaded = xrc::loadResource(text.str());
        for (const kit::Json &tree : loaded.trees.items()) {
            const auto root = widgetcore::decodeWidget(*tree.find("root"), "root", {});
            const widgetcore::Layout layout = widgetcore::layOut(*root, std::nullopt);
            // The book of controls.xrc asks for less than its pages need.
            const bool isCut = entry.path().filename() == "controls.xrc";
            for (const auto &placed : layout.placed) EXPECT_TRUE(isCut || !placed.isClipped) << entry.path() << " " << placed.widget->name;
            widgets += layout.placed.size();
            ++trees;
            if (tree.find("name")->string() != "objref_dialog") continue;
            // The calculator: a wxGridBagSizer.
            const auto seven = rectOf(layout, "digits[7]"), eight = rectOf(layout, "digits[8]"), four = rectOf(layout, "digits[4]"), result = rectOf(layout, "result");
            EXPECT_TRUE(eight.x > seven.x && eight.y == seven.y);
            EXPECT_TRUE(four.x == seven.x && four.y > seven.y);
            EXPECT_TRUE(result.x == seven.x && result.y > four.y);
        }
    }
    EXPECT_EQ(trees, 16U);
    EXPECT_GT(widgets, 250U);
}
