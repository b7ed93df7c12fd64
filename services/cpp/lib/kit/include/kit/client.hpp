// Outgoing calls: one request, one answer, one deadline for all of it. Passes the current trace on.
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "kit/http.hpp"

namespace wxwidgets::kit {

struct Endpoint {
    std::string host;
    std::uint16_t port = 80;
    /** `http://host:port`, nothing behind it. Throws std::invalid_argument. */
    static Endpoint parse(std::string_view url);
};

struct Call {
    std::string method = "GET";
    std::string target = "/";
    std::string body;
    std::string contentType;
    std::chrono::milliseconds timeout{2000};
    std::size_t maxBytes = 4 * 1024 * 1024;
    /** May be sent again even when it may have been processed: it only computes. So are GET, HEAD, PUT and DELETE. */
    bool isRepeatable = false;
};

struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
};

enum class CallFailure {
    NotReached, // nothing was sent: refused, no such name
    Lost,       // sent, and no whole answer came back in time; it may have been processed
    BadAnswer,  // what came back is no HTTP, or too large
};

/** No answer came. */
class CallError : public std::runtime_error {
public:
    CallError(CallFailure failure, const std::string &words) : std::runtime_error(words), failure_(failure) {}
    CallFailure failure() const noexcept { return failure_; }

private:
    CallFailure failure_;
};

Answer call(const Endpoint &endpoint, const Call &request);

} // namespace wxwidgets::kit
