// Which handler answers a request: `POST /v1/trees/{tree}/widgets`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kit/http.hpp"

namespace wxwidgets::kit {

using Handler = std::function<Response(const Request &)>;

struct Route {
    std::string method;
    /** As registered; the label of its metrics. */
    std::string pattern;
    std::vector<std::string> segments;
    Handler handler;
    /** Answered on the thread that reads the sockets: only for what takes microseconds. */
    bool isImmediate = false;
};

class Router {
public:
    /** Throws std::logic_error for a malformed pattern or one that is taken. */
    void add(std::string method, std::string pattern, Handler handler);
    void addImmediate(std::string method, std::string pattern, Handler handler);

    /** Fills `request.captures`. Throws HttpError 404 or 405; GET also answers HEAD. */
    const Route &match(Request &request) const;

private:
    void insert(std::string method, std::string pattern, Handler handler, bool isImmediate);

    std::vector<std::unique_ptr<Route>> routes_;
};

} // namespace wxwidgets::kit
