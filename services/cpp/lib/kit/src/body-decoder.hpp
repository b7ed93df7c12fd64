// Takes a message body out of a byte stream: by length, in chunks, or up to the end of the connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace wxwidgets::kit {

class BodyDecoder {
public:
    enum class Way { None, Length, Chunked, UntilClose };
    enum class Result { More, Done, Broken, TooLarge };

    void start(Way way, std::uint64_t length, std::size_t maxBytes);
    /** Moves what belongs to the body from the front of `input` to `body`; the rest stays. */
    Result feed(std::string &input, std::string &body);
    /** Whether the peer may close now without having cut the body short. */
    bool mayEndHere() const noexcept { return way_ == Way::UntilClose; }

private:
    enum class Step { Size, Data, DataEnd, Trailer };
    Result feedChunked(std::string &input, std::string &body);

    Way way_ = Way::None;
    Step step_ = Step::Size;
    std::uint64_t left_ = 0;
    std::size_t maxBytes_ = 0;
    std::size_t trailerBytes_ = 0;
};

} // namespace wxwidgets::kit
