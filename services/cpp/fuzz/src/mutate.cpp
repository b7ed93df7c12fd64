#include "mutate.hpp"

#include <algorithm>

namespace {

constexpr std::size_t maxBytes = 64 * 1024;

// What parsers of this kind trip over.
const char *const words[] = {"\r\n", "\r\n\r\n", "0", "-1", "2147483648", "-9223372036854775809", "1e999", "ffffffffffffffff", "null", "{", "}", "[", "]", "\"", "\\u0000", "\\ud800", "\xff", "\xc3", "\xef\xbf\xbe",
                             "<", ">", "&", "&lt;", "&#0;", "&#x110000;", "<object class=\"", "</object>", "<![CDATA[", "<!DOCTYPE r [", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 ", ":", "%", "%00", "1000000", "16384", "w1"};

} // namespace

std::uint64_t Mutator::random() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31);
}

void Mutator::change(std::string &text) {
    const std::size_t at = below(text.size() + 1), length = below(std::min<std::size_t>(64, text.size() - at) + 1);
    switch (below(8)) {
    case 0:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
    case 1:
        if (at < text.size()) text[at] = static_cast<char>(random());
        break;
    case 2: text.insert(at, words[below(sizeof words / sizeof *words)]); break;
    case 3: text.erase(at, length); break;
    case 4: {
        const std::string part = text.substr(at, length);
        for (std::size_t times = below(32); times > 0 && text.size() < maxBytes; --times) text.insert(at, part);
        break;
    }
    case 5: text.resize(at); break;
    case 6: {
        const std::string &other = corpus_[below(corpus_.size())];
        const std::size_t from = below(other.size() + 1);
        text.insert(at, other.substr(from, below(other.size() - from + 1)));
        break;
    }
    default: text.replace(at, length, words[below(sizeof words / sizeof *words)]); break;
    }
    if (text.size() > maxBytes) text.resize(maxBytes);
}

std::string Mutator::next() {
    std::string text = corpus_[below(corpus_.size())];
    for (std::size_t changes = 1 + below(8); changes > 0; --changes) change(text);
    return text;
}
