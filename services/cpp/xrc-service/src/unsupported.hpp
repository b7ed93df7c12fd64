// Classes of the XRC format that have no kind of widget here, and elements for other platforms.
#pragma once

#include <string_view>

#include "xml-reader.hpp"

namespace wxwidgets::xrc {

enum class Unsupported {
    No,      // unknown to the format as well, or supported
    LeftOut, // no window in the layout: menus, bars, pictures
    Area,    // a window: its place is kept as an empty area
};

Unsupported findUnsupported(std::string_view name);

/** Takes out what `platform` attributes give to other platforms than unix, on which this service reads resources. */
void keepForPlatform(Element &element);

} // namespace wxwidgets::xrc
