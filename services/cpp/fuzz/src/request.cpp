// The server's request parser: how the bytes are cut on their way must not change what is read.
#include "kit/trace.hpp"
#include "request-parser.hpp"
#include "target.hpp"

using namespace wxwidgets::kit;

namespace {

std::string describe(const RequestParser &parser, const Request &request) {
    std::string text = std::to_string(static_cast<int>(parser.state())) + " " + std::to_string(parser.status()) + " " + parser.code();
    if (parser.state() != RequestParser::State::Done) return text;
    text += " " + request.method + " " + request.path + " " + std::to_string(request.keepAlive) + " " + request.body;
    for (const NameValue &field : request.headers.all()) text += "\n" + field.name + ": " + field.value;
    for (const NameValue &pair : request.query) text += "\n" + pair.name + "=" + pair.value;
    return text;
}

// All requests of the connection, fed `step` bytes at a time.
std::string readAll(const std::string &bytes, std::size_t step, const Limits &limits) {
    RequestParser parser(limits);
    std::string input, seen;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        input.append(bytes, at, step);
        while (parser.feed(input) == RequestParser::State::Done) {
            seen += describe(parser, parser.request()) + "\n";
            promise(parser.request().body.size() <= limits.bodyBytes, "a body within its limit");
            promise(parser.request().headers.size() <= limits.headerFields, "header fields within their limit");
            [[maybe_unused]] const Trace trace = Trace::from(parser.request().headers);
            parser.reset();
            if (input.empty()) break;
        }
        if (parser.state() == RequestParser::State::Failed) break;
        promise(input.size() <= limits.headerBytes + step + 4096 + 2, "what waits is bounded");
    }
    return seen + describe(parser, parser.request());
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    Limits limits;
    limits.headerBytes = 2048;
    limits.headerFields = 16;
    limits.bodyBytes = 4096;
    const std::string bytes = textOf(data, size);
    const std::string whole = readAll(bytes, bytes.size() + 1, limits);
    // What fails for its length may fail sooner or later, so only what fits is compared.
    if (size <= limits.headerBytes) promise(readAll(bytes, 1, limits) == whole && readAll(bytes, 7, limits) == whole, "any cut reads the same");
    return 0;
}
