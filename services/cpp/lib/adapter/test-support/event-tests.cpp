#include "adapter/events.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "../../../event-manager/src/event-types.hpp"
#include "../../../widget-core/src/kinds.hpp"
#include "adapter/keys.hpp"
#include "adapter/map.hpp"
#include "kit/http-error.hpp"
#include "tested.hpp"

using namespace wxwidgets;
using namespace wxwidgets::adapter;
using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

// What each shape can carry: extremes, and what lies between.
std::vector<std::string> samples(const EventShape &shape) {
    const std::string member = "{\"" + std::string(shape.member) + "\":";
    switch (shape.shape) {
    case Shape::None: return {""};
    case Shape::Flag: return {member + "true}", member + "false}"};
    case Shape::Number:
        if (shape.member == "item" || shape.member == "timer") return {member + "1}", member + "32767}"};
        return {member + "0}", member + "1}", member + "-1}", member + "1000000}", member + "-1000000}"};
    case Shape::Text: return {member + "\"\"}", member + R"("Grüße & <more> \"text\""})"};
    case Shape::Point: return {R"({"x":0,"y":0})", R"({"x":32767,"y":-32767})", R"({"x":-1,"y":-1})"};
    case Shape::Mouse: return {R"({"x":3,"y":4,"modifiers":[]})", R"({"x":-32767,"y":32767,"modifiers":["shift","control","alt","meta"]})", R"({"x":0,"y":0,"modifiers":["alt"]})"};
    case Shape::Wheel: return {R"({"x":3,"y":4,"modifiers":["control"],"rotation":-120,"horizontal":false})", R"({"x":0,"y":0,"modifiers":[],"rotation":32767,"horizontal":true})"};
    case Shape::KeyDown: return {R"({"key":"A","modifiers":["shift"],"repeat":false})", R"({"key":"f5","modifiers":[],"repeat":true})", R"({"key":"tab","modifiers":["shift","control"],"repeat":false})"};
    case Shape::KeyUp: return {R"({"key":"enter","modifiers":[]})", R"({"key":"Z","modifiers":["alt","meta"]})"};
    case Shape::Char: return {R"({"text":"a","modifiers":[]})", R"({"text":"é","modifiers":["shift"]})", R"({"text":"€","modifiers":[]})", R"({"text":"😀","modifiers":["control"]})", "{\"text\":\"\\r\",\"modifiers\":[]}"};
    case Shape::Size: return {R"({"size":[0,0]})", R"({"size":[16384,32767]})"};
    case Shape::Rect: return {R"({"rect":[0,0,10,20]})", R"({"rect":[-32767,5,32767,0]})"};
    case Shape::Page: return {R"({"selection":1,"oldSelection":0})", R"({"selection":-1,"oldSelection":1000000})"};
    case Shape::Scroll: return {R"({"position":0,"horizontal":false})", R"({"position":1000000,"horizontal":true})"};
    }
    return {};
}

std::string eventText(const EventShape &shape, const std::string &data) {
    return kit::parseJson(R"({"type":")" + std::string(shape.type) + R"(","widget":"w2")" + (data.empty() ? "" : ",\"data\":" + data) + "}").dump();
}

/** To native and back as JSON text; `hint` is the widget the caller names. */
std::string roundTrip(const std::string &json, const scene::Scene *scene, const std::string &hint) {
    const Surroundings around(scene);
    const Json given = kit::parseJson(json);
    const std::string text = testedPlatform().toNative(decodeEvent(Fields(given, "event"), around), around).dump();
    const Json native = kit::parseJson(text);
    const Event back = testedPlatform().fromNative(Fields(native, "native"), hint, around);
    checkData(back, "native");
    return encodeEvent(back).dump();
}

std::vector<std::string> sendersOf(const EventShape &shape) {
    std::vector<std::string> kinds;
    for (const widgetcore::Kind &kind : widgetcore::allKinds()) {
        if (isSender(shape, kind.name)) kinds.emplace_back(kind.name);
    }
    return kinds;
}

/** 0 when it is taken. */
int refusal(const Json &native) {
    const Surroundings around(nullptr);
    try {
        const Event event = testedPlatform().fromNative(Fields(native, "native"), "", around);
        checkData(event, "native");
        encodeEvent(event).dump();
    } catch (const HttpError &error) {
        return error.status();
    }
    return 0;
}

} // namespace

TEST(PlatformEvents, EveryTypeIsKnown) {
    for (const events::EventType &type : events::allEventTypes()) EXPECT_NE(findShape(type.name), nullptr) << type.name;
    for (const EventShape &shape : allShapes()) {
        EXPECT_NE(events::findEventType(shape.type), nullptr) << shape.type;
        EXPECT_FALSE(sendersOf(shape).empty()) << shape.type;
        const auto named = static_cast<std::size_t>(1 + std::count(shape.senders.begin(), shape.senders.end(), ' '));
        EXPECT_EQ(sendersOf(shape).size(), shape.senders.empty() ? widgetcore::allKinds().size() : named) << shape.type;
    }
}

