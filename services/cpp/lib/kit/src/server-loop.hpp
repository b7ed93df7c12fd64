// The inside of Server: the loop over all sockets and what it knows of each connection.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "exchange.hpp"
#include "kit/server.hpp"
#include "request-parser.hpp"
#include "worker-pool.hpp"

namespace wxwidgets::kit {

using Clock = std::chrono::steady_clock;

struct Connection {
    enum class State {
        Reading,   // idle, or a request is arriving
        Working,   // a worker has it
        Writing,   // the response is on its way
        Lingering, // answered early; what the peer still sends is read over, or it would lose the answer
    };

    Connection(std::uint64_t number, int socket, const Limits &limits, Clock::time_point now)
        : id(number), fd(socket), parser(limits), acceptedAt(now), lastActive(now) {}

    std::uint64_t id;
    int fd;
    State state = State::Reading;
    RequestParser parser;
    std::string input;
    std::string output;
    std::size_t written = 0;
    std::size_t buffered = 0;
    std::uint32_t events = 0;
    bool isHead = false;
    bool closes = false;
    bool lingers = false;
    bool sawEnd = false;
    bool isGone = false;
    std::size_t served = 0;
    Clock::time_point acceptedAt;
    Clock::time_point lastActive;
    Clock::time_point deadline = Clock::time_point::max();

    bool isIdle() const { return state == State::Reading && !parser.isStarted() && input.empty(); }
};

class Server::Loop {
public:
    Loop(const Router &router, const Limits &limits);
    ~Loop();

    void listen(const std::string &address, std::uint16_t port);
    void stopOnSignals();
    bool run();
    void stop();

    Observer observer;
    std::string commonHeaders;
    std::uint16_t port = 0;

private:
    struct Completion {
        std::uint64_t connection;
        Response response;
    };

    // server.cpp
    void dispatch(std::uint64_t key, std::uint32_t events);
    void drain();
    void takeCompletions();
    void expire(Clock::time_point now);
    void giveUp(Connection &connection);
    int waitMs(Clock::time_point now) const;
    void watch(int fd, std::uint64_t key, std::uint32_t events, bool isNew);

    // connection.cpp
    void accept();
    bool makeRoom();
    void pauseAccept(Clock::time_point until);
    void onEvents(Connection &connection, std::uint32_t events);
    void receive(Connection &connection);
    void advance(Connection &connection);
    bool step(Connection &connection);
    void start(Connection &connection);
    void refuse(Connection &connection, int status, const std::string &code, const std::string &reason);
    void respond(Connection &connection, const Response &response);
    void flush(Connection &connection);
    void finish(Connection &connection);
    void account(Connection &connection);
    void setDeadline(Connection &connection, Clock::time_point deadline);
    void interest(Connection &connection, std::uint32_t events);
    void close(Connection &connection);

    const Router &router_;
    const Limits limits_;
    int epoll_ = -1;
    int listener_ = -1;
    int wake_ = -1;
    int signals_ = -1;
    std::atomic<bool> stopAsked_{false};
    bool isDraining_ = false;
    bool isCutShort_ = false;
    Clock::time_point drainEnd_ = Clock::time_point::max();
    Clock::time_point acceptAgain_ = Clock::time_point::max();
    Clock::time_point nextDeadline_ = Clock::time_point::max();
    std::uint64_t nextId_ = 16;
    std::size_t buffered_ = 0;
    std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
    /** Closed in this turn of the loop; freed at its end, as callers up the stack still hold them. */
    std::vector<std::unique_ptr<Connection>> closed_;
    std::mutex completionsMutex_;
    std::vector<Completion> completions_;
    std::unique_ptr<WorkerPool> workers_;
};

} // namespace wxwidgets::kit
