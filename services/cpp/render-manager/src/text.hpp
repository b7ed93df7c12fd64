// Text in the fixed reference font of the layout: every character takes the same room on every platform.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wxwidgets::render {

constexpr int charWidth = 8;
constexpr int lineHeight = 18;

/** The next character of UTF-8 text, moving `at` behind it; U+FFFD for what is none. */
std::uint32_t nextCharacter(std::string_view text, std::size_t &at) noexcept;
/** Characters, not bytes. */
int columnsOf(std::string_view text) noexcept;
/** At most that many characters from the front. */
std::string_view cutColumns(std::string_view text, int columns) noexcept;

/** Lines of at most `columns` characters, 0 = as long as they are, at most `limit` of them. */
std::vector<std::string> breakLines(std::string_view text, int columns, std::size_t limit);

struct Mnemonic {
    std::string words;
    /** The column of the underlined character; -1 when none is. */
    int column = -1;
};
/** `&OK` to `OK` with its first character marked; `&&` is one `&`. */
Mnemonic readMnemonic(std::string_view label);

} // namespace wxwidgets::render
