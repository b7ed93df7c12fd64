#include "../src/decode.hpp"

#include <gtest/gtest.h>

#include "kit/http-error.hpp"

using namespace wxwidgets::events;
using wxwidgets::kit::HttpError;
using wxwidgets::kit::parseJson;

namespace {

std::string eventProblem(const std::string &json, const DecodeLimits &limits = {}) {
    try {
        decodeEvents(parseJson(json), "events", limits);
    } catch (const HttpError &error) {
        return std::to_string(error.status()) + " " + error.reason();
    }
    return "";
}

std::string bindingProblem(const std::string &json, const DecodeLimits &limits = {}) {
    try {
        decodeBindings(parseJson(json), "bindings", limits);
    } catch (const HttpError &error) {
        return std::to_string(error.status()) + " " + error.reason();
    }
    return "";
}

} // namespace

TEST(Decode, EventsNameThePlaceOfAProblem) {
    EXPECT_EQ(eventProblem("{}"), "400 events: must be an array, is an object");
    EXPECT_EQ(eventProblem("[1]"), "400 events[0]: must be an object, is an integer");
    EXPECT_EQ(eventProblem(R"([{"widget":"w1"}])"), "400 events[0].type: is missing");
    EXPECT_EQ(eventProblem(R"([{"type":"button","widget":"w1"},{"type":"boom","widget":"w1"}])"), "400 events[1].type: unknown event type \"boom\"; GET /v1/event-types lists them");
    EXPECT_EQ(eventProblem(R"([{"type":"button","widget":""}])"), "400 events[0].widget: must not be empty");
    EXPECT_EQ(eventProblem(R"([{"type":"button","widget":"w1","data":[]}])"), "400 events[0].data: must be an object, is an array");
    EXPECT_EQ(eventProblem(R"([{"type":"button","widget":"w1","x":1}])"), "400 events[0].x: is unknown; known are type, widget, data");
    EXPECT_EQ(eventProblem(R"([{"type":"text","widget":"w1","data":{"value":")" + std::string(5000, 'x') + "\"}}]"), "400 events[0].data: is longer than 4096 bytes");
    DecodeLimits limits;
    limits.events = 1;
    EXPECT_EQ(eventProblem(R"([{"type":"button","widget":"w1"},{"type":"button","widget":"w1"}])", limits), "422 events: more than 1");
}

TEST(Decode, BindingsNameThePlaceOfAProblem) {
    EXPECT_EQ(bindingProblem(R"([{"widget":"w1","event":"button"}])"), "400 bindings[0].handler: is missing");
    EXPECT_EQ(bindingProblem(R"([{"widget":"w1","event":"nope","handler":"h"}])"), "400 bindings[0].event: unknown event type \"nope\"; GET /v1/event-types lists them");
    EXPECT_EQ(bindingProblem(R"([{"widget":"w1","event":"button","handler":"h","veto":true}])"), "400 bindings[0].veto: button events can't be vetoed");
    EXPECT_EQ(bindingProblem(R"([{"widget":"w1","event":"button","handler":"h","skip":1}])"), "400 bindings[0].skip: must be a boolean, is an integer");
    EXPECT_EQ(bindingProblem(R"([{"widget":"w1","event":"button","handler":"h","order":5000000}])"), "400 bindings[0].order: must be from -1000000 to 1000000, is 5000000");
    EXPECT_EQ(bindingProblem(R"([{"widget":")" + std::string(129, 'w') + R"(","event":"button","handler":"h"}])"), "400 bindings[0].widget: is longer than 128 bytes");
    EXPECT_EQ(bindingProblem(R"([{"widget":"*","event":"*","handler":"h","skip":true}])"), "");
}

TEST(Decode, BindingsComeBackAsTheyWent) {
    const std::string json = R"([{"widget":"w1","event":"close","handler":"h","skip":true,"veto":true,"order":3},{"widget":"*","event":"*","handler":"g"}])";
    EXPECT_EQ(encodeBindings(decodeBindings(parseJson(json), "bindings")).dump(), json);
}
