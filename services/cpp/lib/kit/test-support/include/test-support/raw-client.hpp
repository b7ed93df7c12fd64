// A connection that sends exactly the bytes it is told, whole or in pieces.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace wxwidgets::test {

struct RawResponse {
    int status = 0;
    /** With its empty line. */
    std::string head;
    std::string body;
    bool has(std::string_view words) const { return head.find(words) != std::string::npos; }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    /** False when the peer does not take all of it. */
    bool send(std::string_view bytes);
    void finishSending();
    /** Status 0 when the connection ended before a whole response came. */
    RawResponse receive(bool isHead = false);
    /** True once the peer has closed. */
    bool awaitEnd();

private:
    bool fill();

    int fd_;
    std::string input_;
};

/** A whole exchange on a connection of its own. */
RawResponse exchange(std::uint16_t port, const std::string &method, const std::string &target, const std::string &body = "", const std::string &headers = "");

} // namespace wxwidgets::test
