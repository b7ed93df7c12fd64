// What a handler throws to answer with a 4xx or 5xx and a reason.
#pragma once

#include <exception>
#include <string>

#include "kit/json.hpp"

namespace wxwidgets::kit {

class HttpError : public std::exception {
public:
    HttpError(int status, std::string code, std::string reason, Json details = {});

    HttpError(const HttpError &other);
    ~HttpError() override;

    int status() const noexcept { return status_; }
    const std::string &code() const noexcept { return code_; }
    const std::string &reason() const noexcept { return reason_; }
    const char *what() const noexcept override;

    /** `{"error": {"status", "code", "reason", "details"?}}` */
    Json body() const;

private:
    int status_;
    std::string code_;
    std::string reason_;
    Json details_;
};

} // namespace wxwidgets::kit
