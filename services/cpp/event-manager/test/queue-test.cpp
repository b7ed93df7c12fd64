#include "../src/queue.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "../src/store.hpp"
#include "kit/http-error.hpp"

using namespace wxwidgets::events;
using wxwidgets::kit::HttpError;

namespace {

constexpr std::size_t plenty = 1000000;

Event event(const char *type, const char *widget, const char *data = "") {
    Event made;
    made.type = findEventType(type);
    made.widget = widget;
    made.data = data;
    return made;
}

std::string text(const std::vector<Event> &events) {
    std::string all;
    for (const Event &one : events) all += (all.empty() ? "" : " ") + std::to_string(one.number) + ":" + std::string(one.type->name) + "@" + one.widget + one.data;
    return all;
}

std::string refusal(const std::function<void()> &act) {
    try {
        act();
    } catch (const HttpError &error) {
        return std::to_string(error.status()) + " " + error.code();
    }
    return "";
}

} // namespace

TEST(EventQueue, PaintAndIdleComeLast) {
    EventQueue queue(10);
    for (const char *type : {"idle", "paint", "button", "keyDown", "eraseBackground"}) EXPECT_EQ(queue.push(event(type, "w1"), plenty), Taken::Added);
    EXPECT_EQ(text(queue.peek(10)), "2:button@w1 3:keyDown@w1 1:paint@w1 4:eraseBackground@w1 0:idle@w1");
    EXPECT_EQ(text(queue.take(3)), "2:button@w1 3:keyDown@w1 1:paint@w1");
    EXPECT_EQ(text(queue.take(10)), "4:eraseBackground@w1 0:idle@w1");
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(EventQueue, PaintsOfAWidgetUnite) {
    EventQueue queue(10);
    queue.push(event("paint", "w1", R"({"rect":[0,0,10,10]})"), plenty);
    queue.push(event("paint", "w2", R"({"rect":[1,1,1,1]})"), plenty);
    EXPECT_EQ(queue.push(event("paint", "w1", R"({"rect":[20,5,10,10]})"), plenty), Taken::Merged);
    EXPECT_EQ(text(queue.peek(1)), R"(0:paint@w1{"rect":[0,0,30,15]})");
    queue.push(event("paint", "w1"), plenty);
    queue.push(event("paint", "w1", R"({"rect":[1,1,1,1]})"), plenty);
    EXPECT_EQ(text(queue.take(10)), R"(0:paint@w1 1:paint@w2{"rect":[1,1,1,1]})");
    EXPECT_EQ(queue.merged(), 3U);
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(EventQueue, ARectangleThatIsNoneMeansTheWholeWidget) {
    for (const char *odd : {R"({"rect":[1,2,3]})", R"({"rect":[1,2,3,9223372036854775807]})", R"({"rect":"all"})", R"({"rect":[0,0,1,1.5]})"}) EXPECT_EQ(mergeData(Coalescing::Region, R"({"rect":[1,1,1,1]})", odd), "") << odd;
}

TEST(EventQueue, ALaterSizeReplacesTheWaitingOne) {
    EventQueue queue(10);
    for (const char *data : {R"({"size":[1,1]})", R"({"size":[2000,2]})"}) {
        queue.push(event("size", "w1", data), plenty);
        queue.push(event("button", "w1"), plenty);
    }
    EXPECT_EQ(text(queue.take(10)), R"(0:size@w1{"size":[2000,2]} 1:button@w1 2:button@w1)");
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(EventQueue, MotionsMergeOnlySideBySide) {
    EventQueue queue(10);
    for (const char *data : {"{\"x\":1}", "{\"x\":2}"}) queue.push(event("motion", "w1", data), plenty);
    queue.push(event("leftDown", "w1"), plenty);
    queue.push(event("motion", "w1", "{\"x\":3}"), plenty);
    queue.push(event("motion", "w2", "{\"x\":4}"), plenty);
    EXPECT_EQ(text(queue.take(10)), R"(0:motion@w1{"x":2} 1:leftDown@w1 2:motion@w1{"x":3} 3:motion@w2{"x":4})");
}

TEST(EventQueue, DropsWhatIsTooMuchAndCountsIt) {
    EventQueue queue(2);
    EXPECT_EQ(queue.push(event("paint", "w1"), plenty), Taken::Added);
    EXPECT_EQ(queue.push(event("button", "w1"), 10), Taken::Dropped);
    EXPECT_EQ(queue.push(event("button", "w1"), plenty), Taken::Added);
    EXPECT_EQ(queue.push(event("button", "w1"), plenty), Taken::Dropped);
    EXPECT_EQ(queue.push(event("paint", "w1"), plenty), Taken::Merged);
    EXPECT_EQ(queue.dropped(), 2U);
    EXPECT_EQ(queue.size(), 2U);
}

TEST(QueueStore, HoldsItsLimitsOverAllQueues) {
    StoreLimits limits;
    limits.queues = 2;
    limits.bytes = 3 * sizeof(Event);
    QueueStore store(limits);
    EXPECT_EQ(store.add("a", 5), "q1");
    EXPECT_EQ(store.add("b", 5), "q2");
    EXPECT_EQ(refusal([&] { store.add("c", 5); }), "422 too-many-queues");
    EXPECT_EQ(store.push("q1", {event("button", "w1"), event("button", "w1")}).added, 2U);
    EXPECT_EQ(store.push("q2", {event("button", "w1")}).dropped, 1U);
    EXPECT_EQ(store.take("q1", 1).left, 1U);
    EXPECT_EQ(store.push("q2", {event("button", "w1")}).added, 1U);
    store.remove("q1");
    EXPECT_EQ(refusal([&] { store.state("q1"); }), "404 no-queue");
    EXPECT_EQ(store.list().size(), 1U);
    EXPECT_EQ(store.state("q2").dropped, 1U);
    EXPECT_EQ(store.add("c", 5), "q3");
}
