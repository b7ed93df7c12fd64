#include "kit/trace.hpp"

#include <sys/random.h>

#include <cstdint>
#include <ctime>

namespace wxwidgets::kit {

namespace {

thread_local const Trace *current = nullptr;

std::uint64_t seed() {
    std::uint64_t bits = 0;
    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != sizeof bits) {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        bits = static_cast<std::uint64_t>(now.tv_nsec) * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(now.tv_sec);
    }
    return bits;
}

// Ids need to be different, not secret: splitmix64, seeded once a thread.
std::string randomHex(int words) {
    thread_local std::uint64_t state = seed();
    static const char digits[] = "0123456789abcdef";
    std::string out;
    for (int i = 0; i < words; ++i) {
        std::uint64_t bits = state += 0x9E3779B97F4A7C15ULL;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
        bits ^= bits >> 31;
        for (int shift = 60; shift >= 0; shift -= 4) out += digits[(bits >> shift) & 15];
    }
    return out;
}

bool isHex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }
bool isZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

} // namespace

Trace Trace::make() {
    Trace trace;
    trace.traceId = randomHex(2);
    trace.spanId = randomHex(1);
    return trace;
}

Trace Trace::from(const Headers &headers) {
    Trace trace = make();
    if (const std::string *id = headers.find("x-request-id")) trace.requestId = id->substr(0, 128);
    const std::string *parent = headers.find("traceparent");
    // version "-" trace-id "-" parent-id "-" flags; later versions may be longer.
    if (parent == nullptr || parent->size() < 55 || (*parent)[2] != '-' || (*parent)[35] != '-' || (*parent)[52] != '-') return trace;
    const std::string_view text = *parent;
    const std::string_view version = text.substr(0, 2), traceId = text.substr(3, 32), spanId = text.substr(36, 16), flags = text.substr(53, 2);
    if (!isHex(version) || version == "ff" || (version == "00" && text.size() != 55)) return trace;
    if (!isHex(traceId) || isZero(traceId) || !isHex(spanId) || isZero(spanId) || !isHex(flags)) return trace;
    trace.traceId = std::string(traceId);
    trace.flags = std::string(flags);
    if (const std::string *state = headers.find("tracestate")) trace.state = state->substr(0, 512);
    return trace;
}

std::string Trace::traceparent() const { return "00-" + traceId + "-" + spanId + "-" + flags; }

const Trace *currentTrace() noexcept { return current; }

TraceScope::TraceScope(const Trace &trace) noexcept : previous_(current) { current = &trace; }
TraceScope::~TraceScope() { current = previous_; }

} // namespace wxwidgets::kit
