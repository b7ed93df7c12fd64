// What xrc-service loads is what widget-core takes.
#include <gtest/gtest.h>

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
        case xrc::ValueType::Label:
        case xrc::ValueType::Text: return to == widgetcore::PropertyType::Text;
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
