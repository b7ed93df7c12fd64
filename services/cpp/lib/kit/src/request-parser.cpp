#include "request-parser.hpp"

#include <charconv>

namespace wxwidgets::kit {

namespace {

bool isTokenChar(char c) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) {
    for (const char c : text) {
        if (!isTokenChar(c)) return false;
    }
    return !text.empty();
}

bool isFieldValue(std::string_view text) {
    for (const char c : text) {
        const unsigned char byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7F) return false;
    }
    return true;
}

} // namespace

void RequestParser::reset() {
    state_ = State::Head;
    sawBytes_ = false;
    scanned_ = 0;
    isHttp10_ = false;
    request_ = Request();
}

RequestParser::State RequestParser::fail(int status, const char *code, std::string reason) {
    status_ = status;
    code_ = code;
    reason_ = std::move(reason);
    return state_ = State::Failed;
}

RequestParser::State RequestParser::feed(std::string &input) {
    if (state_ == State::Head) {
        if (!sawBytes_) {
            // Empty lines before a request are allowed (RFC 9112, 2.2).
            std::size_t blank = 0;
            while (input.compare(blank, 2, "\r\n") == 0) blank += 2;
            input.erase(0, blank);
            if (input == "\r") return state_; // half of one more
        }
        if (input.empty()) return state_;
        sawBytes_ = true;
        const std::size_t end = input.find("\r\n\r\n", scanned_ < 3 ? 0 : scanned_ - 3);
        if (end == std::string::npos || end + 4 > limits_.headerBytes) {
            scanned_ = input.size();
            if (input.size() <= limits_.headerBytes && end == std::string::npos) return state_;
            return fail(431, "header-too-large", "the request's head is longer than " + std::to_string(limits_.headerBytes) + " bytes");
        }
        if (parseHead(std::string_view(input).substr(0, end + 2)) == State::Failed) return state_;
        input.erase(0, end + 4);
    }
    return state_ == State::Body ? feedBody(input) : state_;
}

RequestParser::State RequestParser::parseHead(std::string_view head) {
    bool isFirst = true;
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (isFirst ? !parseRequestLine(line) : !parseField(line)) return state_;
        isFirst = false;
    }
    if (!isHttp10_ && request_.headers.count("host") != 1) return fail(400, "bad-request", "exactly one Host field is required");
    request_.keepAlive = isHttp10_ ? request_.headers.hasToken("connection", "keep-alive") : !request_.headers.hasToken("connection", "close");
    if (!chooseBody()) return state_;
    return state_ = State::Body;
}

bool RequestParser::parseRequestLine(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return fail(400, "bad-request", "the request line is malformed"), false;
    const std::string_view version = line.substr(last + 1);
    if (version.substr(0, 5) != "HTTP/" || version.size() != 8) return fail(400, "bad-request", "the request line is malformed"), false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return fail(505, "bad-version", "only HTTP/1.1 and HTTP/1.0 are spoken here"), false;
    isHttp10_ = version == "HTTP/1.0";
    request_.method = std::string(line.substr(0, first));
    if (!isToken(request_.method) || request_.method.size() > 16) return fail(400, "bad-request", "the method is malformed"), false;
    return parseTarget(line.substr(first + 1, last - first - 1));
}

bool RequestParser::parseTarget(std::string_view target) {
    if (target.substr(0, 7) == "http://") {
        const std::size_t slash = target.find('/', 7);
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    }
    if (target.empty() || target.front() != '/') return fail(400, "bad-request", "the target must begin with /"), false;
    for (const char c : target) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return fail(400, "bad-request", "the target holds a control character or blank"), false;
    }
    const std::size_t mark = target.find('?');
    if (!decodePercent(target.substr(0, mark), false, request_.path))
        return fail(400, "bad-request", "the path has a broken percent sequence"), false;
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = pair.find('=');
        std::string name, value;
        const bool isFine = decodePercent(pair.substr(0, equals), true, name) &&
                            (equals == std::string_view::npos || decodePercent(pair.substr(equals + 1), true, value));
        if (!isFine) return fail(400, "bad-request", "the query has a broken percent sequence"), false;
        if (!pair.empty()) request_.query.emplace_back(std::move(name), std::move(value));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return true;
}

bool RequestParser::parseField(std::string_view line) {
    const std::size_t colon = line.find(':');
    // A blank before the colon or a folded line is read differently by different servers: refused.
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) return fail(400, "bad-request", "a header field is malformed"), false;
    const std::string_view value = trimBlanks(line.substr(colon + 1));
    if (!isFieldValue(value)) return fail(400, "bad-request", "a header field holds a control character"), false;
    if (request_.headers.size() >= limits_.headerFields)
        return fail(431, "header-too-large", "more than " + std::to_string(limits_.headerFields) + " header fields"), false;
    request_.headers.add(line.substr(0, colon), value);
    return true;
}

bool RequestParser::chooseBody() {
    const Headers &headers = request_.headers;
    const std::string *encoding = headers.find("transfer-encoding");
    const std::string *length = headers.find("content-length");
    if (const std::string *expect = headers.find("expect")) {
        if (lowerCase(*expect) != "100-continue") return fail(417, "bad-expectation", "unknown expectation"), false;
        request_.expectsContinue = !isHttp10_;
    }
    if (encoding != nullptr) {
        if (length != nullptr || isHttp10_) return fail(400, "bad-request", "Content-Length and Transfer-Encoding do not go together"), false;
        if (headers.count("transfer-encoding") != 1 || lowerCase(*encoding) != "chunked")
            return fail(501, "bad-encoding", "only the chunked transfer encoding is known"), false;
        body_.start(BodyDecoder::Way::Chunked, 0, limits_.bodyBytes);
        return true;
    }
    std::uint64_t bytes = 0;
    if (length != nullptr) {
        const char *end = length->data() + length->size();
        const auto parsed = std::from_chars(length->data(), end, bytes);
        if (headers.count("content-length") != 1 || parsed.ec != std::errc() || parsed.ptr != end)
            return fail(400, "bad-request", "Content-Length is malformed"), false;
        if (bytes > limits_.bodyBytes) return fail(413, "body-too-large", "the body is longer than " + std::to_string(limits_.bodyBytes) + " bytes"), false;
    }
    if (bytes == 0) request_.expectsContinue = false;
    body_.start(bytes == 0 ? BodyDecoder::Way::None : BodyDecoder::Way::Length, bytes, limits_.bodyBytes);
    return true;
}

RequestParser::State RequestParser::feedBody(std::string &input) {
    switch (body_.feed(input, request_.body)) {
    case BodyDecoder::Result::More: return state_;
    case BodyDecoder::Result::Done: return state_ = State::Done;
    case BodyDecoder::Result::Broken: return fail(400, "bad-request", "the chunked body is malformed");
    case BodyDecoder::Result::TooLarge: break;
    }
    return fail(413, "body-too-large", "the body is longer than " + std::to_string(limits_.bodyBytes) + " bytes");
}

} // namespace wxwidgets::kit
