// The only unit that reads nlohmann-json: its event parser builds our value, with limits on depth and width.
#include <nlohmann/json.hpp>

#include "kit/http-error.hpp"
#include "kit/json.hpp"

namespace wxwidgets::kit {

namespace {

[[noreturn]] void refuse(std::string reason) { throw HttpError(400, "bad-json", std::move(reason)); }

struct Builder {
    using Number = nlohmann::json;

    explicit Builder(const JsonLimits &limits) : limits_(limits) {}

    bool null() { return add(Json()); }
    bool boolean(bool value) { return add(Json(value)); }
    bool number_integer(Number::number_integer_t value) { return add(Json(static_cast<long long>(value))); }
    bool number_unsigned(Number::number_unsigned_t value) { return add(Json(static_cast<unsigned long>(value))); }
    bool number_float(Number::number_float_t value, const std::string &) { return add(Json(value)); }
    bool string(std::string &value) { return add(Json(std::move(value))); }
    bool binary(Number::binary_t &) { return false; }

    bool start_array(std::size_t) { return open(Json::array()); }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool end_array() { return close(); }
    bool end_object() { return close(); }

    bool key(std::string &name) {
        if (open_.back()->find(name) != nullptr) refuse("member \"" + name + "\" appears twice in one object");
        if (open_.back()->size() >= limits_.members)
            refuse("an object has more than " + std::to_string(limits_.members) + " members");
        key_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &error) {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: ..." without its tag
        const std::string words = error.what();
        const std::size_t end = words.find("] ");
        refuse(end == std::string::npos ? words : words.substr(end + 2));
    }

    Json result;

private:
    bool add(Json value) {
        place(std::move(value));
        return true;
    }

    bool open(Json value) {
        if (open_.size() >= limits_.depth) refuse("nested deeper than " + std::to_string(limits_.depth) + " levels");
        open_.push_back(place(std::move(value)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    // An open container is the last element of its parent until it closes, so its address holds.
    Json *place(Json value) {
        if (open_.empty()) {
            result = std::move(value);
            return &result;
        }
        Json &parent = *open_.back();
        return parent.isArray() ? &parent.push(std::move(value)) : &parent.append(std::move(key_), std::move(value));
    }

    const JsonLimits &limits_;
    std::vector<Json *> open_;
    std::string key_;
};

} // namespace

Json parseJson(std::string_view text, const JsonLimits &limits) {
    Builder builder(limits);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) refuse("not valid JSON");
    return std::move(builder.result);
}

} // namespace wxwidgets::kit
