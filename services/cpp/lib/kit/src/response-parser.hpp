// Reads one response out of a byte stream.
#pragma once

#include <string>

#include "body-decoder.hpp"
#include "kit/client.hpp"

namespace wxwidgets::kit {

class ResponseParser {
public:
    explicit ResponseParser(std::size_t maxBytes) : maxBytes_(maxBytes) {}

    /** True once complete. Throws CallError when it is no HTTP response or too large. */
    bool feed(std::string &input);
    /** The peer has closed; throws CallError when that cuts the response short. */
    void end();
    Answer &answer() noexcept { return answer_; }

private:
    bool parseHead(const std::string &head);

    const std::size_t maxBytes_;
    bool hasHead_ = false;
    BodyDecoder body_;
    Answer answer_;
};

} // namespace wxwidgets::kit
