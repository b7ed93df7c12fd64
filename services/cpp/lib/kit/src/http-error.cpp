#include "kit/http-error.hpp"

namespace wxwidgets::kit {

HttpError::HttpError(int status, std::string code, std::string reason, Json details)
    : status_(status), code_(std::move(code)), reason_(std::move(reason)), details_(std::move(details)) {}

HttpError::HttpError(const HttpError &other) = default;
HttpError::~HttpError() = default;
const char *HttpError::what() const noexcept { return reason_.c_str(); }

Json HttpError::body() const {
    Json error = Json::object({{"status", status_}, {"code", code_}, {"reason", reason_}});
    if (!details_.isNull()) error.append("details", details_);
    return Json::object({{"error", std::move(error)}});
}

} // namespace wxwidgets::kit
