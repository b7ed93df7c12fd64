#include "exchange.hpp"

#include <ctime>

#include "kit/http-error.hpp"
#include "kit/log.hpp"
#include "kit/trace.hpp"

namespace wxwidgets::kit {

namespace {

Response failed(const Request &request, const char *what) {
    log(LogLevel::Error, "handler failed", Json::object({{"method", request.method}, {"path", request.path.substr(0, 200)}, {"error", what}}));
    return errorResponse(500, "internal", "the service failed on this request; its log says more");
}

Response runHandler(const Route &route, const Request &request) {
    try {
        return route.handler(request);
    } catch (const HttpError &error) {
        return Response::json(error.status(), error.body());
    } catch (const std::exception &error) {
        return failed(request, error.what());
    } catch (...) {
        return failed(request, "not a std::exception");
    }
}

// Same text for a whole second: formatting it costs more than a probe.
const std::string &dateNow() {
    thread_local std::time_t last = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != last) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        char buffer[40];
        text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts));
        last = now;
    }
    return text;
}

} // namespace

Response errorResponse(int status, const std::string &code, const std::string &reason) {
    return Response::json(status, HttpError(status, code, reason).body());
}

Response execute(const Route &route, const Request &request, const Observer &observer) {
    const auto started = std::chrono::steady_clock::now();
    const Trace trace = Trace::from(request.headers);
    const TraceScope scope(trace);
    Response response = runHandler(route, request);
    const auto duration = std::chrono::steady_clock::now() - started;
    if (observer) observer({request.method, route.pattern, response.status, duration});
    if (!route.isImmediate && isLogged(LogLevel::Info)) {
        const double ms = std::chrono::duration<double, std::milli>(duration).count();
        log(LogLevel::Info, "request", Json::object({{"method", request.method}, {"path", request.path.substr(0, 200)}, {"route", route.pattern}, {"status", response.status}, {"ms", static_cast<double>(static_cast<long>(ms * 1000)) / 1000}}));
    }
    return response;
}

std::string serialize(const Response &response, const WireOptions &options) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " + reasonPhrase(response.status) + "\r\nDate: " + dateNow() + "\r\n";
    const bool hasBody = response.status != 204 && response.status >= 200;
    if (hasBody) {
        if (!response.contentType.empty()) out += "Content-Type: " + response.contentType + "\r\n";
        out += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    for (const auto &header : response.headers) out += header.name + ": " + header.value + "\r\n";
    if (options.common != nullptr) out += *options.common;
    if (options.closes) out += "Connection: close\r\n";
    out += "\r\n";
    if (hasBody && !options.isHead) out += response.body;
    return out;
}

} // namespace wxwidgets::kit
