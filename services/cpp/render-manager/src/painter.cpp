#include "painter.hpp"

#include "kit/http-error.hpp"
#include "text.hpp"

namespace wxwidgets::render {

DrawList::DrawList() = default;
DrawList::DrawList(DrawList &&other) noexcept = default;
DrawList::~DrawList() = default;

void Painter::begin(int widget, const Rect &clip) {
    widget_ = widget;
    clip_ = clip;
}

void Painter::narrow(const Rect &clip) { clip_ = scene::intersection(clip_, clip); }

// `extent`: the pixels it may touch.
void Painter::add(Op op, const Rect &rect, const Rect &extent, Colour colour, std::string_view words) {
    const Rect seen = scene::intersection(extent, clip_);
    if (isEmpty(seen)) return;
    if (list_.isPartial) {
        bool isDamaged = false;
        for (const Rect &region : list_.damage) isDamaged = isDamaged || !isEmpty(scene::intersection(region, seen));
        if (!isDamaged) return;
    }
    if (list_.commands.size() >= maxCommands) throw kit::HttpError(422, "too-much", "the scene takes more than " + std::to_string(maxCommands) + " drawing commands");
    list_.commands.push_back({op, widget_, clip_, rect, colour, std::string(words)});
}

void Painter::fill(const Rect &rect, Colour colour) { add(Op::Fill, rect, rect, colour); }
void Painter::stroke(const Rect &rect, Colour colour) { add(Op::Stroke, rect, rect, colour); }
void Painter::disc(const Rect &rect, Colour colour) { add(Op::Disc, rect, rect, colour); }
void Painter::ring(const Rect &rect, Colour colour) { add(Op::Ring, rect, rect, colour); }

void Painter::line(int x, int y, int dx, int dy, Colour colour) {
    add(Op::Line, {x, y, dx, dy}, {std::min(x, x + dx), std::min(y, y + dy), std::abs(dx) + 1, std::abs(dy) + 1}, colour);
}

void Painter::text(int x, int y, std::string_view words, Colour colour) {
    // What lies behind the right edge of the clip is never sent.
    const int room = (clip_.x + clip_.width - x + charWidth - 1) / charWidth;
    const std::string_view seen = cutColumns(words, std::max(0, room));
    if (seen.empty()) return;
    const Rect rect{x, y, columnsOf(seen) * charWidth, lineHeight};
    add(Op::Text, rect, rect, colour, seen);
}

void Painter::bevel(const Rect &rect, bool isSunken) {
    if (isEmpty(rect)) return;
    const Colour upper = isSunken ? theme.dark() : theme.light(), lower = isSunken ? theme.light() : theme.dark();
    const int right = rect.x + rect.width - 1, bottom = rect.y + rect.height - 1;
    line(rect.x, rect.y, rect.width - 1, 0, upper);
    line(rect.x, rect.y, 0, rect.height - 1, upper);
    line(rect.x, bottom, rect.width - 1, 0, lower);
    line(right, rect.y, 0, rect.height - 1, lower);
}

void Painter::field(const Rect &rect) {
    fill(rect, theme.field());
    stroke(rect, theme.border);
}

void Painter::arrow(const Rect &rect, bool isUp, Colour colour) {
    const int x = rect.x + rect.width / 2, y = rect.y + rect.height / 2 - 2;
    for (int row = 0; row < 4; ++row) {
        const int half = isUp ? row : 3 - row;
        line(x - half, y + row, 2 * half, 0, colour);
    }
}

Colour inkOf(const Painter &painter, const Subject &subject) {
    if (!subject.isEnabled) return painter.theme.disabled;
    Colour colour = painter.theme.foreground;
    parseColour(textOf(subject.widget, "foreground"), colour);
    return colour;
}

} // namespace wxwidgets::render
