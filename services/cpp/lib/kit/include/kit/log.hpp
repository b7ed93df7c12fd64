// JSON logs on standard output, one object a line: ts, level, msg, service, and the trace id inside a request.
#pragma once

#include <string>
#include <string_view>

#include "kit/json.hpp"

namespace wxwidgets::kit {

enum class LogLevel { Debug, Info, Warn, Error };

/** Lines below `level` are dropped. Before the first call the service is "" and the level Info. */
void configureLog(std::string service, LogLevel level);
/** Of `debug`, `info`, `warn`, `error`; Info for anything else. */
LogLevel parseLogLevel(std::string_view name) noexcept;
bool isLogged(LogLevel level) noexcept;

/** `fields` is an object whose members join the line. */
void log(LogLevel level, std::string_view message, const Json &fields = {});

} // namespace wxwidgets::kit
