// A built service as a process, for tests over HTTP; SERVICE_BINARY is its path.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kit/json.hpp"
#include "test-support/raw-client.hpp"
#include "test-support/service-process.hpp"

namespace wxwidgets::test {

class ServiceTest : public testing::Test {
protected:
    /** `environment`: of the process, as `NAME=value`. */
    explicit ServiceTest(const std::vector<std::string> &environment = {}) : service(SERVICE_BINARY, environment) {}

    ServiceProcess service;

    int status(const std::string &method, const std::string &target, const std::string &body = "") const { return exchange(service.port(), method, target, body).status; }
    kit::Json json(const std::string &method, const std::string &target, const std::string &body = "") const { return kit::parseJson(exchange(service.port(), method, target, body).body); }
    std::string reason(const std::string &method, const std::string &target, const std::string &body = "") const { return json(method, target, body).find("error")->find("reason")->string(); }
};

} // namespace wxwidgets::test
