#include "kit/http.hpp"

#include <stdexcept>

#include "kit/http-error.hpp"

namespace wxwidgets::kit {

namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

NameValue::NameValue(std::string_view fieldName, std::string_view fieldValue) : name(fieldName), value(fieldValue) {}

Request::Request() = default;
Request::Request(Request &&other) noexcept = default;
Request &Request::operator=(Request &&other) noexcept = default;
Request::~Request() = default;

Response::Response() = default;
Response::Response(int code, std::string type, std::string content) : status(code), contentType(std::move(type)), body(std::move(content)) {}
Response::Response(const Response &other) = default;
Response::Response(Response &&other) noexcept = default;
Response &Response::operator=(Response other) noexcept {
    std::swap(status, other.status);
    contentType.swap(other.contentType);
    body.swap(other.body);
    headers.swap(other.headers);
    return *this;
}
Response::~Response() = default;

Headers::Headers() = default;
Headers::Headers(const Headers &other) = default;
Headers::Headers(Headers &&other) noexcept = default;
Headers &Headers::operator=(Headers other) noexcept {
    fields_.swap(other.fields_);
    return *this;
}
Headers::~Headers() = default;
std::size_t Headers::size() const noexcept { return fields_.size(); }
void Headers::clear() { fields_.clear(); }

std::string lowerCase(std::string_view text) {
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string_view trimBlanks(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool decodePercent(std::string_view text, bool plusIsBlank, std::string &out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plusIsBlank) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return false;
            const int high = hexValue(text[i + 1]), low = hexValue(text[i + 2]);
            if (high < 0 || low < 0 || high + low == 0) return false;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return true;
}

void Headers::add(std::string_view name, std::string_view value) { fields_.emplace_back(lowerCase(name), value); }

const std::string *Headers::find(std::string_view name) const noexcept {
    for (const auto &field : fields_) {
        if (field.name == name) return &field.value;
    }
    return nullptr;
}

std::size_t Headers::count(std::string_view name) const noexcept {
    std::size_t total = 0;
    for (const auto &field : fields_) total += field.name == name ? 1 : 0;
    return total;
}

bool Headers::hasToken(std::string_view name, std::string_view token) const {
    for (const auto &field : fields_) {
        if (field.name != name) continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            if (lowerCase(trimBlanks(rest.substr(0, comma))) == token) return true;
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    }
    return false;
}

const std::string &Request::capture(std::string_view name) const {
    for (const auto &entry : captures) {
        if (entry.name == name) return entry.value;
    }
    throw std::logic_error("the route has no segment {" + std::string(name) + "}");
}

const std::string *Request::queryValue(std::string_view name) const noexcept {
    for (const auto &entry : query) {
        if (entry.name == name) return &entry.value;
    }
    return nullptr;
}

Json Request::json() const {
    if (const std::string *type = headers.find("content-type")) {
        const std::string media = lowerCase(trimBlanks(std::string_view(*type).substr(0, type->find(';'))));
        const bool isJson = media == "application/json" || (media.size() > 5 && media.compare(media.size() - 5, 5, "+json") == 0);
        // What curl -d sends without being asked.
        if (!isJson && media != "application/x-www-form-urlencoded")
            throw HttpError(415, "bad-content-type", "the body must be application/json, is " + media);
    }
    if (body.empty()) throw HttpError(400, "bad-json", "the body is empty, JSON is expected");
    return parseJson(body);
}

void Response::setHeader(std::string_view name, std::string_view content) { headers.emplace_back(name, content); }

Response Response::json(int status, const Json &value) { return {status, "application/json", value.dump() + "\n"}; }

Response Response::text(int status, std::string words, std::string contentType) {
    return {status, std::move(contentType), std::move(words)};
}

Response Response::empty(int status) { return {status, "", ""}; }

const char *reasonPhrase(int status) noexcept {
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

} // namespace wxwidgets::kit
