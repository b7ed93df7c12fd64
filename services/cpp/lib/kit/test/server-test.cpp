#include "kit/server.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "kit/http-error.hpp"
#include "test-support/raw-client.hpp"

using namespace wxwidgets::kit;
using wxwidgets::test::exchange;
using wxwidgets::test::RawClient;

namespace {

// A handler that waits until it is let go.
class Gate {
public:
    void enter() {
        std::unique_lock<std::mutex> lock(mutex_);
        ++inside_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return isOpen_; });
    }
    void awaitInside(int count) {
        std::unique_lock<std::mutex> lock(mutex_);
        changed_.wait(lock, [&] { return inside_ >= count; });
    }
    void open() {
        const std::lock_guard<std::mutex> lock(mutex_);
        isOpen_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int inside_ = 0;
    bool isOpen_ = false;
};

class ServerTest : public testing::Test {
protected:
    void start() {
        server_ = std::make_unique<Server>(router, limits);
        server_->addHeader("X-Build-Id", "b1");
        server_->setObserver([this](const Answered &answered) {
            const std::lock_guard<std::mutex> lock(observedMutex_);
            observed_.push_back(answered.route + " " + std::to_string(answered.status));
        });
        server_->listen("127.0.0.1", 0);
        port = server_->port();
        thread_ = std::thread([this] { isClean_ = server_->run(); });
    }
    void stop() { server_->stop(); }
    bool join() {
        thread_.join();
        return isClean_;
    }
    std::vector<std::string> observed() {
        const std::lock_guard<std::mutex> lock(observedMutex_);
        return observed_;
    }
    void SetUp() override {
        router.addImmediate("GET", "/quick", [](const Request &) { return Response::text(200, "quick"); });
        router.add("GET", "/gate", [this](const Request &) {
            gate.enter();
            return Response::text(200, "through");
        });
        router.add("POST", "/echo", [](const Request &request) { return Response::text(200, request.body); });
        router.add("GET", "/large", [](const Request &) { return Response::text(200, std::string(8000000, 'x')); });
        router.add("GET", "/huge", [](const Request &) { return Response::text(200, std::string(32000000, 'x')); });
        router.add("GET", "/throws", [](const Request &) -> Response { throw std::runtime_error("secret"); });
        router.add("GET", "/throws-oddly", [](const Request &) -> Response { throw 42; });
        router.add("GET", "/refuses", [](const Request &) -> Response { throw HttpError(422, "nope", "because"); });
    }
    void TearDown() override {
        gate.open();
        if (thread_.joinable()) {
            stop();
            thread_.join();
        }
        server_.reset();
    }

    Limits limits;
    Router router;
    Gate gate;
    std::uint16_t port = 0;

private:
    std::unique_ptr<Server> server_;
    std::thread thread_;
    bool isClean_ = false;
    std::mutex observedMutex_;
    std::vector<std::string> observed_;
};

const std::string getQuick = "GET /quick HTTP/1.1\r\nHost: h\r\n\r\n";

} // namespace

TEST_F(ServerTest, AnswersOnOneConnectionAgainAndAgain) {
    start();
    RawClient client(port);
    for (int i = 0; i < 3; ++i) {
        client.send(getQuick);
        const auto response = client.receive();
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "quick");
        EXPECT_TRUE(response.has("X-Build-Id: b1\r\n"));
        EXPECT_FALSE(response.has("Connection: close"));
    }
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na" + getQuick + "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb");
    EXPECT_EQ(client.receive().body, "a");
    EXPECT_EQ(client.receive().body, "quick");
    EXPECT_EQ(client.receive().body, "b");
    EXPECT_TRUE(client.awaitEnd());
}

TEST_F(ServerTest, AnswersWhoHasFinishedSending) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    client.finishSending();
    EXPECT_EQ(client.receive().body, "hi");
    EXPECT_TRUE(client.awaitEnd());
}

