// The layout pass: minimum sizes bottom-up, then rectangles top-down.
#pragma once

#include <optional>
#include <vector>

#include "widget.hpp"

namespace wxwidgets::widgetcore {

struct Placed {
    const Widget *widget;
    /** Relative to the root's top left corner. */
    Rect rect;
    /** It got less than its minimum. */
    bool isClipped;
};

struct Layout {
    /** Of the root. */
    Size minimum;
    Size size;
    /** A parent comes before its children; invisible widgets and what is in them are left out. */
    std::vector<Placed> placed;
};

/** `size`: of the root; none = its minimum. */
Layout layOut(const Widget &root, std::optional<Size> size);

/** A child in its cell: its place for a border, alignment and expansion. */
struct Cell {
    const Widget *widget;
    /** With its border. */
    Size minimum;
    Rect rect;
};

// One a kind of sizer; `cells` holds the visible children in order. The first gives the minimum of the content,
// the second fills `rect` of each cell.
Size measureBox(const Sizer &sizer, const std::vector<Cell> &cells);
void arrangeBox(const Sizer &sizer, const Rect &area, std::vector<Cell> &cells);
Size measureGrid(const Sizer &sizer, const std::vector<Cell> &cells);
void arrangeGrid(const Sizer &sizer, const Rect &area, std::vector<Cell> &cells);

struct Share {
    int minimum = 0;
    int proportion = 0;
};
/** Divides `available` among shares: each gets its minimum, the rest goes by proportion, to the last pixel. */
std::vector<int> distribute(int available, const std::vector<Share> &shares);

/** Where a child goes within `outer`, border included. */
Rect placeInCell(const Item &item, const Size &minimum, const Rect &outer, bool fillsWidth, bool fillsHeight);

} // namespace wxwidgets::widgetcore
