#include "kit/fields.hpp"

#include "kit/http-error.hpp"

namespace wxwidgets::kit {

namespace {

[[noreturn]] void refuseAt(const std::string &path, std::string_view problem) {
    throw HttpError(400, "bad-field", path + ": " + std::string(problem), Json::object({{"path", path}}));
}

} // namespace

std::int64_t checkedInteger(const Json &value, const std::string &path, std::int64_t min, std::int64_t max) {
    if (!value.isInteger()) refuseAt(path, std::string("must be an integer, is ") + kindName(value.kind()));
    const std::int64_t number = value.integer();
    if (number < min || number > max)
        refuseAt(path, "must be from " + std::to_string(min) + " to " + std::to_string(max) + ", is " + std::to_string(number));
    return number;
}

Fields::Fields(const Json &value, std::string path) : value_(value), path_(std::move(path)) {
    if (!value.isObject())
        refuseAt(path_.empty() ? "body" : path_, std::string("must be an object, is ") + kindName(value.kind()));
}

std::string Fields::at(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void Fields::refuse(std::string_view name, std::string_view problem) const { refuseAt(at(name), problem); }

const Json &Fields::require(std::string_view name) const {
    const Json *member = find(name);
    if (member == nullptr) refuse(name, "is missing");
    return *member;
}

const std::string &Fields::string(std::string_view name, std::size_t maxLength) const {
    const Json &member = require(name);
    if (!member.isString()) refuse(name, std::string("must be a string, is ") + kindName(member.kind()));
    if (member.string().size() > maxLength) refuse(name, "is longer than " + std::to_string(maxLength) + " bytes");
    return member.string();
}

std::string Fields::stringOr(std::string_view name, std::string fallback, std::size_t maxLength) const {
    return has(name) ? string(name, maxLength) : std::move(fallback);
}

std::int64_t Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) const {
    return checkedInteger(require(name), at(name), min, max);
}

std::int64_t Fields::integerOr(std::string_view name, std::int64_t fallback, std::int64_t min, std::int64_t max) const {
    return has(name) ? integer(name, min, max) : fallback;
}

bool Fields::booleanOr(std::string_view name, bool fallback) const {
    const Json *member = find(name);
    if (member == nullptr) return fallback;
    if (!member->isBoolean()) refuse(name, std::string("must be a boolean, is ") + kindName(member->kind()));
    return member->boolean();
}

const Json::Array *Fields::array(std::string_view name) const {
    const Json *member = find(name);
    if (member == nullptr) return nullptr;
    if (!member->isArray()) refuse(name, std::string("must be an array, is ") + kindName(member->kind()));
    return &member->items();
}

void Fields::allowOnly(std::initializer_list<std::string_view> names) const {
    for (const Json::Member &member : value_.members()) {
        bool known = false;
        for (const std::string_view name : names) known = known || name == member.name;
        if (known) continue;
        std::string list;
        for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
        refuse(member.name, "is unknown; known are " + list);
    }
}

} // namespace wxwidgets::kit
