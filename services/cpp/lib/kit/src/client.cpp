#include "kit/client.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include "kit/trace.hpp"
#include "response-parser.hpp"

namespace wxwidgets::kit {

namespace {

using Clock = std::chrono::steady_clock;

struct Socket {
    int fd = -1;
    Socket() = default;
    explicit Socket(int descriptor) : fd(descriptor) {}
    Socket(Socket &&other) noexcept : fd(std::exchange(other.fd, -1)) {}
    Socket &operator=(Socket &&other) noexcept {
        std::swap(fd, other.fd);
        return *this;
    }
    ~Socket() {
        if (fd >= 0) ::close(fd);
    }
};

void await(const Socket &socket, short events, Clock::time_point deadline, CallFailure failure) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) throw CallError(failure, "no answer in time");
        pollfd entry{socket.fd, events, 0};
        const int count = poll(&entry, 1, static_cast<int>(left));
        if (count > 0) return;
        if (count < 0 && errno != EINTR) throw CallError(failure, std::string("poll: ") + std::strerror(errno));
    }
}

Socket connectTo(const addrinfo &address, Clock::time_point deadline) {
    Socket socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.fd < 0) throw CallError(CallFailure::NotReached, std::string("socket: ") + std::strerror(errno));
    const int on = 1;
    setsockopt(socket.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(socket.fd, address.ai_addr, address.ai_addrlen) == 0) return socket;
    if (errno != EINPROGRESS) throw CallError(CallFailure::NotReached, std::strerror(errno));
    await(socket, POLLOUT, deadline, CallFailure::NotReached);
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0) throw CallError(CallFailure::NotReached, std::strerror(error));
    return socket;
}

Socket open(const Endpoint &endpoint, Clock::time_point deadline) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | AI_ADDRCONFIG;
    addrinfo *raw = nullptr;
    const int failure = getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &hints, &raw);
    if (failure != 0) throw CallError(CallFailure::NotReached, endpoint.host + ": " + gai_strerror(failure));
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> addresses(raw, freeaddrinfo);
    std::string reason = "no address";
    for (const addrinfo *address = addresses.get(); address != nullptr; address = address->ai_next) {
        try {
            return connectTo(*address, deadline);
        } catch (const CallError &error) {
            reason = error.what();
        }
    }
    throw CallError(CallFailure::NotReached, endpoint.host + ":" + std::to_string(endpoint.port) + ": " + reason);
}

std::string head(const Endpoint &endpoint, const Call &request) {
    std::string text = request.method + " " + request.target + " HTTP/1.1\r\nHost: " + endpoint.host + ":" + std::to_string(endpoint.port) +
                       "\r\nConnection: close\r\nAccept: application/json\r\n";
    if (!request.body.empty() || request.method != "GET") text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    if (!request.contentType.empty()) text += "Content-Type: " + request.contentType + "\r\n";
    if (const Trace *trace = currentTrace()) {
        text += "traceparent: " + trace->traceparent() + "\r\n";
        if (!trace->state.empty()) text += "tracestate: " + trace->state + "\r\n";
        if (!trace->requestId.empty()) text += "x-request-id: " + trace->requestId + "\r\n";
    }
    return text + "\r\n";
}

} // namespace

Endpoint Endpoint::parse(std::string_view url) {
    const std::string_view scheme = "http://";
    const auto refuse = [&] { throw std::invalid_argument("not of the form http://host:port: " + std::string(url)); };
    if (url.substr(0, scheme.size()) != scheme) refuse();
    std::string_view rest = url.substr(scheme.size());
    if (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
    Endpoint endpoint;
    const std::size_t colon = rest.rfind(':');
    endpoint.host = std::string(rest.substr(0, colon));
    if (endpoint.host.empty() || endpoint.host.find_first_of("/ \r\n\t@?#") != std::string::npos) refuse();
    if (colon != std::string_view::npos) {
        const auto parsed = std::from_chars(rest.data() + colon + 1, rest.data() + rest.size(), endpoint.port);
        if (parsed.ec != std::errc() || parsed.ptr != rest.data() + rest.size() || endpoint.port == 0) refuse();
    }
    return endpoint;
}

Answer call(const Endpoint &endpoint, const Call &request) {
    const Clock::time_point deadline = Clock::now() + request.timeout;
    const Socket socket = open(endpoint, deadline);
    const std::string output = head(endpoint, request) + request.body;
    ResponseParser parser(request.maxBytes);
    std::string input;
    std::size_t sent = 0;
    char buffer[16 * 1024];
    while (true) {
        // Reads while it writes: a server may answer 413 in the middle of the body.
        await(socket, static_cast<short>(sent < output.size() ? POLLIN | POLLOUT : POLLIN), deadline, sent == 0 ? CallFailure::NotReached : CallFailure::Lost);
        if (sent < output.size()) {
            const ssize_t count = send(socket.fd, output.data() + sent, output.size() - sent, MSG_NOSIGNAL);
            if (count > 0) sent += static_cast<std::size_t>(count);
        }
        const ssize_t count = recv(socket.fd, buffer, sizeof buffer, 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count < 0) throw CallError(sent == 0 ? CallFailure::NotReached : CallFailure::Lost, std::strerror(errno));
        if (count == 0) {
            parser.end();
            return std::move(parser.answer());
        }
        input.append(buffer, static_cast<std::size_t>(count));
        if (parser.feed(input)) return std::move(parser.answer());
    }
}

} // namespace wxwidgets::kit