TEST_F(ServerTest, HeadHasNoBody) {
    start();
    RawClient client(port);
    client.send("HEAD /quick HTTP/1.1\r\nHost: h\r\n\r\n" + getQuick);
    EXPECT_TRUE(client.receive(true).has("Content-Length: 5\r\n"));
    EXPECT_EQ(client.receive().body, "quick");
}

TEST_F(ServerTest, ExceptionsBecomeResponses) {
    start();
    EXPECT_EQ(exchange(port, "GET", "/refuses").body, "{\"error\":{\"status\":422,\"code\":\"nope\",\"reason\":\"because\"}}\n");
    for (const char *target : {"/throws", "/throws-oddly"}) {
        const auto response = exchange(port, "GET", target);
        EXPECT_EQ(response.status, 500);
        EXPECT_EQ(response.body.find("secret"), std::string::npos);
    }
    EXPECT_EQ(exchange(port, "GET", "/nowhere").status, 404);
    const auto wrong = exchange(port, "DELETE", "/quick");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_TRUE(wrong.has("Allow: GET\r\n"));
}

TEST_F(ServerTest, SaysNoToTenMegabytesAndTheAnswerArrives) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10000000\r\n\r\n");
    client.send(std::string(10000000, 'x'));
    const auto response = client.receive();
    EXPECT_EQ(response.status, 413);
    EXPECT_TRUE(response.has("Connection: close\r\n"));
}

TEST_F(ServerTest, ReadsNoHundredMegabytesInChunks) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(0x100000, 'x') + "\r\n";
    for (int i = 0; i < 100 && client.send(chunk); ++i) {
    }
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
}

TEST_F(ServerTest, RefusesWhatArrivesOnAllConnectionsTogether) {
    limits.bufferedBytes = 100000;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        clients.back()->send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10001\r\n\r\n" + std::string(10000, 'x'));
    }
    while (observed().empty() || observed().back() != "- 503") std::this_thread::yield();
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
}

TEST_F(ServerTest, InvitesTheBodyThatIsExpected) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    client.send("ok");
    EXPECT_EQ(client.receive().body, "ok");
}

TEST_F(ServerTest, SlowClientsGetA408AndHoldNobodyUp) {
    limits.head = std::chrono::milliseconds(50);
    limits.body = std::chrono::milliseconds(50);
    limits.threads = 1;
    start();
    RawClient slowHead(port), slowBody(port);
    slowHead.send("GET /quick HT");
    slowBody.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
    EXPECT_EQ(exchange(port, "POST", "/echo", "x").status, 200);
    EXPECT_EQ(slowHead.receive().status, 408);
    EXPECT_EQ(slowBody.receive().status, 408);
}

TEST_F(ServerTest, ATrickleOfBytesBuysNoTime) {
    limits.head = std::chrono::milliseconds(50);
    limits.body = std::chrono::milliseconds(50);
    start();
    for (const char *beginning : {"GET /quick HTTP/1.1\r\nX: ", "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n"}) {
        RawClient client(port);
        client.send(beginning);
        for (int sent = 0; observed().empty() || observed().back() != "- 408"; ++sent) {
            if (sent < 5000) client.send("x");
        }
        EXPECT_EQ(exchange(port, "POST", "/echo", "x").status, 200); // and the list of what was seen goes on
    }
}

TEST_F(ServerTest, AReaderThatNeverReadsIsGivenUp) {
    limits.write = std::chrono::milliseconds(50);
    limits.connections = 1; // while it is there, nobody else gets in
    start();
    RawClient client(port);
    client.send("GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");
    while (observed().empty()) std::this_thread::yield();
    while (exchange(port, "GET", "/quick").status != 200) {
    }
    EXPECT_EQ(client.receive().status, 0); // cut short
}

TEST_F(ServerTest, ManyConnectionsDoNotKeepOthersOut) {
    limits.connections = 16;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        clients.back()->send("GET /quick HT");
        if (i % 20 == 0) {
            EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
        }
    }
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
    EXPECT_TRUE(clients.front()->awaitEnd());
}

