#include "text.hpp"

namespace wxwidgets::render {

std::uint32_t nextCharacter(std::string_view text, std::size_t &at) noexcept {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 && first < 0xF8 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first >= 0xF5) return 0xFFFD;
    std::uint32_t character = first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return 0xFFFD;
        character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    return character;
}

int columnsOf(std::string_view text) noexcept {
    int columns = 0;
    for (std::size_t at = 0; at < text.size(); ++columns) nextCharacter(text, at);
    return columns;
}

std::string_view cutColumns(std::string_view text, int columns) noexcept {
    std::size_t at = 0;
    while (columns-- > 0 && at < text.size()) nextCharacter(text, at);
    return text.substr(0, at);
}

std::vector<std::string> breakLines(std::string_view text, int columns, std::size_t limit) {
    std::vector<std::string> lines;
    while (lines.size() < limit) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = columns > 0 ? cutColumns(text.substr(0, end), columns) : text.substr(0, end);
        lines.emplace_back(line);
        if (line.size() == text.size()) break;
        text.remove_prefix(line.size() < end ? line.size() : end + 1);
    }
    return lines;
}

Mnemonic readMnemonic(std::string_view label) {
    Mnemonic result;
    int column = 0;
    for (std::size_t at = 0; at < label.size();) {
        if (label[at] == '&') {
            const bool isDoubled = at + 1 < label.size() && label[at + 1] == '&';
            ++at;
            if (!isDoubled) {
                if (result.column < 0 && at < label.size()) result.column = column;
                continue;
            }
        }
        const std::size_t begin = at;
        nextCharacter(label, at);
        result.words.append(label.substr(begin, at - begin));
        ++column;
    }
    return result;
}

} // namespace wxwidgets::render
