#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "process-stats.hpp"

namespace wxwidgets::kit {

namespace {

// Ready-made methods only: a label from the outside would grow without bound.
std::string methodLabel(const std::string &method) {
    for (const char *known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        if (method == known) return method;
    }
    return "other";
}

const prometheus::Histogram::BucketBoundaries buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

} // namespace

struct Metrics::Families {
    using Counters = prometheus::Family<prometheus::Counter>;
    using Gauges = prometheus::Family<prometheus::Gauge>;

    prometheus::Registry registry;
    Counters &requests = prometheus::BuildCounter().Name("http_requests_total").Help("Requests answered.").Register(registry);
    Counters &errors = prometheus::BuildCounter().Name("http_request_errors_total").Help("Requests answered with 5xx.").Register(registry);
    prometheus::Family<prometheus::Histogram> &durations =
        prometheus::BuildHistogram().Name("http_request_duration_seconds").Help("Time in the handler.").Register(registry);
    Gauges &up = prometheus::BuildGauge().Name("dependency_up").Help("1 when the dependency answered its last check.").Register(registry);
    // Counted by the kernel, so it is set and not incremented.
    Counters &cpuFamily = prometheus::BuildCounter().Name("process_cpu_seconds_total").Help("User and system CPU time.").Register(registry);
    prometheus::Counter &cpu = cpuFamily.Add({});
    prometheus::Gauge &memory = gauge("process_resident_memory_bytes", "Resident memory.");
    prometheus::Gauge &descriptors = gauge("process_open_fds", "Open file descriptors.");
    prometheus::Gauge &threads = gauge("process_threads", "Threads.");
    prometheus::Gauge &started = gauge("process_start_time_seconds", "Start of the process, seconds since 1970.");

    prometheus::Gauge &gauge(const char *name, const char *help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }
};

Metrics::Metrics(const std::string &service, const std::string &version, const std::string &buildId) : families_(std::make_unique<Families>()) {
    prometheus::BuildGauge()
        .Name("build_info")
        .Help("What runs here.")
        .Register(families_->registry)
        .Add({{"service", service}, {"version", version}, {"build_id", buildId}})
        .Set(1);
    families_->started.Set(readProcessStats().startedAt);
}

Metrics::~Metrics() = default;

void Metrics::count(const Answered &answered) {
    const std::string method = methodLabel(answered.method);
    families_->requests.Add({{"method", method}, {"route", answered.route}, {"code", std::to_string(answered.status)}}).Increment();
    if (answered.status >= 500) families_->errors.Add({{"method", method}, {"route", answered.route}}).Increment();
    families_->durations.Add({{"method", method}, {"route", answered.route}}, buckets).Observe(std::chrono::duration<double>(answered.duration).count());
}

std::string Metrics::text(const std::vector<DependencyState> &dependencies) {
    const ProcessStats stats = readProcessStats();
    const double more = stats.cpuSeconds - families_->cpu.Value();
    if (more > 0) families_->cpu.Increment(more);
    families_->memory.Set(stats.residentBytes);
    families_->descriptors.Set(stats.descriptors);
    families_->threads.Set(stats.threads);
    for (const DependencyState &state : dependencies) {
        // Not known yet is no value, not 0.
        if (state.reach != Reach::Unknown) families_->up.Add({{"dependency", state.name}}).Set(state.reach == Reach::Reachable ? 1 : 0);
    }
    return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

} // namespace wxwidgets::kit
