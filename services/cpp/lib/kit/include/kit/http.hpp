// Requests, responses and header fields, the same for server and client.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kit/json.hpp"

namespace wxwidgets::kit {

struct NameValue {
    NameValue(std::string_view fieldName, std::string_view fieldValue);
    std::string name;
    std::string value;
};

/** Header fields in order of arrival; names are kept in lower case. */
class Headers {
public:
    Headers();
    Headers(const Headers &other);
    Headers(Headers &&other) noexcept;
    Headers &operator=(Headers other) noexcept;
    ~Headers();

    void add(std::string_view name, std::string_view value);
    /** The first value; null when absent. `name` in lower case. */
    const std::string *find(std::string_view name) const noexcept;
    std::size_t count(std::string_view name) const noexcept;
    /** Whether a comma-separated field holds `token`, ignoring case. */
    bool hasToken(std::string_view name, std::string_view token) const;
    std::size_t size() const noexcept;
    void clear();
    const std::vector<NameValue> &all() const noexcept { return fields_; }

private:
    std::vector<NameValue> fields_;
};

// The members that the compiler could write are in http.cpp: written inline they are compiled again in every unit.

struct Request {
    Request();
    Request(Request &&other) noexcept;
    Request &operator=(Request &&other) noexcept;
    ~Request();

    std::string method;
    /** Decoded, without the query. */
    std::string path;
    std::vector<NameValue> query;
    Headers headers;
    std::string body;
    bool keepAlive = true;
    bool expectsContinue = false;
    /** Values of the route's `{name}` segments. */
    std::vector<NameValue> captures;

    /** A captured segment; throws std::logic_error when the route has none of that name. */
    const std::string &capture(std::string_view name) const;
    const std::string *queryValue(std::string_view name) const noexcept;
    /** The body as JSON; 400 when it is none, 415 when its type says it is something else. */
    Json json() const;
};

struct Response {
    Response();
    Response(int code, std::string type, std::string content);
    Response(const Response &other);
    Response(Response &&other) noexcept;
    Response &operator=(Response other) noexcept;
    ~Response();

    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<NameValue> headers;

    void setHeader(std::string_view name, std::string_view content);

    static Response json(int status, const Json &value);
    static Response text(int status, std::string words, std::string contentType = "text/plain; charset=utf-8");
    static Response empty(int status);
};

const char *reasonPhrase(int status) noexcept;
std::string lowerCase(std::string_view text);
std::string_view trimBlanks(std::string_view text) noexcept;
/** Percent-decoding; false when a sequence is broken or decodes to NUL. */
bool decodePercent(std::string_view text, bool plusIsBlank, std::string &out);

} // namespace wxwidgets::kit
