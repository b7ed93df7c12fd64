#include "kit/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "kit/log.hpp"
#include "server-loop.hpp"

namespace wxwidgets::kit {

namespace {

constexpr std::uint64_t listenerKey = 1, wakeKey = 2, signalsKey = 3;

[[noreturn]] void failWith(const std::string &what) { throw std::system_error(errno, std::generic_category(), what); }

sigset_t stopSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

} // namespace

void blockStopSignals() {
    const sigset_t set = stopSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

Server::Server(const Router &router, const Limits &limits) : loop_(std::make_unique<Loop>(router, limits)) {}
Server::~Server() = default;
void Server::setObserver(Observer observer) { loop_->observer = std::move(observer); }
void Server::addHeader(std::string name, std::string value) { loop_->commonHeaders += name + ": " + value + "\r\n"; }
void Server::listen(const std::string &address, std::uint16_t port) { loop_->listen(address, port); }
std::uint16_t Server::port() const noexcept { return loop_->port; }
void Server::stopOnSignals() { loop_->stopOnSignals(); }
bool Server::run() { return loop_->run(); }
void Server::stop() { loop_->stop(); }

Server::Loop::Loop(const Router &router, const Limits &limits)
    : router_(router), limits_(limits), workers_(std::make_unique<WorkerPool>(limits.threads, limits.queuedRequests)) {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (epoll_ < 0 || wake_ < 0) failWith("epoll");
    watch(wake_, wakeKey, EPOLLIN, true);
}

Server::Loop::~Loop() {
    workers_.reset(); // its jobs use everything below
    for (const auto &entry : connections_) ::close(entry.second->fd);
    for (const int fd : {listener_, signals_, wake_, epoll_}) {
        if (fd >= 0) ::close(fd);
    }
}

void Server::Loop::listen(const std::string &address, std::uint16_t wanted) {
    sockaddr_in6 v6{};
    sockaddr_in v4{};
    const bool isV6 = inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1;
    if (!isV6 && inet_pton(AF_INET, address.c_str(), &v4.sin_addr) != 1)
        throw std::system_error(EINVAL, std::generic_category(), "not an IP address: " + address);
    v6.sin6_family = AF_INET6;
    v4.sin_family = AF_INET;
    v6.sin6_port = v4.sin_port = htons(wanted);
    listener_ = socket(isV6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener_ < 0) failWith("socket");
    const int on = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const auto *name = isV6 ? reinterpret_cast<const sockaddr *>(&v6) : reinterpret_cast<const sockaddr *>(&v4);
    socklen_t length = isV6 ? sizeof v6 : sizeof v4;
    if (bind(listener_, name, length) != 0) failWith("bind " + address + " port " + std::to_string(wanted));
    if (::listen(listener_, 1024) != 0) failWith("listen");
    length = sizeof v6;
    getsockname(listener_, reinterpret_cast<sockaddr *>(&v6), &length);
    port = ntohs(v6.sin6_port); // the same place in both address families
    watch(listener_, listenerKey, EPOLLIN, true);
}

void Server::Loop::stopOnSignals() {
    const sigset_t set = stopSignals();
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals_ < 0) failWith("signalfd");
    watch(signals_, signalsKey, EPOLLIN, true);
}

void Server::Loop::stop() {
    stopAsked_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
}

bool Server::Loop::run() {
    epoll_event events[64];
    while (true) {
        if (stopAsked_ && !isDraining_) drain();
        if (isDraining_ && (connections_.empty() || isCutShort_)) break;
        const int count = epoll_wait(epoll_, events, 64, waitMs(Clock::now()));
        if (count < 0 && errno != EINTR) failWith("epoll_wait");
        for (int i = 0; i < count; ++i) dispatch(events[i].data.u64, events[i].events);
        const Clock::time_point now = Clock::now();
        if (now >= nextDeadline_) expire(now);
        if (now >= acceptAgain_) pauseAccept(Clock::time_point::max());
        if (now >= drainEnd_) isCutShort_ = true;
        closed_.clear();
    }
    if (!connections_.empty()) log(LogLevel::Warn, "requests cut off", Json::object({{"connections", connections_.size()}}));
    return connections_.empty();
}

void Server::Loop::dispatch(std::uint64_t key, std::uint32_t events) {
    if (key == listenerKey) return accept();
    if (key == wakeKey) return takeCompletions();
    if (key == signalsKey) {
        signalfd_siginfo info{};
        while (read(signals_, &info, sizeof info) == sizeof info) {
            // Asked a second time: no patience left.
            if (isDraining_) isCutShort_ = true;
            stopAsked_ = true;
        }
        return;
    }
    const auto found = connections_.find(key);
    if (found != connections_.end()) onEvents(*found->second, events);
}

void Server::Loop::takeCompletions() {
    std::uint64_t count;
    while (read(wake_, &count, sizeof count) > 0) {
    }
    std::vector<Completion> done;
    {
        const std::lock_guard<std::mutex> lock(completionsMutex_);
        done.swap(completions_);
    }
    for (const Completion &completion : done) {
        const auto found = connections_.find(completion.connection);
        if (found == connections_.end()) continue;
        // Not through the iterator: the answer may close the connection. It is freed at the end of the turn.
        Connection &connection = *found->second;
        respond(connection, completion.response);
        advance(connection);
    }
}

void Server::Loop::drain() {
    // Whoever the kernel has already connected is still served; only then is the door closed.
    if (listener_ >= 0) {
        accept();
        ::close(listener_);
        listener_ = -1;
    }
    isDraining_ = true;
    const Clock::time_point now = Clock::now();
    drainEnd_ = now + limits_.drain;
    std::vector<Connection *> all;
    for (const auto &entry : connections_) all.push_back(entry.second.get());
    for (Connection *connection : all) {
        if (connection->state == Connection::State::Lingering) {
            close(*connection);
            continue;
        }
        if (connection->state != Connection::State::Reading) continue;
        receive(*connection); // a request may wait in the socket
        if (connections_.count(connection->id) == 0 || connection->state != Connection::State::Reading) continue;
        // A connection just made has a request on its way; an idle one has not.
        const auto patience = connection->served == 0 ? connection->acceptedAt + std::chrono::milliseconds(20) : now;
        if (!connection->isIdle()) setDeadline(*connection, std::min(connection->deadline, now + limits_.drainArriving));
        else if (patience > now) setDeadline(*connection, patience);
        else close(*connection);
    }
}

void Server::Loop::expire(Clock::time_point now) {
    std::vector<Connection *> late;
    nextDeadline_ = Clock::time_point::max();
    for (const auto &entry : connections_) {
        if (entry.second->deadline <= now) late.push_back(entry.second.get());
        else nextDeadline_ = std::min(nextDeadline_, entry.second->deadline);
    }
    for (Connection *connection : late) {
        const bool isArriving = connection->state == Connection::State::Reading && !connection->isIdle();
        if (isArriving) refuse(*connection, 408, "too-slow", "the request did not arrive in time");
        else giveUp(*connection);
    }
}

// Idle, or its reader is too slow.
void Server::Loop::giveUp(Connection &connection) {
    if (connection.state == Connection::State::Writing) log(LogLevel::Info, "connection closed, its reader is too slow", Json::object({{"left", connection.output.size() - connection.written}}));
    close(connection);
}

int Server::Loop::waitMs(Clock::time_point now) const {
    const Clock::time_point next = std::min({nextDeadline_, drainEnd_, acceptAgain_});
    if (next == Clock::time_point::max()) return -1;
    if (next <= now) return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(next - now).count());
}

void Server::Loop::watch(int fd, std::uint64_t key, std::uint32_t events, bool isNew) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key;
    if (epoll_ctl(epoll_, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event) != 0) failWith("epoll_ctl");
}

} // namespace wxwidgets::kit
