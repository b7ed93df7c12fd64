#include "kit/router.hpp"

#include <stdexcept>

#include "kit/http-error.hpp"

namespace wxwidgets::kit {

namespace {

bool isCapture(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> segments;
    path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        segments.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool fits(const Route &route, const std::vector<std::string> &segments) {
    if (route.segments.size() != segments.size()) return false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (isCapture(route.segments[i]) ? segments[i].empty() : route.segments[i] != segments[i]) return false;
    }
    return true;
}

} // namespace

void Router::add(std::string method, std::string pattern, Handler handler) {
    insert(std::move(method), std::move(pattern), std::move(handler), false);
}

void Router::addImmediate(std::string method, std::string pattern, Handler handler) {
    insert(std::move(method), std::move(pattern), std::move(handler), true);
}

void Router::insert(std::string method, std::string pattern, Handler handler, bool isImmediate) {
    if (pattern.empty() || pattern.front() != '/') throw std::logic_error("route pattern must begin with /: " + pattern);
    for (const auto &route : routes_) {
        if (route->method == method && route->pattern == pattern) throw std::logic_error("route is taken: " + method + " " + pattern);
    }
    std::vector<std::string> segments = split(pattern);
    routes_.push_back(std::make_unique<Route>(Route{std::move(method), std::move(pattern), std::move(segments), std::move(handler), isImmediate}));
}

const Route &Router::match(Request &request) const {
    const std::vector<std::string> segments = split(request.path);
    const std::string_view method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    std::string allowed;
    for (const auto &route : routes_) {
        if (!fits(*route, segments)) continue;
        if (route->method != method) {
            allowed += (allowed.empty() ? "" : ", ") + route->method;
            continue;
        }
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const std::string &name = route->segments[i];
            if (isCapture(name)) request.captures.emplace_back(name.substr(1, name.size() - 2), segments[i]);
        }
        return *route;
    }
    if (!allowed.empty())
        throw HttpError(405, "bad-method", request.method + " is not allowed here; allowed: " + allowed, Json::object({{"allow", allowed}}));
    throw HttpError(404, "not-found", "nothing is here: " + request.path.substr(0, 200));
}

} // namespace wxwidgets::kit
