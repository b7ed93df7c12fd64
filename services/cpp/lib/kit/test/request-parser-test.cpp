#include "request-parser.hpp"

#include <gtest/gtest.h>

using wxwidgets::kit::Limits;
using wxwidgets::kit::RequestParser;
using State = RequestParser::State;

namespace {

// Feeds it in pieces of `step` bytes: the outcome must not depend on how the bytes arrive.
struct Parsed {
    Limits limits;
    RequestParser parser{limits};
    std::string rest;

    explicit Parsed(const std::string &text, std::size_t step = 100000) {
        for (std::size_t at = 0; at < text.size() && parser.state() != State::Failed; at += step) {
            rest += text.substr(at, step);
            if (parser.state() != State::Done) parser.feed(rest);
        }
    }
};

int statusOf(const std::string &text) {
    const Parsed whole(text);
    const Parsed bytewise(text, 1);
    EXPECT_EQ(whole.parser.status(), bytewise.parser.status()) << text;
    return whole.parser.state() == State::Failed ? whole.parser.status() : 0;
}

} // namespace

TEST(RequestParser, ReadsARequestHoweverItArrives) {
    const std::string text = "POST /a%20b/c?x=1&y=a+b%21&z HTTP/1.1\r\nHost: h\r\nX-Name:  v w \r\nContent-Length: 5\r\n\r\nhelloGET /next";
    for (const std::size_t step : {1U, 2U, 7U, 1000U}) {
        Parsed parsed(text, step);
        ASSERT_EQ(parsed.parser.state(), State::Done) << step;
        const auto &request = parsed.parser.request();
        EXPECT_EQ(request.method, "POST");
        EXPECT_EQ(request.path, "/a b/c");
        EXPECT_EQ(*request.queryValue("y"), "a b!");
        EXPECT_EQ(*request.queryValue("z"), "");
        EXPECT_EQ(*request.headers.find("x-name"), "v w");
        EXPECT_EQ(request.body, "hello");
        EXPECT_TRUE(request.keepAlive);
        EXPECT_EQ(parsed.rest, "GET /next");
    }
}

TEST(RequestParser, ReadsOverEmptyLinesBeforeARequest) {
    EXPECT_EQ(statusOf("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"), 0);
    EXPECT_EQ(statusOf("\rGET / HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
}

TEST(RequestParser, ReadsChunkedBodies) {
    const std::string text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\nA\r\n, world...\r\n0\r\nTrailer: x\r\n\r\nrest";
    for (const std::size_t step : {1U, 3U, 1000U}) {
        Parsed parsed(text, step);
        ASSERT_EQ(parsed.parser.state(), State::Done) << step;
        EXPECT_EQ(parsed.parser.request().body, "hello, world...");
        EXPECT_EQ(parsed.rest, "rest");
    }
}

TEST(RequestParser, KnowsWhoKeepsAlive) {
    EXPECT_TRUE(Parsed("GET / HTTP/1.1\r\nHost: h\r\n\r\n").parser.request().keepAlive);
    EXPECT_FALSE(Parsed("GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n").parser.request().keepAlive);
    EXPECT_FALSE(Parsed("GET / HTTP/1.0\r\n\r\n").parser.request().keepAlive);
    EXPECT_TRUE(Parsed("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").parser.request().keepAlive);
}

TEST(RequestParser, RefusesWhatIsAmbiguous) {
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(statusOf(head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Content-Length: +1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Content-Length: 1,1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Transfer-Encoding: gzip, chunked\r\n\r\n"), 501);
    EXPECT_EQ(statusOf(head + "Bad Name: 1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Space : 1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + " folded: 1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "X: a\nb\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(head + "Host: again\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\n\r\n"), 400);
}

TEST(RequestParser, RefusesMalformedLines) {
    for (const char *line : {"GET", "GET /", "GET  HTTP/1.1", "GET nope HTTP/1.1", "G@T / HTTP/1.1", "GET /%zz HTTP/1.1", "GET /%00 HTTP/1.1", "GET /?%f HTTP/1.1", "GET / HTTP/1.1 ", "GET / FTP/1.1"})
        EXPECT_EQ(statusOf(std::string(line) + "\r\nHost: h\r\n\r\n"), 400) << line;
    EXPECT_EQ(statusOf("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), 505);
}

TEST(RequestParser, RefusesBrokenChunks) {
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(statusOf(head + "zz\r\n"), 400);
    EXPECT_EQ(statusOf(head + "\r\n"), 400);
    EXPECT_EQ(statusOf(head + "2\r\nabc\r\n"), 400);
    EXPECT_EQ(statusOf(head + "fffffffffffffffff\r\n"), 400);
    EXPECT_EQ(statusOf(head + "ffffffffffffff\r\n"), 413);
}

TEST(RequestParser, HoldsTheLimits) {
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(17000, 'a')), 431);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(17000, 'a') + "\r\n\r\n"), 431);
    std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
    for (int i = 0; i < 101; ++i) many += "X: y\r\n";
    EXPECT_EQ(statusOf(many + "\r\n"), 431);
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n"), 413);
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: h\r\nExpect: magic\r\n\r\n"), 417);
}

TEST(RequestParser, StartsOverForTheNextRequest) {
    Parsed parsed("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nxGET /two HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_EQ(parsed.parser.state(), State::Done);
    parsed.parser.reset();
    EXPECT_FALSE(parsed.parser.isStarted());
    ASSERT_EQ(parsed.parser.feed(parsed.rest), State::Done);
    EXPECT_EQ(parsed.parser.request().path, "/two");
    EXPECT_EQ(parsed.parser.request().body, "");
}
