// The values XRC writes as text: numbers, sizes in pixels or dialog units, colours, lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wxwidgets::xrc {

/** A dialog unit in pixels, for the reference font every replica measures with. */
constexpr int pixelsPerUnit = 2;
constexpr int maxExtent = 100000;

std::optional<int> parseInteger(std::string_view text);
/** `0` or `1`. */
std::optional<bool> parseBoolean(std::string_view text);
/** `5` or `5d`. */
std::optional<int> parseDimension(std::string_view text);
/** `100,50` or `100,50d`; -1 asks for the default and is never scaled. */
std::optional<std::pair<int, int>> parsePair(std::string_view text);
/** `#rrggbb`, in lower case, from that or from a common name. */
std::optional<std::string> parseColour(std::string_view text);
/** Letters only, known or not. */
bool isColourName(std::string_view text);

struct GrowableLine {
    int index;
    int proportion;
};
/** `0,2:3`: lines, each with its proportion. */
std::optional<std::vector<GrowableLine>> parseGrowable(std::string_view text);

/** `_File` becomes `&File`, `__` is `_`; `\n`, `\t` and `\\` are what they say. */
std::string parseText(std::string_view text);

} // namespace wxwidgets::xrc
