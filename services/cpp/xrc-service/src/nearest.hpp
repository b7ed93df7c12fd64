// "did you mean": the closest of the valid names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wxwidgets::xrc {

/** `, did you mean wxButton?`, or nothing when none is close. */
std::string suggestion(std::string_view name, const std::vector<std::string_view> &valid);

} // namespace wxwidgets::xrc
