#include "kit/dependencies.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "kit/http-error.hpp"
#include "kit/server.hpp"
#include "kit/trace.hpp"

using namespace wxwidgets::kit;

namespace {

struct RunningServer {
    Server server;
    std::thread thread;

    explicit RunningServer(const Router &router, std::uint16_t port = 0) : server(router, Limits{}) {
        server.listen("127.0.0.1", port);
        thread = std::thread([this] { server.run(); });
    }
    ~RunningServer() {
        server.stop();
        thread.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(server.port()); }
};

// Until the only dependency is `reach`; a hang is the test's time-out.
DependencyState await(const Dependencies &dependencies, Reach reach) {
    while (true) {
        DependencyState state = dependencies.states().front();
        if (state.reach == reach) return state;
        std::this_thread::yield();
    }
}

constexpr CheckTimes quick{std::chrono::milliseconds(0), std::chrono::milliseconds(1000), std::chrono::milliseconds(5), std::chrono::milliseconds(5), std::chrono::milliseconds(20)};

} // namespace

TEST(Dependencies, ReadsTheList) {
    const Dependencies none("");
    EXPECT_TRUE(none.states().empty());
    const Dependencies two("a=http://h:1, b=http://10.0.0.1/");
    ASSERT_EQ(two.states().size(), 2U);
    EXPECT_EQ(two.states()[1].name, "b");
    EXPECT_EQ(two.states()[0].reach, Reach::Unknown);
    for (const char *bad : {"a", "=http://h:1", "a=h:1", "a=https://h:1", "a=http://h:0", "a=http://h:99999", "a=http://h:1/x", "a=http://:1", "a=http://h:1,a=http://h:2"})
        EXPECT_THROW(Dependencies{bad}, std::invalid_argument) << bad;
}

TEST(Dependencies, NoticesWhenOneGoesAndComesBack) {
    Router router;
    router.add("GET", "/livez", [](const Request &) { return Response::empty(200); });
    auto server = std::make_unique<RunningServer>(router);
    const std::uint16_t port = server->server.port();
    Dependencies dependencies("other=" + server->url(), quick);
    dependencies.start();
    await(dependencies, Reach::Reachable);
    server.reset();
    EXPECT_NE(await(dependencies, Reach::Unreachable).reason, "");
    server = std::make_unique<RunningServer>(router, port);
    EXPECT_EQ(await(dependencies, Reach::Reachable).reason, "");
}

TEST(Dependencies, CallsWithTheTrace) {
    Router router;
    router.add("POST", "/echo", [](const Request &request) { return Response::text(201, *request.headers.find("traceparent") + " " + request.body); });
    RunningServer server(router);
    Dependencies dependencies("other=" + server.url());
    const Trace trace = Trace::make();
    const TraceScope scope(trace);
    Call call;
    call.method = "POST";
    call.target = "/echo";
    call.body = std::string(500000, 'x');
    const Answer answer = dependencies.call("other", call);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, trace.traceparent() + " " + call.body);
}

TEST(Dependencies, ATooLargeAnswerOrNoneIsA502) {
    Router router;
    router.add("GET", "/large", [](const Request &) { return Response::text(200, std::string(1000, 'x')); });
    RunningServer server(router);
    Dependencies dependencies("other=" + server.url() + ",gone=http://127.0.0.1:9");
    Call call;
    call.target = "/large";
    call.maxBytes = 999;
    const auto statusOf = [&](const char *name) {
        try {
            dependencies.call(name, call);
        } catch (const HttpError &error) {
            return error.status();
        }
        return 0;
    };
    EXPECT_EQ(statusOf("other"), 502);
    EXPECT_EQ(statusOf("gone"), 502);
    EXPECT_EQ(statusOf("nobody"), 503);
}
