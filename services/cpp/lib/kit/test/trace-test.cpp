#include "kit/trace.hpp"

#include <gtest/gtest.h>

using wxwidgets::kit::Headers;
using wxwidgets::kit::Trace;

namespace {

Trace from(const std::string &traceparent) {
    Headers headers;
    headers.add("traceparent", traceparent);
    return Trace::from(headers);
}

const std::string id = "0af7651916cd43dd8448eb211c80319c";

} // namespace

TEST(Trace, ContinuesTheTraceOfTheCaller) {
    const Trace trace = from("00-" + id + "-b7ad6b7169203331-01");
    EXPECT_EQ(trace.traceId, id);
    EXPECT_NE(trace.spanId, "b7ad6b7169203331");
    EXPECT_EQ(trace.traceparent(), "00-" + id + "-" + trace.spanId + "-01");
    EXPECT_EQ(from("01-" + id + "-b7ad6b7169203331-00-more").traceId, id);
}

TEST(Trace, BeginsANewOneOtherwise) {
    for (const std::string &text : {std::string(), "00-" + id + "-b7ad6b7169203331", "00-" + id + "-b7ad6b7169203331-01-more", "ff-" + id + "-b7ad6b7169203331-01", "00-" + std::string(32, '0') + "-b7ad6b7169203331-01",
                                    "00-" + id + "-" + std::string(16, '0') + "-01", "00-" + std::string(32, 'G') + "-b7ad6b7169203331-01"}) {
        const Trace trace = from(text);
        EXPECT_NE(trace.traceId, id) << text;
        EXPECT_EQ(trace.traceId.size(), 32U);
        EXPECT_EQ(trace.spanId.size(), 16U);
    }
    EXPECT_NE(Trace::make().traceId, Trace::make().traceId);
}
