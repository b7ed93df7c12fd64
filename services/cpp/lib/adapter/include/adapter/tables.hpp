// The tables in which a platform says what it calls widgets, their properties and styles.
#pragma once

#include <cstdint>
#include <string_view>

namespace wxwidgets::adapter {

/** A table that lives as long as the process. */
template <typename Row>
struct Table {
    const Row *first = nullptr;
    const Row *last = nullptr;
    constexpr Table() = default;
    template <unsigned long count>
    constexpr Table(const Row (&rows)[count]) : first(rows), last(rows + count) {}
    constexpr const Row *begin() const { return first; }
    constexpr const Row *end() const { return last; }
};

enum class TextSource { None, Label, Title, Value };

/**
 * The class that a kind becomes. `words` are applied first: style flags, or attributes as `name=value`, divided by `|`.
 * A kind may have several rows: the first whose `property` is set counts, and a row without one always does.
 */
struct ClassRow {
    std::string_view kind;
    std::string_view property;
    std::string_view className;
    TextSource text;
    std::string_view words;
};

enum class When {
    Set,   // a boolean that is true
    Unset, // one that is false or absent
    Given, // a property of any type that is there
};

/** `kind` may be `*` for all, and may begin with `!` for all but that. */
struct Rule {
    std::string_view kind;
    std::string_view property;
    When when;
    std::string_view words;
};

/** What a style of wxWidgets (`wxTE_RIGHT`) becomes. */
struct StyleRule {
    std::string_view style;
    std::string_view kind;
    std::string_view words;
};

enum class Conversion { Same, Not, Number, Label };

/** A property that becomes an attribute. */
struct AttributeRule {
    std::string_view kind;
    std::string_view property;
    std::string_view attribute;
    Conversion conversion;
};

/** The number behind a style flag; those of one group are or-ed into the attribute of that name. */
struct Flag {
    std::string_view name;
    std::uint32_t value;
    std::string_view group;
};

/** A key of `keys.hpp` in the platform's terms. */
struct KeyRow {
    std::string_view key;
    std::string_view name;
    std::uint32_t code;
    /** Whatever else the platform needs: the scan code, the character. */
    std::uint32_t extra;
};

struct Theme {
    std::string_view name;
    std::string_view background;
    std::string_view foreground;
    std::string_view accent;
    std::string_view border;
    std::string_view disabled;
    std::string_view fontFamily;
    int fontSize;
};

} // namespace wxwidgets::adapter
