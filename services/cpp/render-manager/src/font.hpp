// The built-in font of PNG images: ASCII in cells of 8 by 18 pixels, a box for what is not in it.
#pragma once

#include <cstdint>

namespace wxwidgets::render {

/** Whether the pixel of a character's cell is set. */
bool isInk(std::uint32_t character, int x, int y) noexcept;

} // namespace wxwidgets::render
