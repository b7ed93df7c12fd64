#include "standard-routes.hpp"

#include <chrono>

namespace wxwidgets::kit {

namespace {

Json describe(const DependencyState &state) {
    Json entry = Json::object({{"name", state.name}, {"state", reachName(state.reach)}});
    if (!state.reason.empty()) entry.append("reason", state.reason);
    return entry;
}

// Ready in degraded mode too: what can be served without the missing one is served.
Response health(const Dependencies &dependencies) {
    Json missing = Json::array(), unchecked = Json::array();
    for (const DependencyState &state : dependencies.states()) {
        if (state.reach == Reach::Unreachable) missing.push(describe(state));
        if (state.reach == Reach::Unknown) unchecked.push(state.name);
    }
    Json body = Json::object({{"status", missing.size() > 0 ? "degraded" : unchecked.size() > 0 ? "checking" : "ok"}});
    if (missing.size() > 0) body.append("missing", std::move(missing));
    if (unchecked.size() > 0) body.append("unchecked", std::move(unchecked));
    return Response::json(200, body);
}

} // namespace

void addStandardRoutes(Router &router, const Identity &identity, Dependencies &dependencies, Metrics &metrics) {
    const auto started = std::chrono::steady_clock::now();
    router.addImmediate("GET", "/health", [&dependencies](const Request &) { return health(dependencies); });
    router.addImmediate("GET", "/livez", [](const Request &) { return Response::json(200, Json::object({{"status", "alive"}})); });
    router.addImmediate("GET", "/status", [identity, started, &dependencies](const Request &) {
        Json all = Json::array();
        for (const DependencyState &state : dependencies.states()) all.push(describe(state));
        const double uptime = static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started).count()) / 1000;
        return Response::json(200, Json::object({{"name", identity.name},
                                                 {"version", identity.version},
                                                 {"buildId", identity.buildId.empty() ? Json() : Json(identity.buildId)},
                                                 {"uptimeSeconds", uptime},
                                                 {"dependencies", std::move(all)}}));
    });
    router.addImmediate("GET", "/metrics", [&dependencies, &metrics](const Request &) {
        return Response::text(200, metrics.text(dependencies.states()), "text/plain; version=0.0.4; charset=utf-8");
    });
}

} // namespace wxwidgets::kit
