#include "test-support/raw-client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace wxwidgets::test {

namespace {

// Far above what anything here takes: only a hang ends in it.
constexpr int patienceMs = 30000;

} // namespace

RawClient::RawClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect to port " + std::to_string(port));
}

RawClient::~RawClient() { close(fd_); }

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void RawClient::finishSending() { shutdown(fd_, SHUT_WR); }

bool RawClient::fill() {
    pollfd entry{fd_, POLLIN, 0};
    if (poll(&entry, 1, patienceMs) <= 0) throw std::runtime_error("no bytes came");
    char buffer[65536];
    const ssize_t count = recv(fd_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    input_.append(buffer, static_cast<std::size_t>(count));
    return true;
}

RawResponse RawClient::receive(bool isHead) {
    RawResponse response;
    std::size_t end;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return response;
    }
    response.head = input_.substr(0, end + 4);
    input_.erase(0, end + 4);
    const int status = std::atoi(response.head.c_str() + 9);
    const std::size_t field = response.head.find("Content-Length: ");
    const std::size_t length = field == std::string::npos || isHead ? 0 : static_cast<std::size_t>(std::atol(response.head.c_str() + field + 16));
    while (input_.size() < length) {
        if (!fill()) return response;
    }
    response.status = status;
    response.body = input_.substr(0, length);
    input_.erase(0, length);
    return response;
}

bool RawClient::awaitEnd() {
    while (fill()) {
    }
    return true;
}

RawResponse exchange(std::uint16_t port, const std::string &method, const std::string &target, const std::string &body, const std::string &headers) {
    RawClient client(port);
    client.send(method + " " + target + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
    return client.receive(method == "HEAD");
}

} // namespace wxwidgets::test
