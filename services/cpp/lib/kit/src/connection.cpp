// What happens on one connection: bytes in, requests to handlers, responses out, deadlines.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "kit/http-error.hpp"
#include "kit/log.hpp"
#include "server-loop.hpp"

namespace wxwidgets::kit {

namespace {

constexpr std::size_t readBytes = 64 * 1024;
constexpr auto lingerTime = std::chrono::seconds(2);
constexpr auto acceptPause = std::chrono::milliseconds(50);
const std::string noRoute = "-";

} // namespace

void Server::Loop::accept() {
    while (listener_ >= 0) {
        const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EINTR || errno == ECONNABORTED) continue;
            if (errno == EAGAIN) return;
            // Out of descriptors or memory: the listener would wake the loop without end.
            return makeRoom() ? void() : pauseAccept(Clock::now() + acceptPause);
        }
        if (connections_.size() >= limits_.connections && !makeRoom()) {
            ::close(fd);
            return pauseAccept(Clock::now() + acceptPause);
        }
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
        const std::uint64_t id = nextId_++;
        auto connection = std::make_unique<Connection>(id, fd, limits_, Clock::now());
        Connection &added = *connection;
        connections_.emplace(id, std::move(connection));
        added.events = EPOLLIN;
        watch(fd, id, EPOLLIN, true);
        setDeadline(added, added.acceptedAt + limits_.idle);
        // The request is mostly there already: saves a turn of the loop.
        receive(added);
    }
}

// Closes the connection that is idle the longest, else the request that takes longest to arrive.
bool Server::Loop::makeRoom() {
    Connection *victim = nullptr;
    for (const auto &entry : connections_) {
        Connection &candidate = *entry.second;
        if (candidate.state != Connection::State::Reading && candidate.state != Connection::State::Lingering) continue;
        const bool isBetter = victim == nullptr || (candidate.isIdle() && !victim->isIdle()) ||
                              (candidate.isIdle() == victim->isIdle() && candidate.lastActive < victim->lastActive);
        if (isBetter) victim = &candidate;
    }
    if (victim == nullptr) return false;
    log(LogLevel::Warn, "connection closed to make room", Json::object({{"connections", connections_.size()}, {"idle", victim->isIdle()}}));
    close(*victim);
    return true;
}

void Server::Loop::pauseAccept(Clock::time_point until) {
    acceptAgain_ = until;
    if (listener_ >= 0) watch(listener_, 1, until == Clock::time_point::max() ? std::uint32_t{EPOLLIN} : std::uint32_t{0}, false);
}

void Server::Loop::onEvents(Connection &connection, std::uint32_t events) {
    if (connection.state == Connection::State::Working) {
        // Only hang-ups come here. The worker cannot be called back; its answer is dropped when it comes.
        connection.isGone = true;
        epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.fd, nullptr);
        return;
    }
    if (connection.state == Connection::State::Writing) {
        if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close(connection);
        flush(connection);
        return advance(connection);
    }
    receive(connection);
}

void Server::Loop::receive(Connection &connection) {
    static thread_local char buffer[readBytes];
    const ssize_t count = recv(connection.fd, buffer, sizeof buffer, 0);
    if (count < 0) {
        if (errno != EAGAIN && errno != EINTR) close(connection);
        return;
    }
    if (connection.state == Connection::State::Lingering) {
        if (count == 0) close(connection);
        return;
    }
    if (count == 0) connection.sawEnd = true;
    else connection.input.append(buffer, static_cast<std::size_t>(count));
    advance(connection);
}

void Server::Loop::advance(Connection &connection) {
    while (connection.fd >= 0 && connection.state == Connection::State::Reading && step(connection)) {
    }
}

