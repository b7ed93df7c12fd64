#include "values.hpp"

#include <algorithm>
#include <charconv>

namespace wxwidgets::xrc {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Takes the `d` off the end.
bool takeUnit(std::string_view &text) {
    text = trimmed(text);
    if (text.empty() || text.back() != 'd') return false;
    text.remove_suffix(1);
    return true;
}

std::optional<int> scaled(std::optional<int> number, bool isUnit) {
    if (!number || *number < -1 || *number > maxExtent) return std::nullopt;
    if (!isUnit || *number == -1) return number;
    const int pixels = *number * pixelsPerUnit;
    return pixels > maxExtent ? std::nullopt : std::optional<int>(pixels);
}

std::optional<std::string> namedColour(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> colours[] = {
        {"black", "#000000"}, {"white", "#ffffff"}, {"red", "#ff0000"}, {"green", "#00ff00"}, {"blue", "#0000ff"}, {"cyan", "#00ffff"},
        {"magenta", "#ff00ff"}, {"yellow", "#ffff00"}, {"grey", "#808080"}, {"gray", "#808080"}, {"light grey", "#c0c0c0"}, {"light gray", "#c0c0c0"}};
    std::string lower(name);
    for (char &c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto &[known, colour] : colours) {
        if (known == lower) return std::string(colour);
    }
    return std::nullopt;
}

} // namespace

std::optional<int> parseInteger(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && text[0] == '+') text.remove_prefix(1);
    int number = 0;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return number;
}

std::optional<bool> parseBoolean(std::string_view text) {
    text = trimmed(text);
    if (text == "1") return true;
    if (text == "0") return false;
    return std::nullopt;
}

std::optional<int> parseDimension(std::string_view text) {
    const bool isUnit = takeUnit(text);
    return scaled(parseInteger(text), isUnit);
}

std::optional<std::pair<int, int>> parsePair(std::string_view text) {
    const bool isUnit = takeUnit(text);
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const std::optional<int> first = scaled(parseInteger(text.substr(0, comma)), isUnit);
    const std::optional<int> second = scaled(parseInteger(text.substr(comma + 1)), isUnit);
    if (!first || !second) return std::nullopt;
    return std::make_pair(*first, *second);
}

bool isColourName(std::string_view text) {
    text = trimmed(text);
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' '; };
    return !text.empty() && std::all_of(text.begin(), text.end(), isLetter);
}

std::optional<std::string> parseColour(std::string_view text) {
    text = trimmed(text);
    if (isColourName(text)) return namedColour(text);
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    std::string colour(text);
    for (std::size_t i = 1; i < colour.size(); ++i) {
        char &c = colour[i];
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
        const bool isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (!isHex) return std::nullopt;
    }
    return colour;
}

std::optional<std::vector<GrowableLine>> parseGrowable(std::string_view text) {
    std::vector<GrowableLine> lines;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view entry = text.substr(0, comma);
        const std::size_t colon = entry.find(':');
        const std::optional<int> index = parseInteger(entry.substr(0, colon));
        const std::optional<int> proportion = colon == std::string_view::npos ? std::optional<int>(0) : parseInteger(entry.substr(colon + 1));
        if (!index || !proportion || *index < 0 || *index > 999 || *proportion < 0 || *proportion > 10000) return std::nullopt;
        for (const GrowableLine &other : lines) {
            if (other.index == *index) return std::nullopt;
        }
        lines.push_back({*index, *proportion});
        if (comma == std::string_view::npos) return lines;
        text.remove_prefix(comma + 1);
    }
}

std::string parseText(std::string_view text) {
    std::string label;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (text[i] == '_') {
            label += next == '_' ? '_' : '&';
            i += next == '_' ? 1 : 0;
        } else if (text[i] == '\\' && (next == 'n' || next == 't' || next == '\\')) {
            label += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
            ++i;
        } else {
            label += text[i];
        }
    }
    return label;
}

} // namespace wxwidgets::xrc
