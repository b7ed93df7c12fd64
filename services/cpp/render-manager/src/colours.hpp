// Colours, and the theme that an adapter gives.
#pragma once

#include <cstdint>
#include <string>

#include "kit/json.hpp"

namespace wxwidgets::render {

/** 0xRRGGBB */
using Colour = std::uint32_t;

/** Of `#rrggbb`; false when it is none. */
bool parseColour(const std::string &text, Colour &colour);
std::string colourText(Colour colour);
/** `share` in 1/256 of `over`. */
Colour mix(Colour base, Colour over, unsigned share);

struct Theme {
    Colour background = 0xf0f0f0;
    Colour foreground = 0x000000;
    Colour accent = 0x0066cc;
    Colour border = 0xa0a0a0;
    Colour disabled = 0x909090;
    std::string family = "monospace";

    /** What text is typed into. */
    Colour field() const { return mix(background, isDark() ? 0x000000 : 0xffffff, 200); }
    Colour light() const { return mix(background, 0xffffff, isDark() ? 48 : 200); }
    Colour dark() const { return mix(background, 0x000000, 96); }
    bool isDark() const;
};

/** As the adapters answer it; members that are not drawn with are read over. HttpError 400 names the place. */
Theme decodeTheme(const kit::Json &value, const std::string &path);

} // namespace wxwidgets::render
