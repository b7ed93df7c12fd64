// One request from its parsed form to the bytes of its response.
#pragma once

#include <string>

#include "kit/router.hpp"
#include "kit/server.hpp"

namespace wxwidgets::kit {

/** Runs the handler within the request's trace; whatever it throws becomes a response. */
Response execute(const Route &route, const Request &request, const Observer &observer);

Response errorResponse(int status, const std::string &code, const std::string &reason);

struct WireOptions {
    bool isHead = false;
    bool closes = false;
    /** Header lines of every response, ready made. */
    const std::string *common = nullptr;
};
std::string serialize(const Response &response, const WireOptions &options);

} // namespace wxwidgets::kit
