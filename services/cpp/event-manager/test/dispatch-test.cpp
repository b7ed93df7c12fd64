#include "../src/dispatch.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "../src/decode.hpp"
#include "kit/json.hpp"
#include "scene/scene.hpp"

using namespace wxwidgets;
using namespace wxwidgets::events;

namespace {

// w1 frame [w2 panel [w3 button, w4 dialog [w5 panel [w6 button]]]]
const char *const sample = R"({"size":[100,100],"widgets":[
    {"id":"w1","kind":"frame","rect":[0,0,100,100]},
    {"id":"w2","kind":"panel","parent":"w1","rect":[0,0,100,100]},
    {"id":"w3","kind":"button","parent":"w2","rect":[0,0,10,10]},
    {"id":"w4","kind":"dialog","parent":"w2","rect":[0,0,50,50]},
    {"id":"w5","kind":"panel","parent":"w4","rect":[0,0,50,50]},
    {"id":"w6","kind":"button","parent":"w5","rect":[0,0,10,10]}]})";

/** `path | widget:handler … | outcome` */
std::string run(const std::string &type, const std::string &widget, const std::string &bindings, bool withScene = true) {
    const scene::Scene scene = scene::decodeScene(kit::parseJson(sample), "scene");
    const WindowIndex windows(scene);
    const BindingTable table(decodeBindings(kit::parseJson("[" + bindings + "]"), "bindings"));
    Event event;
    event.type = findEventType(type);
    event.widget = widget;
    const Dispatched result = dispatch(event, withScene ? &windows : nullptr, table);
    std::string text;
    for (const auto asked : result.path) text += std::string(asked) + " ";
    text += "|";
    for (const Call &call : result.calls) text += " " + std::string(call.widget) + ":" + std::string(call.handler);
    return text + " | " + outcomeName(result.outcome);
}

std::string binding(const std::string &widget, const std::string &event, const std::string &handler, const std::string &more = "") {
    return R"({"widget":")" + widget + R"(","event":")" + event + R"(","handler":")" + handler + "\"" + more + "}";
}

const std::string skip = R"(,"skip":true)";

} // namespace

TEST(Dispatch, AsksTheLastBoundFirst) {
    const std::string two = binding("w3", "button", "first") + "," + binding("w3", "button", "second");
    EXPECT_EQ(run("button", "w3", two), "w3 | w3:second | handled");
    EXPECT_EQ(run("button", "w3", binding("w3", "button", "first") + "," + binding("w3", "button", "second", skip)), "w3 | w3:second w3:first | handled");
    EXPECT_EQ(run("button", "w3", binding("w3", "button", "early", R"(,"order":7)") + "," + two), "w3 | w3:early | handled");
}

TEST(Dispatch, CommandEventsGoUpToTheFrame) {
    EXPECT_EQ(run("button", "w3", binding("w1", "button", "f")), "w3 w2 w1 | w1:f | handled");
    EXPECT_EQ(run("button", "w3", binding("w2", "button", "p", skip) + "," + binding("w1", "button", "f")), "w3 w2 w1 | w2:p w1:f | handled");
    EXPECT_EQ(run("button", "w3", binding("w2", "button", "p") + "," + binding("w1", "button", "f")), "w3 w2 | w2:p | handled");
    EXPECT_EQ(run("button", "w3", binding("w3", "text", "t")), "w3 w2 w1 | | unhandled");
}

TEST(Dispatch, OtherEventsStayWithTheirWidget) {
    EXPECT_EQ(run("leftDown", "w3", binding("w2", "leftDown", "p")), "w3 | | unhandled");
    EXPECT_EQ(run("paint", "w3", binding("w3", "paint", "draw", skip)), "w3 | w3:draw | skipped");
}

TEST(Dispatch, ADialogStopsItsControlsEvents) {
    EXPECT_EQ(run("button", "w6", binding("w1", "button", "f") + "," + binding("w4", "button", "d", skip)), "w6 w5 w4 | w4:d | skipped");
    EXPECT_EQ(run("button", "w4", binding("w2", "button", "p")), "w4 | | unhandled");
}

TEST(Dispatch, TheApplicationIsAskedLast) {
    EXPECT_EQ(run("button", "w6", binding("*", "button", "app")), "w6 w5 w4 * | *:app | handled");
    EXPECT_EQ(run("keyDown", "w6", binding("*", "keyDown", "app") + "," + binding("w6", "keyDown", "own")), "w6 | w6:own | handled");
    EXPECT_EQ(run("keyDown", "w6", binding("*", "keyDown", "app")), "w6 * | *:app | handled");
    EXPECT_EQ(run("idle", "w6", binding("*", "idle", "app")), "w6 | | unhandled");
    EXPECT_EQ(run("idle", "*", binding("*", "idle", "app")), "* | *:app | handled");
}

TEST(Dispatch, AVetoStands) {
    const std::string veto = R"(,"veto":true)";
    EXPECT_EQ(run("close", "w1", binding("w1", "close", "stay", veto)), "w1 | w1:stay | vetoed");
    EXPECT_EQ(run("pageChanging", "w2", binding("w1", "pageChanging", "look", skip) + "," + binding("w2", "pageChanging", "stay", veto + skip)), "w2 w1 | w2:stay w1:look | vetoed");
    EXPECT_EQ(run("button", "w3", binding("w3", "*", "any", veto)), "w3 | w3:any | handled");
}

TEST(Dispatch, StopsAfterAHundredHandlers) {
    std::string many = binding("w3", "button", "h0", skip);
    for (int i = 1; i < 150; ++i) many += "," + binding(i % 2 == 0 ? "w3" : "w2", "button", "h" + std::to_string(i), skip);
    const std::string answer = run("button", "w3", many);
    EXPECT_EQ(std::count(answer.begin(), answer.end(), ':'), 100);
    EXPECT_EQ(answer.substr(answer.size() - 9), "| skipped");
}

TEST(Dispatch, WithoutASceneThereAreNoParents) {
    EXPECT_EQ(run("button", "w3", binding("w1", "button", "f") + "," + binding("*", "*", "app", skip), false), "w3 * | *:app | skipped");
    EXPECT_EQ(run("button", "w9", binding("w9", "button", "f")), "| | unhandled");
}

TEST(EventTypes, AreNamedOnceAndKnownByName) {
    for (const EventType &type : allEventTypes()) {
        EXPECT_EQ(findEventType(type.name), &type) << type.name;
        EXPECT_EQ(type.wxName.substr(0, 6), "wxEVT_");
    }
    EXPECT_EQ(findEventType("wxEVT_BUTTON"), nullptr);
    EXPECT_TRUE(findEventType("button")->isCommand);
    EXPECT_FALSE(findEventType("close")->isCommand);
}
