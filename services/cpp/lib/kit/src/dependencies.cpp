#include "kit/dependencies.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "kit/http-error.hpp"
#include "kit/log.hpp"

namespace wxwidgets::kit {

using Clock = std::chrono::steady_clock;

namespace {

bool isRepeatable(const Call &request) {
    for (const char *method : {"GET", "HEAD", "PUT", "DELETE"}) {
        if (request.method == method) return true;
    }
    return request.isRepeatable;
}

struct Refusal {
    std::string reason = "without a reason";
    bool isUntouched = false;
    bool isOfAnother = false;
};

// What a 503 of a service built on one of the kits says.
Refusal readRefusal(const Answer &answer) {
    Refusal refusal;
    try {
        const Json body = parseJson(answer.body);
        const Json *error = body.find("error");
        const Json *code = error == nullptr ? nullptr : error->find("code");
        const Json *reason = error == nullptr ? nullptr : error->find("reason");
        if (reason != nullptr && reason->isString()) refusal.reason = reason->string().substr(0, 500);
        if (code == nullptr || !code->isString()) return refusal;
        refusal.isUntouched = code->string() == "overloaded";
        refusal.isOfAnother = code->string().compare(0, 11, "dependency-") == 0;
    } catch (const HttpError &) {
        // Somebody between us answered, in other words than JSON.
    }
    return refusal;
}

// A service that comes back must not be met by all callers at once.
std::chrono::milliseconds jittered(std::chrono::milliseconds whole) {
    const auto count = static_cast<std::uint64_t>(whole.count());
    const auto noise = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count()) * 0x9E3779B97F4A7C15ULL >> 33;
    return std::chrono::milliseconds(count - noise % (count / 2 + 1));
}

} // namespace

const char *reachName(Reach reach) noexcept {
    switch (reach) {
    case Reach::Unknown: return "unknown";
    case Reach::Reachable: return "reachable";
    case Reach::Unreachable: break;
    }
    return "unreachable";
}

struct Dependency {
    Endpoint endpoint;
    DependencyState state;
    /** A call has found out more than the last check. */
    bool isDue = false;
    std::thread checker;
};

class Dependencies::Checks {
public:
    Checks(std::string_view calls, const CheckTimes &times, const RetryTimes &retries);
    ~Checks();

    void start();
    std::vector<DependencyState> states();
    Answer call(std::string_view name, const Call &request);

private:
    void check(Dependency &dependency);
    void record(Dependency &dependency, Reach reach, std::string reason);
    Answer callOne(Dependency &dependency, const Call &request);
    void noteFailure(Dependency &dependency, const CallError &error);
    void noteSuccess(Dependency &dependency);
    bool pause(std::chrono::milliseconds wanted, Clock::time_point deadline);

    const CheckTimes times_;
    const RetryTimes retries_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool isStopping_ = false;
    std::vector<std::unique_ptr<Dependency>> all_;
};

Dependencies::Dependencies(std::string_view calls, const CheckTimes &times, const RetryTimes &retries) : checks_(std::make_unique<Checks>(calls, times, retries)) {}
Dependencies::~Dependencies() = default;
void Dependencies::start() { checks_->start(); }
std::vector<DependencyState> Dependencies::states() const { return checks_->states(); }
Answer Dependencies::call(std::string_view name, const Call &request) { return checks_->call(name, request); }

Dependencies::Checks::Checks(std::string_view calls, const CheckTimes &times, const RetryTimes &retries) : times_(times), retries_(retries) {
    while (!calls.empty()) {
        const std::size_t comma = calls.find(',');
        const std::string_view entry = trimBlanks(calls.substr(0, comma));
        calls = comma == std::string_view::npos ? std::string_view() : calls.substr(comma + 1);
        if (entry.empty()) continue;
        const std::size_t equals = entry.find('=');
        if (equals == std::string_view::npos || equals == 0) throw std::invalid_argument("not of the form name=http://host:port: " + std::string(entry));
        auto dependency = std::make_unique<Dependency>();
        dependency->state.name = std::string(entry.substr(0, equals));
        dependency->endpoint = Endpoint::parse(entry.substr(equals + 1));
        for (const auto &other : all_) {
            if (other->state.name == dependency->state.name) throw std::invalid_argument("named twice: " + dependency->state.name);
        }
        all_.push_back(std::move(dependency));
    }
}

Dependencies::Checks::~Checks() {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        isStopping_ = true;
    }
    wake_.notify_all();
    for (const auto &dependency : all_) {
        if (dependency->checker.joinable()) dependency->checker.join();
    }
}

void Dependencies::Checks::start() {
    // One thread each: a name that does not resolve must not hold up the others.
    for (const auto &dependency : all_) dependency->checker = std::thread([this, target = dependency.get()] { check(*target); });
}

