// A draw list as JSON, as SVG, and as PNG.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "draw-list.hpp"
#include "kit/json.hpp"

namespace wxwidgets::render {

kit::Json encodeDrawList(const DrawList &list, const scene::Scene &scene);

/** The class of a widget in the adapter's terms, by index; empty where it said nothing. */
using Classes = std::vector<std::string>;

std::string writeSvg(const DrawList &list, const scene::Scene &scene, const Theme &theme, const Classes &classes, int scale);
/** Text for an element or an attribute; what XML can't hold becomes U+FFFD. */
std::string escapeXml(std::string_view text);

constexpr int maxImageExtent = 4096;

/** HttpError 422 when it would be larger than `maxImageExtent`. Outside the damage it is transparent. */
std::string writePng(const DrawList &list, int scale);

/** Rows of RGBA pixels, drawn from the list a band at a time: a whole image would take 64 MiB. */
void drawBand(const DrawList &list, int scale, int firstRow, int rows, std::vector<std::uint8_t> &pixels);

} // namespace wxwidgets::render
