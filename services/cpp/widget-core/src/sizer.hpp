// Sizers, as in wxWidgets: how a container lays its children out, and what each child says about its cell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kit/json.hpp"

namespace wxwidgets::widgetcore {

struct Growable {
    int index = 0;
    int proportion = 0;
};

struct Sizer {
    enum class Type { Box, Grid, FlexGrid };
    Type type = Type::Box;
    bool isVertical = false;
    /** 0 = as many as needed; in a grid at least one of the two is set. */
    int rows = 0;
    int cols = 0;
    int vgap = 0;
    int hgap = 0;
    std::vector<Growable> growableRows;
    std::vector<Growable> growableCols;
};

enum class Align { Start, Centre, End };

/** What a child says to the sizer of its parent. */
struct Item {
    enum Side : std::uint8_t { Left = 1, Top = 2, Right = 4, Bottom = 8, All = 15 };
    int proportion = 0;
    int border = 0;
    std::uint8_t sides = 0;
    bool isExpanded = false;
    Align horizontal = Align::Start;
    Align vertical = Align::Start;

    int left() const { return (sides & Left) != 0 ? border : 0; }
    int top() const { return (sides & Top) != 0 ? border : 0; }
    int right() const { return (sides & Right) != 0 ? border : 0; }
    int bottom() const { return (sides & Bottom) != 0 ? border : 0; }
};

// `path` names the place in messages; what does not fit throws HttpError 400.
Sizer decodeSizer(const kit::Json &value, const std::string &path);
Item decodeItem(const kit::Json &value, const std::string &path);
kit::Json encodeSizer(const Sizer &sizer);
kit::Json encodeItem(const Item &item);

} // namespace wxwidgets::widgetcore
