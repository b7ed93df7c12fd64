#include "kit/json.hpp"

#include <stdexcept>

namespace wxwidgets::kit {

namespace {

[[noreturn]] void wrongKind(Json::Kind actual, const char *wanted) {
    throw std::logic_error(std::string("JSON value is ") + kindName(actual) + ", not " + wanted);
}

} // namespace

Json::Member::Member(const char *key, Json member) : name(key), value(std::move(member)) {}
Json::Member::Member(std::string key, Json member) : name(std::move(key)), value(std::move(member)) {}

Json::Json(unsigned long value) noexcept : kind_(Kind::Integer) {
    value_.integer = static_cast<std::int64_t>(value);
    if (value_.integer < 0) {
        kind_ = Kind::Number;
        value_.number = static_cast<double>(value);
    }
}

Json::Json(const char *value) : Json(std::string(value)) {}
Json::Json(std::string_view value) : Json(std::string(value)) {}
Json::Json(std::string value) : kind_(Kind::String) { value_.string = new std::string(std::move(value)); }

Json::Json(const Json &other) : kind_(other.kind_), value_(other.value_) {
    switch (kind_) {
    case Kind::String: value_.string = new std::string(*other.value_.string); break;
    case Kind::Array: value_.array = new Array(*other.value_.array); break;
    case Kind::Object: value_.object = new Object(*other.value_.object); break;
    default: break;
    }
}

Json::Json(Json &&other) noexcept : kind_(other.kind_), value_(other.value_) { other.kind_ = Kind::Null; }

Json &Json::operator=(Json other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(value_, other.value_);
    return *this;
}

Json::~Json() { destroy(); }

void Json::destroy() noexcept {
    switch (kind_) {
    case Kind::String: delete value_.string; break;
    case Kind::Array: delete value_.array; break;
    case Kind::Object: delete value_.object; break;
    default: break;
    }
}

Json Json::array() { return array({}); }

Json Json::array(std::initializer_list<Json> items) {
    Json result;
    result.value_.array = new Array(items);
    result.kind_ = Kind::Array;
    return result;
}

Json Json::object() { return object({}); }

Json Json::object(std::initializer_list<Member> members) {
    Json result;
    result.value_.object = new Object(members);
    result.kind_ = Kind::Object;
    return result;
}

bool Json::boolean() const {
    if (kind_ != Kind::Boolean) wrongKind(kind_, "a boolean");
    return value_.boolean;
}

std::int64_t Json::integer() const {
    if (kind_ != Kind::Integer) wrongKind(kind_, "an integer");
    return value_.integer;
}

double Json::number() const {
    if (kind_ == Kind::Integer) return static_cast<double>(value_.integer);
    if (kind_ != Kind::Number) wrongKind(kind_, "a number");
    return value_.number;
}

const std::string &Json::string() const {
    if (kind_ != Kind::String) wrongKind(kind_, "a string");
    return *value_.string;
}

const Json::Array &Json::items() const {
    if (kind_ != Kind::Array) wrongKind(kind_, "an array");
    return *value_.array;
}

const Json::Object &Json::members() const {
    if (kind_ != Kind::Object) wrongKind(kind_, "an object");
    return *value_.object;
}

std::size_t Json::size() const noexcept {
    if (kind_ == Kind::Array) return value_.array->size();
    return kind_ == Kind::Object ? value_.object->size() : 0;
}

const Json *Json::find(std::string_view key) const noexcept {
    if (kind_ != Kind::Object) return nullptr;
    for (const Member &member : *value_.object) {
        if (member.name == key) return &member.value;
    }
    return nullptr;
}

Json &Json::set(std::string_view key, Json value) {
    if (const Json *old = find(key)) {
        Json &place = const_cast<Json &>(*old);
        place = std::move(value);
        return place;
    }
    return append(std::string(key), std::move(value));
}

Json &Json::append(std::string key, Json value) {
    if (kind_ != Kind::Object) wrongKind(kind_, "an object");
    value_.object->emplace_back(std::move(key), std::move(value));
    return value_.object->back().value;
}

bool Json::erase(std::string_view key) {
    if (kind_ != Kind::Object) wrongKind(kind_, "an object");
    for (auto it = value_.object->begin(); it != value_.object->end(); ++it) {
        if (it->name == key) {
            value_.object->erase(it);
            return true;
        }
    }
    return false;
}

Json &Json::push(Json value) {
    if (kind_ != Kind::Array) wrongKind(kind_, "an array");
    value_.array->push_back(std::move(value));
    return value_.array->back();
}

bool Json::operator==(const Json &other) const {
    if (isNumber() && other.isNumber() && kind_ != other.kind_) return number() == other.number();
    if (kind_ != other.kind_) return false;
    switch (kind_) {
    case Kind::Null: return true;
    case Kind::Boolean: return value_.boolean == other.value_.boolean;
    case Kind::Integer: return value_.integer == other.value_.integer;
    case Kind::Number: return value_.number == other.value_.number;
    case Kind::String: return *value_.string == *other.value_.string;
    case Kind::Array: return *value_.array == *other.value_.array;
    case Kind::Object: break;
    }
    if (size() != other.size()) return false;
    for (const Member &member : *value_.object) {
        const Json *twin = other.find(member.name);
        if (twin == nullptr || *twin != member.value) return false;
    }
    return true;
}

const char *kindName(Json::Kind kind) noexcept {
    switch (kind) {
    case Json::Kind::Null: return "null";
    case Json::Kind::Boolean: return "a boolean";
    case Json::Kind::Integer: return "an integer";
    case Json::Kind::Number: return "a number";
    case Json::Kind::String: return "a string";
    case Json::Kind::Array: return "an array";
    case Json::Kind::Object: return "an object";
    }
    return "unknown";
}

} // namespace wxwidgets::kit
