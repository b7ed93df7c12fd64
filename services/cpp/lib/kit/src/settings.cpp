#include "settings.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace wxwidgets::kit {

namespace {

const char *variable(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// Becomes part of every response's head.
std::string headerSafe(const char *text) {
    std::string safe;
    for (; *text != '\0' && safe.size() < 128; ++text) {
        if (*text > 0x20 && *text < 0x7F) safe += *text;
    }
    return safe;
}

} // namespace

Settings readSettings(std::uint16_t defaultPort) {
    Settings settings;
    settings.port = defaultPort;
    const char *port = variable("PORT");
    if (*port != '\0') {
        const char *end = port + std::strlen(port);
        const auto parsed = std::from_chars(port, end, settings.port);
        if (parsed.ec != std::errc() || parsed.ptr != end) throw std::invalid_argument(std::string("PORT is not a port: ") + port);
    }
    settings.address = variable("BIND");
    // Reachable from outside where that is its purpose, a pod; on a laptop from the laptop alone.
    if (settings.address.empty()) settings.address = *variable("KUBERNETES_SERVICE_HOST") != '\0' ? "0.0.0.0" : "127.0.0.1";
    settings.calls = variable("CALLS");
    settings.buildId = headerSafe(variable("DEVENV_BUILD_ID"));
    settings.logLevel = parseLogLevel(variable("LOG_LEVEL"));
    return settings;
}

} // namespace wxwidgets::kit
