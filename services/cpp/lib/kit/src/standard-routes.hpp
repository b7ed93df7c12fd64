// /health, /livez, /status and /metrics, the same in every service.
#pragma once

#include <string>

#include "kit/dependencies.hpp"
#include "kit/router.hpp"
#include "metrics.hpp"

namespace wxwidgets::kit {

struct Identity {
    std::string name;
    std::string version;
    std::string buildId;
};

void addStandardRoutes(Router &router, const Identity &identity, Dependencies &dependencies, Metrics &metrics);

} // namespace wxwidgets::kit
