// W3C trace context: which trace a thread works for, taken from `traceparent` and passed on with outgoing calls.
#pragma once

#include <string>

#include "kit/http.hpp"

namespace wxwidgets::kit {

struct Trace {
    /** 32 hex digits. */
    std::string traceId;
    /** 16 hex digits: this service's own part of the trace. */
    std::string spanId;
    std::string flags = "00";
    /** Passed on as they came; empty when absent. */
    std::string state;
    std::string requestId;

    /** From the request's headers; a new trace when there is none or it is malformed. */
    static Trace from(const Headers &headers);
    static Trace make();
    /** `00-<trace>-<span>-<flags>` */
    std::string traceparent() const;
};

/** The trace this thread works for; null outside a request. */
const Trace *currentTrace() noexcept;

class TraceScope {
public:
    explicit TraceScope(const Trace &trace) noexcept;
    ~TraceScope();
    TraceScope(const TraceScope &) = delete;
    TraceScope &operator=(const TraceScope &) = delete;

private:
    const Trace *previous_;
};

} // namespace wxwidgets::kit
