#include "chain.hpp"

#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;
using kit::Json;

namespace {

[[noreturn]] void fail(const std::string &service, const std::string &words) { throw HttpError(502, "dependency-failed", service + " " + words, Json::object({{"dependency", service}})); }

// What it says about the input is for whoever sent the input.
[[noreturn]] void handThrough(const std::string &service, const kit::Answer &answer) {
    std::string code = "refused", reason = "it answered " + std::to_string(answer.status);
    try {
        const Json body = kit::parseJson(answer.body);
        if (const Json *error = body.find("error")) {
            const Json *theirCode = error->find("code"), *theirReason = error->find("reason");
            if (theirCode != nullptr && theirCode->isString()) code = theirCode->string();
            if (theirReason != nullptr && theirReason->isString()) reason = theirReason->string();
        }
    } catch (const HttpError &) {
        // Its status says enough.
    }
    throw HttpError(answer.status, std::move(code), std::move(reason), Json::object({{"dependency", service}}));
}

} // namespace

std::string adapterOf(const std::string &platform) {
    if (platform != "linux" && platform != "windows" && platform != "macos") throw HttpError(400, "bad-platform", "platform: must be linux, windows or macos");
    return platform + "-adapter";
}

kit::Answer Chain::post(const std::string &service, const std::string &target, const Json &body) {
    kit::Call call;
    call.method = "POST";
    call.target = target;
    call.body = body.dump();
    call.contentType = "application/json";
    call.timeout = std::chrono::milliseconds(5000);
    call.maxBytes = 32 * 1024 * 1024;
    call.isRepeatable = true;
    kit::Answer answer = dependencies_.call(service, call);
    // 404 and 405 would be about our own request line.
    if (answer.status >= 400 && answer.status < 500 && answer.status != 404 && answer.status != 405) handThrough(service, answer);
    if (answer.status != 200) fail(service, "answered " + std::to_string(answer.status));
    through_.push_back(service);
    return answer;
}

Json Chain::postForList(const std::string &service, const std::string &target, const Json &body, const char *list) {
    const kit::Answer answer = post(service, target, body);
    try {
        Json result = kit::parseJson(answer.body);
        const Json *items = result.find(list);
        if (items != nullptr && items->isArray()) return result;
    } catch (const HttpError &) {
        fail(service, "answered with something else than JSON");
    }
    fail(service, std::string("answered without ") + list);
}

std::string Chain::throughText() const {
    std::string text;
    for (const std::string &service : through_) text += (text.empty() ? "" : ", ") + service;
    return text;
}

Json Chain::throughJson() const {
    Json list = Json::array();
    for (const std::string &service : through_) list.push(service);
    return list;
}

} // namespace wxwidgets::widgetcore
