// What the environment says.
#pragma once

#include <cstdint>
#include <string>

#include "kit/log.hpp"

namespace wxwidgets::kit {

struct Settings {
    std::string address;
    std::uint16_t port = 0;
    std::string calls;
    std::string buildId;
    LogLevel logLevel = LogLevel::Info;
};

/** Throws std::invalid_argument naming the variable. */
Settings readSettings(std::uint16_t defaultPort);

} // namespace wxwidgets::kit
