// A whole service: server, health, status, metrics, logs and an orderly end around a set of routes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "kit/dependencies.hpp"
#include "kit/limits.hpp"
#include "kit/router.hpp"

namespace wxwidgets::kit {

struct ServiceInfo {
    std::string name;
    std::string version;
    std::uint16_t defaultPort = 0;
    Limits limits;
};

using AddRoutes = std::function<void(Router &, Dependencies &)>;

/**
 * With the argument `--check`: asks the service that runs here for its health and ends with 0 or 1, as image health checks want it.
 * Otherwise listens first, then calls `addRoutes`, then serves until SIGTERM or SIGINT. Reads PORT, BIND, CALLS, LOG_LEVEL and
 * DEVENV_BUILD_ID. Does not return: ends the process with 0 after an orderly stop, 1 when it could not start.
 */
[[noreturn]] void runService(const ServiceInfo &info, int argc, const char *const *argv, const AddRoutes &addRoutes);

} // namespace wxwidgets::kit
