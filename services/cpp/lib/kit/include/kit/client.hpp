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
};

struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
};

/** No answer came: refused, not found, too late, not HTTP. */
class CallError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

Answer call(const Endpoint &endpoint, const Call &request);

} // namespace wxwidgets::kit