TEST_F(ServerTest, IdleConnectionsEnd) {
    limits.idle = std::chrono::milliseconds(20);
    start();
    RawClient silent(port), used(port);
    used.send(getQuick);
    EXPECT_EQ(used.receive().status, 200);
    EXPECT_TRUE(silent.awaitEnd());
    EXPECT_TRUE(used.awaitEnd());
}

TEST_F(ServerTest, QuickRoutesAnswerWhileAllWorkersAreBusy) {
    limits.threads = 2;
    limits.queuedRequests = 1;
    start();
    std::vector<std::unique_ptr<RawClient>> busy;
    for (int i = 0; i < 2; ++i) {
        busy.push_back(std::make_unique<RawClient>(port));
        busy.back()->send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
        gate.awaitInside(i + 1);
    }
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
    RawClient queued(port);
    queued.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
    // One may wait; further ones are refused at once. Which of two comes first is the kernel's choice.
    RawClient refused(port);
    refused.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
    while (observed().empty() || observed().back() != "/gate 503") std::this_thread::yield();
    gate.open();
    const int first = queued.receive().status, second = refused.receive().status;
    EXPECT_EQ(first + second, 200 + 503);
    for (const auto &client : busy) EXPECT_EQ(client->receive().body, "through");
}

TEST_F(ServerTest, MakesRoomByClosingWhoIsIdle) {
    limits.connections = 2;
    start();
    RawClient first(port), second(port);
    first.send(getQuick);
    EXPECT_EQ(first.receive().status, 200);
    second.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.awaitInside(1);
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
    EXPECT_TRUE(first.awaitEnd());
    gate.open();
    EXPECT_EQ(second.receive().body, "through");
}

TEST_F(ServerTest, LargeResponsesReachSlowReaders) {
    start();
    EXPECT_EQ(exchange(port, "GET", "/large").body.size(), 8000000U);
}

TEST_F(ServerTest, SurvivesClientsThatLeave) {
    start();
    for (int i = 0; i < 20; ++i) {
        RawClient client(port);
        client.send(i % 2 == 0 ? "GET /large HTTP/1.1\r\nHost: h\r\n\r\n" : "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nha");
    }
    {
        RawClient client(port);
        client.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
        gate.awaitInside(1);
    }
    gate.open();
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200);
}

TEST_F(ServerTest, StopEndsIdleConnectionsAtOnceAndFinishesWhatRuns) {
    start();
    RawClient idle(port), working(port);
    idle.send(getQuick);
    EXPECT_EQ(idle.receive().status, 200);
    working.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.awaitInside(1);
    stop();
    EXPECT_TRUE(idle.awaitEnd()); // while the other still works
    gate.open();
    const auto response = working.receive();
    EXPECT_EQ(response.body, "through");
    EXPECT_TRUE(response.has("Connection: close\r\n"));
    EXPECT_TRUE(join());
    EXPECT_THROW(RawClient{port}, std::runtime_error);
}

TEST_F(ServerTest, StopServesWhatIsStillArriving) {
    start();
    RawClient client(port);
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nha");
    EXPECT_EQ(exchange(port, "GET", "/quick").status, 200); // by now the first bytes are read
    stop();
    client.send("lf");
    EXPECT_EQ(client.receive().body, "half");
    EXPECT_TRUE(join());
}

TEST_F(ServerTest, StopGivesUpOnRequestsThatDoNotEnd) {
    limits.drain = std::chrono::milliseconds(50);
    start();
    RawClient working(port);
    working.send("GET /gate HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.awaitInside(1);
    stop();
    EXPECT_FALSE(join());
}

TEST_F(ServerTest, TellsTheObserver) {
    start();
    exchange(port, "POST", "/echo", "x");
    exchange(port, "GET", "/nowhere");
    {
        RawClient client(port);
        client.send("nonsense\r\n\r\n");
        EXPECT_EQ(client.receive().status, 400);
    }
    EXPECT_EQ(observed(), (std::vector<std::string>{"/echo 200", "- 404", "- 400"}));
}
