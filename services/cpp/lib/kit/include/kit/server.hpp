// HTTP/1.1 server: one thread reads and writes all sockets, workers run the handlers. Idle connections cost
// nothing and never hold a stop; a slow client holds a connection, never a thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kit/limits.hpp"
#include "kit/router.hpp"

namespace wxwidgets::kit {

/** What was answered, for metrics and logs; called on several threads. */
struct Answered {
    const std::string &method;
    /** The route's pattern; `-` when there was none. */
    const std::string &route;
    int status;
    std::chrono::nanoseconds duration;
};
using Observer = std::function<void(const Answered &)>;

class Server {
public:
    /** `router` must outlive the server and is not changed while it runs. */
    Server(const Router &router, const Limits &limits);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    void setObserver(Observer observer);
    /** Joins every response. */
    void addHeader(std::string name, std::string value);

    /** From here on connections are taken, and answered once `run` is called. Port 0 = any. Throws std::system_error. */
    void listen(const std::string &address, std::uint16_t port);
    std::uint16_t port() const noexcept;

    /** SIGTERM and SIGINT stop it; they must be blocked in all threads (`blockStopSignals`). */
    void stopOnSignals();
    /** Serves until stopped, then drains. False when requests were cut off by the drain limit. */
    bool run();
    /** From any thread. */
    void stop();

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

/** To be called first in main, so that every thread inherits it. */
void blockStopSignals();

} // namespace wxwidgets::kit
