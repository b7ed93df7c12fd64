// A JSON value with a small, template-free interface. The parser behind it is nlohmann-json, which stays inside
// one translation unit: its header costs more to compile than a whole service may.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace wxwidgets::kit {

class Json {
public:
    enum class Kind : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    Json() noexcept : kind_(Kind::Null) { value_.integer = 0; }
    Json(bool value) noexcept : kind_(Kind::Boolean) { value_.boolean = value; }
    Json(int value) noexcept : kind_(Kind::Integer) { value_.integer = value; }
    Json(unsigned value) noexcept : kind_(Kind::Integer) { value_.integer = value; }
    Json(long value) noexcept : kind_(Kind::Integer) { value_.integer = value; }
    Json(long long value) noexcept : kind_(Kind::Integer) { value_.integer = value; }
    /** Above the signed range it becomes a floating-point number. */
    Json(unsigned long value) noexcept;
    Json(double value) noexcept : kind_(Kind::Number) { value_.number = value; }
    Json(const char *value);
    Json(std::string_view value);
    Json(std::string value);
    Json(const Json &other);
    Json(Json &&other) noexcept;
    Json &operator=(Json other) noexcept;
    ~Json();

    static Json array();
    static Json array(std::initializer_list<Json> items);
    static Json object();
    static Json object(std::initializer_list<Member> members);

    Kind kind() const noexcept { return kind_; }
    bool isNull() const noexcept { return kind_ == Kind::Null; }
    bool isBoolean() const noexcept { return kind_ == Kind::Boolean; }
    bool isInteger() const noexcept { return kind_ == Kind::Integer; }
    bool isNumber() const noexcept { return kind_ == Kind::Integer || kind_ == Kind::Number; }
    bool isString() const noexcept { return kind_ == Kind::String; }
    bool isArray() const noexcept { return kind_ == Kind::Array; }
    bool isObject() const noexcept { return kind_ == Kind::Object; }

    // Asking for the wrong kind throws std::logic_error: input is checked with `Fields` before.
    bool boolean() const;
    std::int64_t integer() const;
    double number() const;
    const std::string &string() const;
    const Array &items() const;
    const Object &members() const;

    /** Elements or members; 0 for every other kind. */
    std::size_t size() const noexcept;
    /** A member by name; null when there is none or this is no object. */
    const Json *find(std::string_view key) const noexcept;
    /** Adds or replaces a member; this must be an object. */
    Json &set(std::string_view key, Json value);
    /** Adds a member that is known to be new: no search. */
    Json &append(std::string key, Json value);
    bool erase(std::string_view key);
    Json &push(Json value);

    bool operator==(const Json &other) const;
    bool operator!=(const Json &other) const { return !(*this == other); }

    /** One line, UTF-8; bytes that are not UTF-8 become U+FFFD. */
    std::string dump() const;

private:
    void destroy() noexcept;

    union Value {
        bool boolean;
        std::int64_t integer;
        double number;
        std::string *string;
        Array *array;
        Object *object;
    };
    Kind kind_;
    Value value_;
};

/** No std::pair: its constructor templates cost more to compile than all else here. */
struct Json::Member {
    Member(const char *key, Json member);
    Member(std::string key, Json member);
    std::string name;
    Json value;
};

struct JsonLimits {
    std::size_t depth = 128;
    std::size_t members = 1024;
};

/** Throws HttpError 400 `bad-json` with line and column. */
Json parseJson(std::string_view text, const JsonLimits &limits = {});

/** In English, for messages: `a string`. */
const char *kindName(Json::Kind kind) noexcept;

} // namespace wxwidgets::kit