std::vector<DependencyState> Dependencies::Checks::states() {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::vector<DependencyState> states;
    for (const auto &dependency : all_) states.push_back(dependency->state);
    return states;
}

void Dependencies::Checks::check(Dependency &dependency) {
    Call probe;
    // Not /health: services that call each other would wait for each other.
    probe.target = "/livez";
    probe.timeout = times_.timeout;
    probe.maxBytes = 64 * 1024;
    auto backOff = times_.backOff;
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait_for(lock, times_.first, [this] { return isStopping_; });
    while (!isStopping_) {
        lock.unlock();
        auto pause = times_.interval;
        try {
            const Answer answer = kit::call(dependency.endpoint, probe);
            if (answer.status != 200) throw CallError(CallFailure::BadAnswer, "/livez answers " + std::to_string(answer.status));
            record(dependency, Reach::Reachable, "");
            backOff = times_.backOff;
        } catch (const CallError &error) {
            record(dependency, Reach::Unreachable, error.what());
            pause = backOff;
            backOff = std::min(backOff * 2, times_.backOffMax);
        }
        lock.lock();
        wake_.wait_for(lock, pause, [&] { return isStopping_ || dependency.isDue; });
        dependency.isDue = false;
    }
}

void Dependencies::Checks::record(Dependency &dependency, Reach reach, std::string reason) {
    std::unique_lock<std::mutex> lock(mutex_);
    const bool isNews = dependency.state.reach != reach;
    dependency.state.reach = reach;
    dependency.state.reason = reason;
    lock.unlock();
    if (!isNews) return;
    const bool isBad = reach == Reach::Unreachable;
    log(isBad ? LogLevel::Warn : LogLevel::Info, isBad ? "dependency does not answer" : "dependency answers",
        Json::object({{"dependency", dependency.state.name}, {"reason", std::move(reason)}}));
}

void Dependencies::Checks::noteFailure(Dependency &dependency, const CallError &error) {
    if (error.failure() == CallFailure::BadAnswer) return;
    record(dependency, Reach::Unreachable, error.what());
    {
        // From here on the checker looks when it is back, at the pace of its back-off.
        const std::lock_guard<std::mutex> lock(mutex_);
        dependency.isDue = true;
    }
    wake_.notify_all();
}

void Dependencies::Checks::noteSuccess(Dependency &dependency) {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (dependency.state.reach == Reach::Reachable) return;
    }
    record(dependency, Reach::Reachable, "");
}

// False when the deadline or the end of the service is nearer.
bool Dependencies::Checks::pause(std::chrono::milliseconds wanted, Clock::time_point deadline) {
    const auto length = jittered(wanted);
    std::unique_lock<std::mutex> lock(mutex_);
    if (Clock::now() + length >= deadline) return false;
    return !wake_.wait_for(lock, length, [this] { return isStopping_; });
}

Answer Dependencies::Checks::callOne(Dependency &dependency, const Call &request) {
    const Clock::time_point deadline = Clock::now() + request.timeout;
    auto backOff = retries_.backOff;
    Call attempt = request;
    for (int tried = 1;; ++tried) {
        std::string reason;
        bool isFinal = tried >= retries_.attempts;
        try {
            attempt.timeout = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
            Answer answer = kit::call(dependency.endpoint, attempt);
            noteSuccess(dependency);
            if (answer.status != 503) return answer;
            const Refusal refusal = readRefusal(answer);
            reason = "it answered 503: " + refusal.reason;
            // Of the kit's own 503s only one says that no handler ran. One about a service further on was tried there.
            isFinal = isFinal || refusal.isOfAnother || !(refusal.isUntouched || isRepeatable(request));
        } catch (const CallError &error) {
            noteFailure(dependency, error);
            if (error.failure() == CallFailure::BadAnswer) throw HttpError(502, "dependency-failed", dependency.state.name + " gave no answer that can be read: " + error.what(), Json::object({{"dependency", dependency.state.name}}));
            reason = error.what();
            isFinal = isFinal || !(error.failure() == CallFailure::NotReached || isRepeatable(request));
        }
        if (isFinal || !pause(backOff, deadline))
            throw HttpError(503, "dependency-unavailable", dependency.state.name + " is not available: " + reason, Json::object({{"dependency", dependency.state.name}, {"attempts", tried}}));
        backOff = std::min(backOff * 2, retries_.backOffMax);
    }
}

Answer Dependencies::Checks::call(std::string_view name, const Call &request) {
    for (const auto &dependency : all_) {
        if (dependency->state.name == name) return callOne(*dependency, request);
    }
    throw HttpError(503, "dependency-missing", std::string(name) + " is not configured here: CALLS has no such name", Json::object({{"dependency", name}}));
}

} // namespace wxwidgets::kit
