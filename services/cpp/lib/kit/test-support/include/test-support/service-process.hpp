// A built service as a process of its own, on a free loopback port.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace wxwidgets::test {

class ServiceProcess {
public:
    /** Starts it and waits until it says that it listens. `variables` are `NAME=value`. */
    explicit ServiceProcess(const std::string &binary, std::vector<std::string> variables = {});
    ~ServiceProcess();
    ServiceProcess(const ServiceProcess &) = delete;
    ServiceProcess &operator=(const ServiceProcess &) = delete;

    std::uint16_t port() const { return port_; }
    pid_t pid() const { return pid_; }
    void signal(int number) const;
    /** Exit code, or 128 + signal. */
    int awaitExit();
    /** Reads on until a line holds `words`, and returns that line; empty at the end of the output. */
    std::string awaitLine(const std::string &words);
    const std::string &output() const { return output_; }

private:
    pid_t pid_ = -1;
    int stdout_ = -1;
    std::uint16_t port_ = 0;
    std::string output_;
    std::size_t read_ = 0;
};

} // namespace wxwidgets::test
