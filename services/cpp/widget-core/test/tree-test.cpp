#include "../src/tree.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "../src/store.hpp"
#include "kit/http-error.hpp"
#include "widgets.hpp"

using namespace wxwidgets::widgetcore;
using wxwidgets::kit::HttpError;

namespace {

// w1 panel [w2 panel [w3 button], w4 label]
Tree sample(const TreeLimits &limits = {}) { return Tree(widgetOf(R"({"kind":"panel","children":[{"kind":"panel","name":"a","children":[{"kind":"button","name":"b"}]},{"kind":"label","name":"c"}]})"), limits); }

std::string order(const Widget &widget) {
    std::string text = idText(widget.id);
    if (widget.children.empty()) return text;
    text += "(";
    for (const auto &child : widget.children) text += (text.back() == '(' ? "" : " ") + order(*child);
    return text + ")";
}

std::string refusal(const std::function<void()> &act) {
    try {
        act();
    } catch (const HttpError &error) {
        return std::to_string(error.status()) + " " + error.code();
    }
    return "";
}

std::unique_ptr<Widget> button() { return widgetOf(R"({"kind":"button"})"); }

} // namespace

TEST(Tree, GivesIdsInOrder) { EXPECT_EQ(order(sample().root()), "w1(w2(w3) w4)"); }

TEST(Tree, InsertsWhereAsked) {
    Tree tree = sample();
    tree.insert("w1", 0, button());
    tree.insert("w1", std::nullopt, button());
    tree.insert("w1", 2, button());
    EXPECT_EQ(order(tree.root()), "w1(w5 w2(w3) w7 w4 w6)");
    EXPECT_EQ(tree.count(), 7U);
    EXPECT_EQ(refusal([&] { tree.insert("w1", 6, button()); }), "422 bad-index");
    EXPECT_EQ(refusal([&] { tree.insert("w3", std::nullopt, button()); }), "422 no-container");
    EXPECT_EQ(refusal([&] { tree.insert("w99", std::nullopt, button()); }), "404 no-widget");
    EXPECT_EQ(tree.count(), 7U);
}

TEST(Tree, Moves) {
    Tree tree = sample();
    tree.move("w4", "w2", 0);
    EXPECT_EQ(order(tree.root()), "w1(w2(w4 w3))");
    tree.move("w3", "w1", std::nullopt);
    EXPECT_EQ(order(tree.root()), "w1(w2(w4) w3)");
    tree.move("w2", "w1", 1);
    EXPECT_EQ(order(tree.root()), "w1(w3 w2(w4))");
    EXPECT_EQ(tree.get("w4").parent, &tree.get("w2"));
    EXPECT_EQ(refusal([&] { tree.move("w2", "w1", 2); }), "422 bad-index");
    EXPECT_EQ(refusal([&] { tree.move("w2", "w2", std::nullopt); }), "409 inside-itself");
    EXPECT_EQ(refusal([&] { tree.move("w1", "w2", std::nullopt); }), "409 is-root");
    EXPECT_EQ(refusal([&] { tree.move("w2", "w3", std::nullopt); }), "422 no-container");
    EXPECT_EQ(order(tree.root()), "w1(w3 w2(w4))");
}

TEST(Tree, NothingMovesBelowItself) {
    Tree tree(widgetOf(R"({"kind":"panel","children":[{"kind":"panel","children":[{"kind":"panel"}]}]})"), {});
    EXPECT_EQ(refusal([&] { tree.move("w2", "w3", std::nullopt); }), "409 inside-itself");
    EXPECT_EQ(order(tree.root()), "w1(w2(w3))");
}

TEST(Tree, RemovesWithAllBelow) {
    Tree tree = sample();
    EXPECT_EQ(tree.remove("w2"), 2U);
    EXPECT_EQ(order(tree.root()), "w1(w4)");
    EXPECT_EQ(refusal([&] { tree.get("w3"); }), "404 no-widget");
    EXPECT_EQ(refusal([&] { tree.remove("w1"); }), "409 is-root");
}

TEST(Tree, FindsByName) {
    Tree tree = sample();
    EXPECT_EQ(tree.findByName("b").at(0)->id, 3U);
    EXPECT_TRUE(tree.findByName("nobody").empty());
    for (const char *id : {"", "w", "3", "w3x", "w-1", "w99999999999999"}) EXPECT_EQ(refusal([&] { tree.get(id); }), "404 no-widget") << id;
}

TEST(Tree, HoldsItsLimits) {
    TreeLimits limits;
    limits.widgets = 5;
    limits.depth = 3;
    Tree tree = sample(limits);
    tree.insert("w2", std::nullopt, button());
    EXPECT_EQ(refusal([&] { tree.insert("w1", std::nullopt, button()); }), "422 too-many");
    EXPECT_EQ(refusal([&] { tree.insert("w3", std::nullopt, button()); }), "422 no-container");
    tree.remove("w4");
    EXPECT_EQ(refusal([&] { tree.insert("w2", std::nullopt, widgetOf(R"({"kind":"panel","children":[{"kind":"panel"}]})")); }), "422 too-deep");
}

TEST(Tree, ARootTakesChildren) { EXPECT_EQ(refusal([] { Tree(button(), {}); }), "422 bad-root"); }

TEST(TreeStore, HoldsItsLimitsOverAllTrees) {
    StoreLimits limits;
    limits.trees = 2;
    limits.widgets = 6;
    TreeStore store(limits);
    const auto three = [] { return widgetOf(R"({"kind":"panel","children":[{"kind":"button"},{"kind":"button"}]})"); };
    EXPECT_EQ(store.add(three()), "t1");
    EXPECT_EQ(store.add(three()), "t2");
    EXPECT_EQ(refusal([&] { store.add(three()); }), "422 too-many-trees");
    EXPECT_EQ(refusal([&] { store.reserve(1); }), "422 too-many");
    store.open("t1")->remove("w2");
    store.reserve(1);
    store.remove("t2");
    EXPECT_EQ(refusal([&] { store.open("t2"); }), "404 no-tree");
    EXPECT_EQ(store.list().size(), 1U);
    EXPECT_EQ(store.add(three()), "t3");
}
