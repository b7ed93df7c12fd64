#include "kit/log.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>

#include "kit/trace.hpp"

namespace wxwidgets::kit {

namespace {

constexpr std::size_t maxMessageBytes = 4096;

std::string serviceName;
LogLevel lowest = LogLevel::Info;

const char *levelName(LogLevel level) {
    switch (level) {
    case LogLevel::Debug: return "debug";
    case LogLevel::Info: return "info";
    case LogLevel::Warn: return "warn";
    case LogLevel::Error: break;
    }
    return "error";
}

std::string timestamp() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm parts{};
    gmtime_r(&now.tv_sec, &parts);
    char text[40];
    const std::size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text + length, sizeof text - length, ".%03ldZ", now.tv_nsec / 1000000);
    return text;
}

} // namespace

void configureLog(std::string service, LogLevel level) {
    serviceName = std::move(service);
    lowest = level;
}

LogLevel parseLogLevel(std::string_view name) noexcept {
    if (name == "debug") return LogLevel::Debug;
    if (name == "warn") return LogLevel::Warn;
    return name == "error" ? LogLevel::Error : LogLevel::Info;
}

bool isLogged(LogLevel level) noexcept { return level >= lowest; }

void log(LogLevel level, std::string_view message, const Json &fields) {
    if (!isLogged(level)) return;
    Json line = Json::object({{"ts", timestamp()}, {"level", levelName(level)}, {"msg", message.substr(0, maxMessageBytes)}, {"service", serviceName}});
    if (const Trace *trace = currentTrace()) line.append("trace", trace->traceId);
    if (fields.isObject()) {
        for (const Json::Member &field : fields.members()) line.append(field.name, field.value);
    }
    std::string text = line.dump();
    text += '\n';
    // One write a line, so that lines of two threads do not mix.
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data() + at, text.size() - at);
        if (written > 0) at += static_cast<std::size_t>(written);
        else if (errno != EINTR) return;
    }
}

} // namespace wxwidgets::kit
