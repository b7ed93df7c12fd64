#include "body-decoder.hpp"

#include <algorithm>

namespace wxwidgets::kit {

namespace {

constexpr std::size_t maxLineBytes = 4096;

bool parseChunkSize(const std::string &line, std::uint64_t &size) {
    std::size_t digits = 0;
    size = 0;
    for (const char c : line) {
        int value;
        if (c >= '0' && c <= '9') value = c - '0';
        else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
        else if (c == ';' || c == ' ' || c == '\t') break; // extensions are read over
        else return false;
        if (++digits > 15) return false;
        size = size * 16 + static_cast<std::uint64_t>(value);
    }
    return digits > 0;
}

} // namespace

void BodyDecoder::start(Way way, std::uint64_t length, std::size_t maxBytes) {
    way_ = way;
    step_ = Step::Size;
    left_ = length;
    maxBytes_ = maxBytes;
    trailerBytes_ = 0;
}

BodyDecoder::Result BodyDecoder::feed(std::string &input, std::string &body) {
    if (way_ == Way::None) return Result::Done;
    if (way_ == Way::Chunked) return feedChunked(input, body);
    if (way_ == Way::UntilClose) {
        if (body.size() + input.size() > maxBytes_) return Result::TooLarge;
        body += input;
        input.clear();
        return Result::More;
    }
    if (left_ > maxBytes_) return Result::TooLarge;
    const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
    body.append(input, 0, part);
    input.erase(0, part);
    left_ -= part;
    // The declared length counts down in `left_`, so the limit has to go with it.
    maxBytes_ -= part;
    return left_ == 0 ? Result::Done : Result::More;
}

BodyDecoder::Result BodyDecoder::feedChunked(std::string &input, std::string &body) {
    std::size_t at = 0;
    Result result = Result::More;
    while (result == Result::More) {
        if (step_ == Step::Data) {
            const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size() - at));
            if (body.size() + part > maxBytes_) return Result::TooLarge;
            body.append(input, at, part);
            at += part;
            left_ -= part;
            if (left_ > 0) break;
            step_ = Step::DataEnd;
        }
        const std::size_t end = input.find("\r\n", at);
        if (end == std::string::npos) {
            if (input.size() - at > maxLineBytes) result = Result::Broken;
            break;
        }
        const std::string line = input.substr(at, end - at);
        at = end + 2;
        if (step_ == Step::Size) {
            if (!parseChunkSize(line, left_)) result = Result::Broken;
            else if (left_ > maxBytes_ - std::min(maxBytes_, body.size())) result = Result::TooLarge;
            else step_ = left_ == 0 ? Step::Trailer : Step::Data;
        } else if (step_ == Step::DataEnd) {
            if (line.empty()) step_ = Step::Size;
            else result = Result::Broken;
        } else if (line.empty()) {
            result = Result::Done;
        } else {
            trailerBytes_ += line.size();
            if (trailerBytes_ > maxLineBytes) result = Result::Broken;
        }
    }
    input.erase(0, at);
    return result;
}

} // namespace wxwidgets::kit
