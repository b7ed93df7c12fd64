#include <numeric>

#include "layout.hpp"

namespace wxwidgets::widgetcore {

std::vector<int> distribute(int available, const std::vector<Share> &shares) {
    std::vector<int> sizes(shares.size());
    std::vector<bool> isSettled(shares.size(), false);
    long long left = available, parts = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        sizes[i] = shares[i].minimum;
        isSettled[i] = shares[i].proportion == 0;
        if (isSettled[i]) left -= sizes[i];
        else parts += shares[i].proportion;
    }
    // Whoever's part would fall short of its minimum keeps the minimum, and the others share what is left.
    bool isStable = false;
    while (!isStable) {
        isStable = true;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (isSettled[i] || left * shares[i].proportion >= static_cast<long long>(shares[i].minimum) * parts) continue;
            isSettled[i] = true;
            isStable = false;
            left -= shares[i].minimum;
            parts -= shares[i].proportion;
        }
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (isSettled[i]) continue;
        const long long part = left * shares[i].proportion / parts;
        sizes[i] = static_cast<int>(part);
        left -= part;
        parts -= shares[i].proportion;
    }
    return sizes;
}

Rect placeInCell(const Item &item, const Size &minimum, const Rect &outer, bool fillsWidth, bool fillsHeight) {
    const Rect room = shrink(outer, {item.left(), item.top(), item.right(), item.bottom()});
    const Size own{minimum.width - item.left() - item.right(), minimum.height - item.top() - item.bottom()};
    Rect rect = room;
    const auto offset = [](Align align, int space) { return align == Align::Start ? 0 : align == Align::End ? space : space / 2; };
    if (!fillsWidth) {
        rect.width = std::min(own.width, room.width);
        rect.x += offset(item.horizontal, room.width - rect.width);
    }
    if (!fillsHeight) {
        rect.height = std::min(own.height, room.height);
        rect.y += offset(item.vertical, room.height - rect.height);
    }
    return rect;
}

} // namespace wxwidgets::widgetcore
