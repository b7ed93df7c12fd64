// The client's response parser: bounded, and the same for every cut.
#include "response-parser.hpp"
#include "target.hpp"

using namespace wxwidgets::kit;

namespace {

constexpr std::size_t maxBytes = 4096;

std::string readAnswer(const std::string &bytes, std::size_t step) {
    ResponseParser parser(maxBytes);
    std::string input;
    try {
        bool isDone = false;
        for (std::size_t at = 0; at < bytes.size() && !isDone; at += step) {
            input.append(bytes, at, step);
            isDone = parser.feed(input);
        }
        if (!isDone) parser.end();
        const Answer &answer = parser.answer();
        promise(answer.body.size() <= maxBytes, "a body within its limit");
        promise(answer.status >= 200 && answer.status <= 999, "a final status");
        return std::to_string(answer.status) + " " + answer.body;
    } catch (const CallError &) {
        return "error";
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string bytes = textOf(data, size);
    const std::string whole = readAnswer(bytes, bytes.size() + 1);
    if (size <= 2048) promise(readAnswer(bytes, 1) == whole && readAnswer(bytes, 5) == whole, "any cut reads the same");
    return 0;
}
