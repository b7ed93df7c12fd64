#include "response-parser.hpp"

#include <charconv>

namespace wxwidgets::kit {

namespace {

constexpr std::size_t maxHeadBytes = 32 * 1024;

} // namespace

bool ResponseParser::feed(std::string &input) {
    while (!hasHead_) {
        const std::size_t end = input.find("\r\n\r\n");
        if (end == std::string::npos) {
            if (input.size() > maxHeadBytes) throw CallError(CallFailure::BadAnswer, "the response's head is too long");
            return false;
        }
        const std::string head = input.substr(0, end + 2);
        input.erase(0, end + 4);
        hasHead_ = parseHead(head); // 1xx: another head follows
    }
    switch (body_.feed(input, answer_.body)) {
    case BodyDecoder::Result::More: return false;
    case BodyDecoder::Result::Done: return true;
    case BodyDecoder::Result::Broken: throw CallError(CallFailure::BadAnswer, "the response's body is malformed");
    case BodyDecoder::Result::TooLarge: break;
    }
    throw CallError(CallFailure::BadAnswer, "the response is longer than " + std::to_string(maxBytes_) + " bytes");
}

void ResponseParser::end() {
    if (!hasHead_ || !body_.mayEndHere()) throw CallError(CallFailure::Lost, "the connection was closed before the response was complete");
}

bool ResponseParser::parseHead(const std::string &head) {
    std::string_view rest = head;
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(line.size() + 2);
    if (line.size() < 12 || line.substr(0, 7) != "HTTP/1." || line[8] != ' ') throw CallError(CallFailure::BadAnswer, "the answer is not HTTP/1");
    answer_.status = 0;
    std::from_chars(line.data() + 9, line.data() + 12, answer_.status);
    if (answer_.status < 100) throw CallError(CallFailure::BadAnswer, "the answer has no status");
    answer_.headers.clear();
    while (!rest.empty()) {
        const std::string_view field = rest.substr(0, rest.find("\r\n"));
        rest.remove_prefix(field.size() + 2);
        const std::size_t colon = field.find(':');
        if (colon == std::string_view::npos) throw CallError(CallFailure::BadAnswer, "a header field of the answer is malformed");
        answer_.headers.add(field.substr(0, colon), trimBlanks(field.substr(colon + 1)));
    }
    if (answer_.status < 200) return false;
    std::uint64_t length = 0;
    const std::string *declared = answer_.headers.find("content-length");
    if (declared != nullptr) {
        const auto parsed = std::from_chars(declared->data(), declared->data() + declared->size(), length);
        if (parsed.ec != std::errc()) throw CallError(CallFailure::BadAnswer, "Content-Length of the answer is malformed");
    }
    BodyDecoder::Way way = BodyDecoder::Way::UntilClose;
    if (answer_.status == 204 || answer_.status == 304) way = BodyDecoder::Way::None;
    else if (answer_.headers.hasToken("transfer-encoding", "chunked")) way = BodyDecoder::Way::Chunked;
    else if (declared != nullptr) way = length == 0 ? BodyDecoder::Way::None : BodyDecoder::Way::Length;
    body_.start(way, length, maxBytes_);
    return true;
}

} // namespace wxwidgets::kit