TEST(PlatformEvents, EveryTypeOfEveryKindMakesTheRoundTrip) {
    int checked = 0;
    for (const EventShape &shape : allShapes()) {
        for (const std::string &kind : sendersOf(shape)) {
            for (const char *properties : {"{}", R"({"vertical":true,"multiline":true,"password":true})"}) {
                const scene::Scene scene = sceneWith(kind, properties);
                for (const std::string &data : samples(shape)) {
                    const std::string event = eventText(shape, data);
                    EXPECT_EQ(roundTrip(event, &scene, ""), event) << kind;
                    EXPECT_EQ(roundTrip(event, &scene, "w2"), event) << kind;
                    ++checked;
                }
            }
        }
    }
    EXPECT_GT(checked, 2000);
}

TEST(PlatformEvents, TheRoundTripNeedsNoScene) {
    for (const EventShape &shape : allShapes()) {
        for (const std::string &data : samples(shape)) EXPECT_EQ(roundTrip(eventText(shape, data), nullptr, ""), eventText(shape, data));
    }
}

TEST(PlatformEvents, EveryKeyMakesTheRoundTripWithAllModifiers) {
    for (const std::string_view key : allKeys()) {
        for (unsigned modifiers = 0; modifiers < 16; ++modifiers) {
            const Json data = Json::object({{"key", key}, {"modifiers", encodeModifiers(modifiers)}});
            const std::string event = Json::object({{"type", "keyUp"}, {"widget", "w2"}, {"data", data}}).dump();
            EXPECT_EQ(roundTrip(event, nullptr, ""), event);
        }
    }
}

// Whatever is wrong with a native event, the answer is a 4xx or an event that holds.
TEST(PlatformEvents, BrokenNativeEventsAreRefusedInOrder) {
    const Json odd[] = {Json(), Json(true), Json(-1), Json(9223372036854775807L), Json(1e300), Json("x"), Json(std::string(70000, 'y')), Json::array(), Json::array({1, 2, 3, 4}), Json::object()};
    int refused = 0;
    for (const EventShape &shape : allShapes()) {
        for (const std::string &data : samples(shape)) {
            const Json event = kit::parseJson(eventText(shape, data));
            const Surroundings around(nullptr);
            const Json native = testedPlatform().toNative(decodeEvent(Fields(event, "event"), around), around);
            for (const Json::Member &member : native.members()) {
                Json broken = native;
                broken.erase(member.name);
                for (std::size_t i = 0; i <= std::size(odd); ++i) {
                    const int status = refusal(broken);
                    EXPECT_TRUE(status == 0 || status == 400 || status == 422) << broken.dump();
                    refused += status == 0 ? 0 : 1;
                    if (i < std::size(odd)) broken.set(member.name, odd[i]);
                }
            }
        }
    }
    EXPECT_GT(refused, 1000);
    EXPECT_EQ(refusal(Json::object()), 422);
}

TEST(PlatformEvents, DataIsChecked) {
    const auto problem = [](const std::string &json, const std::string &kind) {
        const scene::Scene scene = sceneWith(kind);
        const Surroundings around(&scene);
        const Json given = kit::parseJson(json);
        try {
            decodeEvent(Fields(given, "events[0]"), around);
        } catch (const HttpError &error) {
            return std::to_string(error.status()) + " " + error.reason();
        }
        return std::string();
    };
    EXPECT_EQ(problem(R"({"type":"boom","widget":"w2"})", "button"), "422 events[0].type: unknown event type \"boom\"");
    EXPECT_EQ(problem(R"({"type":"button","widget":"w9"})", "button"), "422 events[0].widget: the scene has no widget w9");
    EXPECT_EQ(problem(R"({"type":"button","widget":"w2"})", "slider"), "422 events[0].type: a slider sends no button events");
    EXPECT_EQ(problem(R"({"type":"slider","widget":"w2","data":{"value":"x"}})", "slider"), "400 events[0].data.value: must be an integer, is a string");
    EXPECT_EQ(problem(R"({"type":"slider","widget":"w2","data":{"vlaue":1}})", "slider"), "400 events[0].data.vlaue: is unknown; known are value");
    EXPECT_EQ(problem(R"({"type":"keyDown","widget":"w2","data":{"key":"any"}})", "panel"), "400 events[0].data.key: unknown key \"any\"");
    EXPECT_EQ(problem(R"({"type":"char","widget":"w2","data":{"text":"ab"}})", "panel"), "400 events[0].data.text: must be one character");
    EXPECT_EQ(problem(R"({"type":"leftDown","widget":"w2","data":{"x":40000}})", "panel"), "400 events[0].data.x: must be from -32767 to 32767, is 40000");
    EXPECT_EQ(problem(R"({"type":"leftDown","widget":"w2","data":{"modifiers":["hyper"]}})", "panel"), "400 events[0].data.modifiers: modifiers are shift, control, alt, meta");
    EXPECT_EQ(problem(R"({"type":"paint","widget":"w2","data":{"rect":[1,2]}})", "panel"), "400 events[0].data.rect: must be 4 integers");
}
