// What this service calls, and whether it answers. Checked in the background with bounded time-outs and back-off,
// so that reading the state costs nothing.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kit/client.hpp"

namespace wxwidgets::kit {

enum class Reach { Unknown, Reachable, Unreachable };

struct DependencyState {
    std::string name;
    Reach reach = Reach::Unknown;
    /** Why it is unreachable; empty otherwise. */
    std::string reason;
};

struct CheckTimes {
    /** Before the first check: a start has better things to do. */
    std::chrono::milliseconds first{30};
    std::chrono::milliseconds timeout{1000};
    /** Between checks while it answers. */
    std::chrono::milliseconds interval{5000};
    /** After a failure; doubles up to `backOffMax`. */
    std::chrono::milliseconds backOff{250};
    std::chrono::milliseconds backOffMax{15000};
};

/** A call is tried again within its own deadline, never beyond. */
struct RetryTimes {
    int attempts = 4;
    /** Before the second attempt, less a random part up to a half; doubles up to `backOffMax`. */
    std::chrono::milliseconds backOff{50};
    std::chrono::milliseconds backOffMax{400};
};

class Dependencies {
public:
    /** From `name=http://host:port,name2=…`; empty = none. Throws std::invalid_argument. */
    explicit Dependencies(std::string_view calls, const CheckTimes &times = {}, const RetryTimes &retries = {});
    ~Dependencies();
    Dependencies(const Dependencies &) = delete;
    Dependencies &operator=(const Dependencies &) = delete;

    /** Starts a checker for each. */
    void start();
    std::vector<DependencyState> states() const;
    /**
     * Calls a dependency. What did not reach it is tried again; what may have reached it, or was answered 503, only when
     * sending it twice does no harm. HttpError 503 naming it when it is missing or stays away, 502 when its answer is none.
     */
    Answer call(std::string_view name, const Call &request);

private:
    class Checks;
    const std::unique_ptr<Checks> checks_;
};

const char *reachName(Reach reach) noexcept;

} // namespace wxwidgets::kit
