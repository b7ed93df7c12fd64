// Reads the members of a JSON object with checks; what does not fit is a 400 that names the place.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "kit/json.hpp"

namespace wxwidgets::kit {

class Fields {
public:
    /** `path` is how messages call the object: `root.children[2]`. Throws when `value` is no object. */
    Fields(const Json &value, std::string path);

    const std::string &path() const noexcept { return path_; }
    const Json &value() const noexcept { return value_; }
    /** Path of a member, for messages. */
    std::string at(std::string_view name) const;

    bool has(std::string_view name) const { return value_.find(name) != nullptr; }
    const Json *find(std::string_view name) const { return value_.find(name); }
    const Json &require(std::string_view name) const;

    const std::string &string(std::string_view name, std::size_t maxLength = 4096) const;
    std::string stringOr(std::string_view name, std::string fallback, std::size_t maxLength = 4096) const;
    std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max) const;
    std::int64_t integerOr(std::string_view name, std::int64_t fallback, std::int64_t min, std::int64_t max) const;
    bool booleanOr(std::string_view name, bool fallback) const;
    /** The array, or null when absent. */
    const Json::Array *array(std::string_view name) const;

    /** Refuses members that are not in the list: a misspelt name must not be lost silently. */
    void allowOnly(std::initializer_list<std::string_view> names) const;

    [[noreturn]] void refuse(std::string_view name, std::string_view problem) const;

private:
    const Json &value_;
    std::string path_;
};

/** `value` as an integer of the range; throws 400 naming `path`. */
std::int64_t checkedInteger(const Json &value, const std::string &path, std::int64_t min, std::int64_t max);

} // namespace wxwidgets::kit
