#include "kit/dependencies.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "kit/http-error.hpp"
#include "kit/log.hpp"

namespace wxwidgets::kit {

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
    Checks(std::string_view calls, const CheckTimes &times);
    ~Checks();

    void start();
    std::vector<DependencyState> states();
    Answer call(std::string_view name, const Call &request);

private:
    void check(Dependency &dependency);
    void record(Dependency &dependency, Reach reach, std::string reason);

    const CheckTimes times_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool isStopping_ = false;
    std::vector<std::unique_ptr<Dependency>> all_;
};

Dependencies::Dependencies(std::string_view calls, const CheckTimes &times) : checks_(std::make_unique<Checks>(calls, times)) {}
Dependencies::~Dependencies() = default;
void Dependencies::start() { checks_->start(); }
std::vector<DependencyState> Dependencies::states() const { return checks_->states(); }
Answer Dependencies::call(std::string_view name, const Call &request) { return checks_->call(name, request); }

Dependencies::Checks::Checks(std::string_view calls, const CheckTimes &times) : times_(times) {
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
            if (answer.status != 200) throw CallError("/livez answers " + std::to_string(answer.status));
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

Answer Dependencies::Checks::call(std::string_view name, const Call &request) {
    for (const auto &dependency : all_) {
        if (dependency->state.name != name) continue;
        try {
            return kit::call(dependency->endpoint, request);
        } catch (const CallError &error) {
            record(*dependency, Reach::Unreachable, error.what());
            {
                // From here on the checker looks when it is back, at the pace of its back-off.
                const std::lock_guard<std::mutex> lock(mutex_);
                dependency->isDue = true;
            }
            wake_.notify_all();
            throw HttpError(502, "dependency-failed", std::string(name) + " gave no answer: " + error.what(), Json::object({{"dependency", name}}));
        }
    }
    throw HttpError(503, "dependency-missing", std::string(name) + " is not configured here: CALLS has no such name", Json::object({{"dependency", name}}));
}

} // namespace wxwidgets::kit
