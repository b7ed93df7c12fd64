#include "kit/service.hpp"

#include <cstdlib>

#include "kit/log.hpp"
#include "kit/server.hpp"
#include "metrics.hpp"
#include "settings.hpp"
#include "standard-routes.hpp"

namespace wxwidgets::kit {

namespace {

void serve(const ServiceInfo &info, const AddRoutes &addRoutes) {
    const Settings settings = readSettings(info.defaultPort);
    configureLog(info.name, settings.logLevel);
    Router router;
    Server server(router, info.limits);
    // Before anything else: whoever probes from now on waits in the backlog instead of being refused.
    server.listen(settings.address, settings.port);
    server.stopOnSignals();
    if (!settings.buildId.empty()) server.addHeader("X-Build-Id", settings.buildId);

    Dependencies dependencies(settings.calls);
    Metrics metrics(info.name, info.version, settings.buildId);
    server.setObserver([&](const Answered &answered) { metrics.count(answered); });
    addStandardRoutes(router, {info.name, info.version, settings.buildId}, dependencies, metrics);
    addRoutes(router, dependencies);
    dependencies.start();
    log(LogLevel::Info, "listening", Json::object({{"address", settings.address}, {"port", static_cast<int>(server.port())}, {"version", info.version}, {"buildId", settings.buildId}}));

    const bool isClean = server.run();
    log(LogLevel::Info, "stopped", Json::object({{"drained", isClean}}));
    // Threads that check dependencies may sit in a name look-up; nothing they hold needs an orderly end.
    std::_Exit(0);
}

} // namespace

void runService(const ServiceInfo &info, const AddRoutes &addRoutes) {
    blockStopSignals();
    configureLog(info.name, LogLevel::Info);
    try {
        serve(info, addRoutes);
    } catch (const std::exception &error) {
        log(LogLevel::Error, "cannot start", Json::object({{"error", error.what()}}));
    }
    std::_Exit(1);
}

} // namespace wxwidgets::kit
