#include "kit/dependencies.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

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

constexpr RetryTimes retries{3, std::chrono::milliseconds(1), std::chrono::milliseconds(4)};

Call post(const std::string &target) {
    Call call;
    call.method = "POST";
    call.target = target;
    call.timeout = std::chrono::milliseconds(20000);
    return call;
}

HttpError refusal(Dependencies &dependencies, const char *name, const Call &call) {
    try {
        dependencies.call(name, call);
    } catch (const HttpError &error) {
        return error;
    }
    return HttpError(0, "", "it answered");
}

// Reads a request, and closes without an answer.
class SilentServer {
public:
    SilentServer() : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        bind(fd_, reinterpret_cast<const sockaddr *>(&address), length);
        getsockname(fd_, reinterpret_cast<sockaddr *>(&address), &length);
        port_ = ntohs(address.sin_port);
        listen(fd_, 16);
        thread_ = std::thread([this] {
            for (int peer; (peer = accept(fd_, nullptr, nullptr)) >= 0; close(peer)) {
                char bytes[4096];
                if (read(peer, bytes, sizeof bytes) > 0) ++connections_;
            }
        });
    }
    ~SilentServer() {
        shutdown(fd_, SHUT_RDWR);
        thread_.join();
        close(fd_);
    }
    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

private:
    int fd_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    std::thread thread_;
};

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

TEST(Dependencies, AnAnswerThatIsNoneIsA502AndNobodyA503) {
    Router router;
    router.add("GET", "/large", [](const Request &) { return Response::text(200, std::string(1000, 'x')); });
    RunningServer server(router);
    Dependencies dependencies("other=" + server.url() + ",gone=http://127.0.0.1:9", quick, retries);
    Call call;
    call.target = "/large";
    call.maxBytes = 999;
    EXPECT_EQ(refusal(dependencies, "other", call).status(), 502);
    const HttpError gone = refusal(dependencies, "gone", call);
    EXPECT_EQ(gone.status(), 503);
    EXPECT_EQ(gone.code(), "dependency-unavailable");
    EXPECT_EQ(gone.reason().find("gone is not available: 127.0.0.1:9: "), 0U) << gone.reason();
    EXPECT_EQ(gone.body().find("error")->find("details")->dump(), R"({"dependency":"gone","attempts":3})");
    EXPECT_EQ(refusal(dependencies, "nobody", call).code(), "dependency-missing");
}

TEST(Dependencies, ACallOutlastsARestart) {
    Router router;
    std::atomic<int> served{0};
    router.add("POST", "/make", [&](const Request &) { return Response::text(201, std::to_string(++served)); });
    auto server = std::make_unique<RunningServer>(router);
    const std::uint16_t port = server->server.port();
    Dependencies dependencies("other=" + server->url(), quick, {1000000, std::chrono::milliseconds(2), std::chrono::milliseconds(20)});
    server.reset();
    Answer answer;
    std::thread caller([&] {
        Call call = post("/make");
        call.timeout = std::chrono::milliseconds(60000);
        answer = dependencies.call("other", call);
    });
    EXPECT_NE(await(dependencies, Reach::Unreachable).reason, ""); // by the call: nothing else looks
    server = std::make_unique<RunningServer>(router, port);
    caller.join();
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, "1");
    EXPECT_EQ(dependencies.states().front().reach, Reach::Reachable);
}

TEST(Dependencies, A503IsTriedAgainWhenThatDoesNoHarm) {
    Router router;
    std::atomic<int> asked{0};
    const auto refuseTwice = [&](const char *code) {
        if (++asked <= 2) throw HttpError(503, code, "render-manager is away");
        return Response::empty(200);
    };
    router.add("POST", "/overloaded", [&](const Request &) { return refuseTwice("overloaded"); });
    router.add("POST", "/busy", [&](const Request &) { return refuseTwice("busy"); });
    router.add("POST", "/further", [&](const Request &) { return refuseTwice("dependency-unavailable"); });
    router.add("POST", "/words", [&](const Request &) { return ++asked <= 2 ? Response::text(503, "upstream") : Response::empty(200); });
    RunningServer server(router);
    Dependencies dependencies("other=" + server.url(), quick, retries);
    // The server itself said that no handler ran.
    EXPECT_EQ(dependencies.call("other", post("/overloaded")).status, 200);
    EXPECT_EQ(asked.exchange(0), 3);
    EXPECT_EQ(refusal(dependencies, "other", post("/busy")).reason(), "other is not available: it answered 503: render-manager is away");
    EXPECT_EQ(asked.exchange(0), 1);
    Call repeatable = post("/busy");
    repeatable.isRepeatable = true;
    EXPECT_EQ(dependencies.call("other", repeatable).status, 200);
    EXPECT_EQ(asked.exchange(0), 3);
    repeatable.target = "/words";
    EXPECT_EQ(dependencies.call("other", repeatable).status, 200);
    EXPECT_EQ(asked.exchange(0), 3);
    // It has tried already: trying here as well would multiply the attempts.
    repeatable.target = "/further";
    EXPECT_EQ(refusal(dependencies, "other", repeatable).code(), "dependency-unavailable");
    EXPECT_EQ(asked.exchange(0), 1);
}

TEST(Dependencies, WhatMayHaveBeenProcessedIsNotSentTwice) {
    SilentServer silent;
    Dependencies dependencies("other=http://127.0.0.1:" + std::to_string(silent.port()), quick, retries);
    EXPECT_EQ(refusal(dependencies, "other", post("/make")).status(), 503);
    EXPECT_EQ(silent.connections(), 1);
    Call read;
    EXPECT_EQ(refusal(dependencies, "other", read).status(), 503);
    EXPECT_EQ(silent.connections(), 1 + 3);
}

TEST(Dependencies, OneDeadlineHoldsForAllAttempts) {
    Dependencies dependencies("gone=http://127.0.0.1:9", quick, {1000000, std::chrono::milliseconds(1), std::chrono::milliseconds(1)});
    Call call;
    call.timeout = std::chrono::milliseconds(30);
    const HttpError error = refusal(dependencies, "gone", call);
    EXPECT_EQ(error.status(), 503);
    EXPECT_LE(error.body().find("error")->find("details")->find("attempts")->integer(), 60);
}