// One request further. False when more bytes or time are needed.
bool Server::Loop::step(Connection &connection) {
    const RequestParser::State before = connection.parser.state();
    const bool wasStarted = connection.parser.isStarted();
    const RequestParser::State state = connection.parser.feed(connection.input);
    account(connection);
    const Clock::time_point now = Clock::now();
    if (state == RequestParser::State::Failed) {
        refuse(connection, connection.parser.status(), connection.parser.code(), connection.parser.reason());
        return true;
    }
    if (state == RequestParser::State::Done) {
        connection.lastActive = now;
        start(connection);
        return true;
    }
    if (connection.sawEnd) {
        if (connection.parser.isStarted()) log(LogLevel::Info, "connection ended within a request", Json::object({{"path", connection.parser.request().path.substr(0, 200)}}));
        close(connection);
        return false;
    }
    if (buffered_ > limits_.bufferedBytes) {
        refuse(connection, 503, "overloaded", "too many bytes are arriving at once");
        return true;
    }
    if (state == RequestParser::State::Body && before == RequestParser::State::Head) {
        setDeadline(connection, now + limits_.body);
        if (connection.parser.request().expectsContinue) {
            static const char words[] = "HTTP/1.1 100 Continue\r\n\r\n";
            // A fresh response in an empty socket buffer fits; if not, the client sends without being told.
            [[maybe_unused]] const ssize_t sent = send(connection.fd, words, sizeof words - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
        }
    } else if (!wasStarted && connection.parser.isStarted()) {
        connection.lastActive = now;
        setDeadline(connection, now + limits_.head);
    }
    return false;
}

void Server::Loop::start(Connection &connection) {
    Request &request = connection.parser.request();
    connection.closes = !request.keepAlive || connection.sawEnd;
    connection.isHead = request.method == "HEAD";
    connection.state = Connection::State::Working;
    setDeadline(connection, Clock::time_point::max());
    const Route *route = nullptr;
    try {
        route = &router_.match(request);
    } catch (const HttpError &error) {
        if (observer) observer({request.method, noRoute, error.status(), std::chrono::nanoseconds(0)});
        Response response = Response::json(error.status(), error.body());
        if (error.status() == 405) response.setHeader("Allow", error.reason().substr(error.reason().rfind(": ") + 2));
        return respond(connection, response);
    }
    if (route->isImmediate) return respond(connection, execute(*route, request, observer));
    interest(connection, 0);
    auto shared = std::make_shared<Request>(std::move(request));
    const bool isTaken = workers_->submit([this, id = connection.id, route, shared] {
        Response response = execute(*route, *shared, observer);
        {
            const std::lock_guard<std::mutex> lock(completionsMutex_);
            completions_.push_back({id, std::move(response)});
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
    });
    if (!isTaken) {
        if (observer) observer({shared->method, route->pattern, 503, std::chrono::nanoseconds(0)});
        respond(connection, errorResponse(503, "overloaded", "too many requests wait"));
    }
}

void Server::Loop::refuse(Connection &connection, int status, const std::string &code, const std::string &reason) {
    if (observer) observer({connection.parser.request().method, noRoute, status, std::chrono::nanoseconds(0)});
    log(LogLevel::Info, "request refused", Json::object({{"path", connection.parser.request().path.substr(0, 200)}, {"status", status}, {"code", code}, {"reason", reason}}));
    connection.closes = true;
    connection.lingers = true;
    respond(connection, errorResponse(status, code, reason));
}

void Server::Loop::respond(Connection &connection, const Response &response) {
    if (connection.isGone) return close(connection);
    if (isDraining_) connection.closes = true;
    connection.output = serialize(response, {connection.isHead, connection.closes, &commonHeaders});
    connection.written = 0;
    connection.state = Connection::State::Writing;
    setDeadline(connection, Clock::now() + limits_.write);
    flush(connection);
}

void Server::Loop::flush(Connection &connection) {
    while (connection.written < connection.output.size()) {
        const ssize_t count = send(connection.fd, connection.output.data() + connection.written, connection.output.size() - connection.written, MSG_NOSIGNAL);
        if (count > 0) connection.written += static_cast<std::size_t>(count);
        else if (errno == EAGAIN) return interest(connection, EPOLLOUT);
        else if (errno != EINTR) return close(connection);
    }
    finish(connection);
}

void Server::Loop::finish(Connection &connection) {
    ++connection.served;
    if (connection.closes) {
        if (!connection.lingers || isDraining_) return close(connection);
        shutdown(connection.fd, SHUT_WR);
        connection.state = Connection::State::Lingering;
        connection.input = std::string();
        setDeadline(connection, Clock::now() + lingerTime);
        return interest(connection, EPOLLIN);
    }
    connection.output = std::string();
    connection.parser.reset();
    connection.state = Connection::State::Reading;
    account(connection);
    setDeadline(connection, Clock::now() + limits_.idle);
    interest(connection, EPOLLIN);
}

void Server::Loop::account(Connection &connection) {
    const std::size_t now = connection.fd < 0 ? 0 : connection.input.size() + connection.parser.request().body.size();
    buffered_ += now - connection.buffered;
    connection.buffered = now;
}

void Server::Loop::setDeadline(Connection &connection, Clock::time_point deadline) {
    connection.deadline = deadline;
    nextDeadline_ = std::min(nextDeadline_, deadline);
}

void Server::Loop::interest(Connection &connection, std::uint32_t events) {
    if (connection.events == events) return;
    connection.events = events;
    watch(connection.fd, connection.id, events, false);
}

void Server::Loop::close(Connection &connection) {
    if (connection.fd < 0) return;
    ::close(connection.fd);
    connection.fd = -1;
    account(connection);
    const auto found = connections_.find(connection.id);
    closed_.push_back(std::move(found->second));
    connections_.erase(found);
}

} // namespace wxwidgets::kit
