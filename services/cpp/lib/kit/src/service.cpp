#include "kit/service.hpp"

#include <cstdlib>
#include <cstring>

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

int checkHealth(const ServiceInfo &info) {
    Call probe;
    probe.target = "/health";
    const Settings settings = readSettings(info.defaultPort);
    const bool isAny = settings.address == "0.0.0.0" || settings.address == "::";
    const Answer answer = call({isAny ? "127.0.0.1" : settings.address, settings.port}, probe);
    return answer.status == 200 ? 0 : 1;
}

} // namespace

void runService(const ServiceInfo &info, int argc, const char *const *argv, const AddRoutes &addRoutes) {
    blockStopSignals();
    configureLog(info.name, LogLevel::Info);
    const bool isCheck = argc == 2 && std::strcmp(argv[1], "--check") == 0;
    try {
        if (isCheck) std::_Exit(checkHealth(info));
        if (argc > 1) throw std::invalid_argument(std::string("unknown argument ") + argv[1] + "; known is --check");
        serve(info, addRoutes);
    } catch (const std::exception &error) {
        log(LogLevel::Error, isCheck ? "not healthy" : "cannot start", Json::object({{"error", error.what()}}));
    }
    std::_Exit(1);
}

} // namespace wxwidgets::kit
