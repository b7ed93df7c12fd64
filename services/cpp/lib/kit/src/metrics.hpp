// Requests, errors, durations, CPU and memory as Prometheus text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kit/dependencies.hpp"
#include "kit/server.hpp"

namespace wxwidgets::kit {

class Metrics {
public:
    Metrics(const std::string &service, const std::string &version, const std::string &buildId);
    ~Metrics();

    void count(const Answered &answered);
    std::string text(const std::vector<DependencyState> &dependencies);

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

} // namespace wxwidgets::kit
