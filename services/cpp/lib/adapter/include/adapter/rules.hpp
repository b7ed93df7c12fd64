// The words of tables: style flags, and `name=value`, divided by `|`.
#pragma once

#include <string_view>

#include "kit/json.hpp"

namespace wxwidgets::adapter {

struct NativeWidget;
struct Platform;

/** The first word, which is taken off `words`. */
std::string_view takeWord(std::string_view &words);
/** Only the `name=value` of them, as an object; what reads like a number or boolean is one. */
kit::Json readWords(std::string_view words);
/** Flags are added, or removed after `-`; values become attributes. */
void applyWords(std::string_view words, NativeWidget &native);

} // namespace wxwidgets::adapter
