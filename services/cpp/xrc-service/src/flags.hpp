// Sizer flags: `wxALL|wxEXPAND` becomes what a widget says to the sizer of its parent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kit/json.hpp"

namespace wxwidgets::xrc {

/** The words between the bars, blanks left out. */
std::vector<std::string> splitFlags(std::string_view text);

struct ItemFlags {
    bool isExpanded = false;
    const char *horizontal = "start";
    const char *vertical = "start";
    bool left = false, top = false, right = false, bottom = false;
    /** Flags that no sizer knows. */
    std::vector<std::string> unknown;
};

ItemFlags parseItemFlags(std::string_view text);
std::vector<std::string_view> itemFlagNames();

} // namespace wxwidgets::xrc
