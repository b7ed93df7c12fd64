#pragma once

#include <algorithm>

namespace wxwidgets::widgetcore {

/** No size or coordinate goes beyond: two of them still add up within an int, however a tree is nested. */
constexpr int maxCoordinate = 500000000;

inline int clampCoordinate(long long value) { return static_cast<int>(value < 0 ? 0 : value > maxCoordinate ? maxCoordinate : value); }

struct Size {
    int width = 0;
    int height = 0;
};

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/** Space a container keeps around its content. */
struct Insets {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

inline bool operator==(const Size &a, const Size &b) { return a.width == b.width && a.height == b.height; }
inline bool operator==(const Rect &a, const Rect &b) { return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height; }

inline Rect shrink(const Rect &rect, const Insets &by) {
    return {rect.x + by.left, rect.y + by.top, std::max(0, rect.width - by.left - by.right), std::max(0, rect.height - by.top - by.bottom)};
}

inline Size grow(const Size &size, const Insets &by) { return {size.width + by.left + by.right, size.height + by.top + by.bottom}; }

} // namespace wxwidgets::widgetcore
