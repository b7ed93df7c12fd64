#include "../src/loader.hpp"

#include <gtest/gtest.h>

using namespace wxwidgets::xrc;

namespace {

// "line severity code" of each problem.
std::vector<std::string> problemsOf(const std::string &text) {
    std::vector<std::string> list;
    const Loaded loaded = loadResource(text);
    for (const Problem &problem : loaded.problems.all()) list.push_back(std::to_string(problem.place.line) + (problem.isError ? " error " : " warning ") + problem.code);
    return list;
}

std::vector<std::string> inPanel(const std::string &inner) { return problemsOf("<resource><object class=\"wxPanel\" name=\"p\">\n" + inner + "\n</object></resource>"); }
std::vector<std::string> inSizer(const std::string &inner) { return inPanel("<object class=\"wxBoxSizer\">\n" + inner + "\n</object>"); }

using List = std::vector<std::string>;

std::string root(const std::string &text) {
    const Loaded loaded = loadResource(text);
    EXPECT_FALSE(loaded.problems.hasErrors()) << loaded.problems.json("").dump();
    return loaded.trees.items().at(0).find("root")->dump();
}

} // namespace

TEST(Loader, MapsWindowsAndTheirProperties) {
    EXPECT_EQ(root(R"(<resource><object class="wxFrame" name="f"><title>T</title><size>10,20</size><style>wxDEFAULT_FRAME_STYLE</style></object></resource>)"),
              R"({"kind":"frame","name":"f","properties":{"title":"T","style":["wxDEFAULT_FRAME_STYLE"]}})");
    EXPECT_EQ(root(R"(<resource><object class="wxPanel" name="p"><object class="wxTextCtrl" name="t"><value>v</value><style>wxTE_MULTILINE|wxTE_READONLY</style><pos>5,6d</pos><size>100,-1</size><fg>#FF0000</fg><hidden>1</hidden><enabled>0</enabled></object></object></resource>)"),
              R"({"kind":"panel","name":"p","children":[{"kind":"text","name":"t","minSize":[100,-1],"properties":{"value":"v","enabled":false,"x":10,"y":12,"foreground":"#ff0000","multiline":true,"readonly":true,"visible":false}}]})");
    EXPECT_EQ(root(R"(<resource><object class="wxPanel" name="p"><object class="wxChoice" name="c"><content><item>a</item><item>b</item></content><selection>1</selection></object></object></resource>)"),
              R"({"kind":"panel","name":"p","children":[{"kind":"choice","name":"c","properties":{"choices":["a","b"],"selection":1}}]})");
}

TEST(Loader, MapsNotebooks) {
    EXPECT_EQ(root(R"(<resource><object class="wxFrame" name="f"><object class="wxNotebook" name="n"><object class="notebookpage"><label>one</label><object class="wxPanel" name="a"/></object><object class="notebookpage"><label>two</label><selected>1</selected><object class="wxPanel" name="b"/></object></object></object></resource>)"),
              R"({"kind":"frame","name":"f","children":[{"kind":"notebook","name":"n","children":[{"kind":"panel","name":"a","properties":{"tab":"one"}},{"kind":"panel","name":"b","properties":{"tab":"two"}}],"properties":{"selection":1}}]})");
}

TEST(Loader, MapsOtherBooksToNotebooks) {
    EXPECT_EQ(root(R"(<resource><object class="wxFrame" name="f"><object class="wxTreebook" name="n"><object class="treebookpage"><depth>0</depth><label>one</label><object class="wxPanel" name="a"/></object></object></object></resource>)"),
              R"({"kind":"frame","name":"f","children":[{"kind":"notebook","name":"n","children":[{"kind":"panel","name":"a","properties":{"tab":"one"}}]}]})");
    EXPECT_EQ(inPanel(R"(<object class="wxTreebook" name="n"><object class="notebookpage"><object class="wxPanel" name="a"/></object></object>)"), (List{"2 error bad-page"}));
    EXPECT_EQ(inPanel(R"(<object class="wxPanel" name="n"><object class="treebookpage"><object class="wxPanel" name="a"/></object></object>)"), (List{"2 error bad-page"}));
}

TEST(Loader, KeepsTheSizeOfTopLevels) {
    const Loaded loaded = loadResource(R"(<resource><object class="wxDialog" name="d"><size>100,50d</size></object></resource>)");
    EXPECT_EQ(loaded.trees.dump(), R"([{"name":"d","size":[200,100],"root":{"kind":"dialog","name":"d"}}])");
}

TEST(Loader, MapsGridBagsToGrids) {
    const auto bag = [](const std::string &items) { return "<resource><object class=\"wxPanel\" name=\"p\"><object class=\"wxGridBagSizer\"><hgap>3</hgap><growablecols>1</growablecols>" + items + "</object></object></resource>"; };
    const auto item = [](const std::string &name, const std::string &cell) { return "\n<object class=\"sizeritem\">" + cell + "<object class=\"wxButton\" name=\"" + name + "\"/></object>"; };
    const std::string plain = R"("item":{"proportion":0,"border":0,"sides":[],"expand":false,"horizontal":"start","vertical":"start"})";
    EXPECT_EQ(root(bag(item("last", "<cellpos>1,1</cellpos>") + item("first", ""))),
              R"({"kind":"panel","name":"p","sizer":{"type":"flexGrid","rows":2,"cols":2,"vgap":0,"hgap":3,"growableRows":[],"growableCols":[{"index":1,"proportion":0}]},"children":[)"
              R"({"kind":"button","name":"first",)" + plain + R"(},{"kind":"spacer","minSize":[0,0],)" + plain + R"(},{"kind":"spacer","minSize":[0,0],)" + plain + R"(},{"kind":"button","name":"last",)" + plain + "}]}");
    EXPECT_EQ(problemsOf(bag(item("a", "<cellpos>0,1</cellpos><cellspan>1,2</cellspan>"))), (List{"2 warning unsupported-span"}));
    EXPECT_EQ(problemsOf(bag(item("a", "<cellpos>0,1</cellpos>") + item("b", "<cellpos>0,1</cellpos>"))), (List{"3 error bad-sizer-item"}));
    EXPECT_EQ(problemsOf(bag(item("a", "<cellpos>0,-1</cellpos>") + item("b", "<cellpos>0,1</cellpos><cellspan>0,1</cellspan>"))), (List{"2 error bad-value", "3 error bad-value"}));
    EXPECT_EQ(problemsOf(bag(item("a", "<cellpos>999,999</cellpos>"))), (List{"1 error bad-sizer"}));
}

TEST(Loader, WarnsThatNothingWraps) {
    EXPECT_EQ(problemsOf("<resource><object class=\"wxPanel\" name=\"p\"><object class=\"wxWrapSizer\"><orient>wxVERTICAL</orient></object></object></resource>"), (List{"1 warning unsupported-class"}));
}

TEST(Validate, UnknownAndMissingClasses) {
    EXPECT_EQ(inPanel("<object class=\"wxButon\" name=\"b\"/>\n<object name=\"x\"/>"), (List{"2 error unknown-class", "3 error missing-class"}));
    const Loaded loaded = loadResource("<resource><object class=\"wxFrme\" name=\"f\"/></resource>");
    EXPECT_EQ(loaded.problems.all().at(0).message, "unknown class wxFrme, did you mean wxFrame?");
    EXPECT_EQ(problemsOf("<resource><object class=\"wxButton\" name=\"b\"/></resource>"), (List{"1 error bad-top-level"}));
}

TEST(Validate, Names) {
    EXPECT_EQ(problemsOf("<resource>\n<object class=\"wxFrame\"/></resource>"), (List{"2 error missing-name"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\"/>\n<object class=\"wxStaticText\"/>"), (List{"2 warning missing-name"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\" name=\"b\"/>\n<object class=\"wxTextCtrl\" name=\"b\"/>"), (List{"3 warning duplicate-id"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\" name=\"-1\"/>\n<object class=\"wxButton\" name=\"-1\"/>"), (List{"2 warning missing-name", "3 warning missing-name"}));
    // The same name in two top-level objects is two widgets.
    EXPECT_EQ(problemsOf("<resource><object class=\"wxPanel\" name=\"p\"><object class=\"wxButton\" name=\"b\"/></object><object class=\"wxPanel\" name=\"q\"><object class=\"wxButton\" name=\"b\"/></object></resource>"), List{});
    EXPECT_EQ(problemsOf("<resource><object class=\"wxPanel\" name=\"p\"/>\n<object class=\"wxPanel\" name=\"p\"/></resource>"), (List{"2 error duplicate-id"}));
}

TEST(Validate, SizerItems) {
    const std::string button = "<object class=\"wxButton\" name=\"b\"/>";
    EXPECT_EQ(inSizer(button), (List{"3 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\"/>"), (List{"3 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\">" + button + "\n<object class=\"wxButton\" name=\"c\"/></object>"), (List{"4 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\"><flag>wxEXPAND|wxEXPANT</flag>" + button + "</object>"), (List{"3 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\"><option>-1</option>\n<border>x</border>" + button + "</object>"), (List{"3 error bad-value", "4 error bad-value"}));
    EXPECT_EQ(inPanel("<object class=\"sizeritem\">" + button + "</object>"), (List{"2 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\"><object class=\"sizeritem\"/></object>"), (List{"3 error bad-sizer-item"}));
    EXPECT_EQ(inSizer("<object class=\"spacer\"><size>5</size></object>"), (List{"3 error bad-value"}));
    EXPECT_EQ(inSizer("<object class=\"sizeritem\"><option>1</option><flag>wxALL</flag><border>5d</border>" + button + "</object>"), List{});
}

TEST(Validate, Sizers) {
    EXPECT_EQ(inPanel("<object class=\"wxGridSizer\"/>"), (List{"2 error bad-sizer"}));
    EXPECT_EQ(inPanel("<object class=\"wxFlexGridSizer\"><cols>2</cols>\n<growablecols>0,2</growablecols>\n<growablerows>a</growablerows></object>"), (List{"4 error bad-value", "3 error bad-sizer"}));
    EXPECT_EQ(inPanel("<object class=\"wxBoxSizer\"><orient>wxUP</orient></object>"), (List{"2 error bad-value"}));
    EXPECT_EQ(inPanel("<object class=\"wxBoxSizer\"/>\n<object class=\"wxBoxSizer\"/>"), (List{"3 error two-sizers"}));
    EXPECT_EQ(inPanel("<object class=\"wxBoxSizer\"/>\n<object class=\"wxButton\" name=\"b\"/>"), (List{"3 error outside-sizer"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\" name=\"b\"/>\n<object class=\"wxBoxSizer\"/>"), (List{"3 error outside-sizer"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\" name=\"b\">\n<object class=\"wxBoxSizer\"/></object>"), (List{"3 error no-container"}));
}

TEST(Validate, Values) {
    EXPECT_EQ(inPanel("<size>100,50d</size>"), List{});
    EXPECT_EQ(inPanel("<size>100;50d</size>"), (List{"2 error bad-value"}));
    EXPECT_EQ(inPanel("<pos>1</pos>\n<fg>#red</fg>\n<bg>wxSYS_COLOUR_WINDOW</bg>\n<hidden>yes</hidden>"), (List{"2 error bad-value", "3 error bad-value", "4 warning system-colour", "5 error bad-value"}));
    EXPECT_EQ(inPanel("<object class=\"wxSlider\" name=\"s\"><value>x</value>\n<style>nonsense</style></object>"), (List{"2 error bad-value", "3 error bad-style"}));
    EXPECT_EQ(inPanel("<object class=\"wxButton\" name=\"b\"><lable>x</lable>\n<label>a</label>\n<label>b</label></object>"), (List{"2 warning unknown-property", "4 error duplicate-property"}));
}

TEST(Validate, Pages) {
    EXPECT_EQ(inPanel("<object class=\"notebookpage\"><object class=\"wxPanel\"/></object>"), (List{"2 error bad-page"}));
    EXPECT_EQ(inPanel("<object class=\"wxNotebook\" name=\"n\">\n<object class=\"wxPanel\"/>\n<object class=\"notebookpage\"/></object>"), (List{"3 error bad-page", "4 error bad-page"}));
}

TEST(Validate, Documents) {
    EXPECT_EQ(problemsOf("<other/>"), (List{"1 error no-resource"}));
    EXPECT_EQ(problemsOf("<resource/>"), (List{"1 warning empty"}));
    EXPECT_EQ(problemsOf("<resource><nonsense/><object class=\"wxPanel\" name=\"p\"/></resource>"), (List{"1 warning unknown-element"}));
}

TEST(Validate, ManyProblemsAreCutOff) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "<object class=\"nope\"/>";
    EXPECT_EQ(inPanel(text).size(), Problems::most);
}
