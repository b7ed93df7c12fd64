#include "colours.hpp"

#include "kit/fields.hpp"

namespace wxwidgets::render {

namespace {

unsigned part(Colour colour, unsigned shift) { return colour >> shift & 255U; }

void readColour(const kit::Fields &fields, const char *name, Colour &colour) {
    if (fields.has(name) && !parseColour(fields.string(name, 16), colour)) fields.refuse(name, "must be a colour as #rrggbb");
}

} // namespace

bool parseColour(const std::string &text, Colour &colour) {
    if (text.size() != 7 || text[0] != '#' || text.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos) return false;
    colour = static_cast<Colour>(std::strtoul(text.c_str() + 1, nullptr, 16));
    return true;
}

std::string colourText(Colour colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%06x", colour & 0xffffffU);
    return text;
}

Colour mix(Colour base, Colour over, unsigned share) {
    Colour result = 0;
    for (const unsigned shift : {16U, 8U, 0U}) result |= (part(base, shift) * (256 - share) + part(over, shift) * share) / 256 << shift;
    return result;
}

bool Theme::isDark() const { return part(background, 16) + part(background, 8) + part(background, 0) < 3 * 128; }

Theme decodeTheme(const kit::Json &value, const std::string &path) {
    const kit::Fields fields(value, path);
    Theme theme;
    readColour(fields, "background", theme.background);
    readColour(fields, "foreground", theme.foreground);
    readColour(fields, "accent", theme.accent);
    readColour(fields, "border", theme.border);
    readColour(fields, "disabled", theme.disabled);
    if (const kit::Json *font = fields.find("font")) theme.family = kit::Fields(*font, fields.at("font")).stringOr("family", theme.family, 128);
    return theme;
}

} // namespace wxwidgets::render
