#include "font.hpp"
#include "output.hpp"
#include "text.hpp"

namespace wxwidgets::render {

namespace {

// Pixels of one band; everything is given in pixels of the image.
class Band {
public:
    Band(std::vector<std::uint8_t> &pixels, int width, int firstRow, int rows) : pixels_(pixels), area_{0, firstRow, width, rows} {}

    void clipTo(const Rect &clip) { clip_ = scene::intersection(clip, area_); }
    bool isVisible() const { return !isEmpty(clip_); }

    void fill(const Rect &rect, Colour colour) {
        const Rect seen = scene::intersection(rect, clip_);
        for (int y = seen.y; y < seen.y + seen.height; ++y) {
            for (int x = seen.x; x < seen.x + seen.width; ++x) set(x, y, colour);
        }
    }

    void disc(const Rect &rect, Colour colour, int hollow) {
        const Rect seen = scene::intersection(rect, clip_);
        for (int y = seen.y; y < seen.y + seen.height; ++y) {
            for (int x = seen.x; x < seen.x + seen.width; ++x) {
                const Rect inner{rect.x + hollow, rect.y + hollow, rect.width - 2 * hollow, rect.height - 2 * hollow};
                if (isInside(rect, x, y) && (hollow == 0 || !isInside(inner, x, y))) set(x, y, colour);
            }
        }
    }

    const Rect &clip() const { return clip_; }

private:
    // By the middle of the pixel, in doubled coordinates.
    static bool isInside(const Rect &rect, int x, int y) {
        if (isEmpty(rect)) return false;
        const double dx = (2.0 * (x - rect.x) + 1 - rect.width) / rect.width, dy = (2.0 * (y - rect.y) + 1 - rect.height) / rect.height;
        return dx * dx + dy * dy <= 1;
    }

    void set(int x, int y, Colour colour) {
        std::uint8_t *pixel = &pixels_[(static_cast<std::size_t>(y - area_.y) * static_cast<std::size_t>(area_.width) + static_cast<std::size_t>(x)) * 4];
        pixel[0] = static_cast<std::uint8_t>(colour >> 16);
        pixel[1] = static_cast<std::uint8_t>(colour >> 8);
        pixel[2] = static_cast<std::uint8_t>(colour);
        pixel[3] = 255;
    }

    std::vector<std::uint8_t> &pixels_;
    Rect area_;
    Rect clip_;
};

Rect scaled(const Rect &rect, int scale) { return {rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale}; }

// Only the part of the line that lies within the clip is walked: lines may be as long as a scrolled area.
void drawLine(Band &band, const Rect &line, int scale, Colour colour) {
    const long long dx = line.width, dy = line.height;
    const bool isSteep = std::abs(line.height) > std::abs(line.width);
    const long long length = isSteep ? std::abs(line.height) : std::abs(line.width);
    const int from = isSteep ? line.y : line.x, low = (isSteep ? band.clip().y : band.clip().x) / scale;
    const int high = low + (isSteep ? band.clip().height : band.clip().width) / scale + 1;
    const bool isBackward = (isSteep ? dy : dx) < 0;
    const long long first = isBackward ? from - high : low - from, last = isBackward ? from - low : high - from;
    for (long long step = std::max(0LL, first); step <= std::min(length, last); ++step) {
        const long long x = line.x + (length == 0 ? 0 : (2 * dx * step + (dx < 0 ? -length : length)) / (2 * length));
        const long long y = line.y + (length == 0 ? 0 : (2 * dy * step + (dy < 0 ? -length : length)) / (2 * length));
        band.fill(scaled({static_cast<int>(x), static_cast<int>(y), 1, 1}, scale), colour);
    }
}

void drawText(Band &band, const Command &command, int scale) {
    const Rect rect = scaled(command.rect, scale);
    if (isEmpty(scene::intersection(rect, band.clip()))) return;
    int left = command.rect.x;
    for (std::size_t at = 0; at < command.text.size(); left += charWidth) {
        const std::uint32_t character = nextCharacter(command.text, at);
        const Rect cell = scaled({left, command.rect.y, charWidth, lineHeight}, scale);
        if (isEmpty(scene::intersection(cell, band.clip()))) continue;
        for (int y = 0; y < lineHeight; ++y) {
            for (int x = 0; x < charWidth; ++x) {
                if (isInk(character, x, y)) band.fill(scaled({left + x, command.rect.y + y, 1, 1}, scale), command.colour);
            }
        }
    }
}

void drawStroke(Band &band, const Rect &rect, int scale, Colour colour) {
    if (isEmpty(rect)) return;
    for (const Rect &edge : {Rect{rect.x, rect.y, rect.width, 1}, Rect{rect.x, rect.y + rect.height - 1, rect.width, 1}, Rect{rect.x, rect.y, 1, rect.height}, Rect{rect.x + rect.width - 1, rect.y, 1, rect.height}})
        band.fill(scaled(edge, scale), colour);
}

void draw(Band &band, const Command &command, int scale) {
    switch (command.op) {
    case Op::Fill: return band.fill(scaled(command.rect, scale), command.colour);
    case Op::Stroke: return drawStroke(band, command.rect, scale, command.colour);
    case Op::Line: return drawLine(band, command.rect, scale, command.colour);
    case Op::Disc: return band.disc(scaled(command.rect, scale), command.colour, 0);
    case Op::Ring: return band.disc(scaled(command.rect, scale), command.colour, scale);
    case Op::Text: return drawText(band, command, scale);
    }
}

} // namespace

void drawBand(const DrawList &list, int scale, int firstRow, int rows, std::vector<std::uint8_t> &pixels) {
    const int width = list.width * scale;
    pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows) * 4, 0);
    Band band(pixels, width, firstRow, rows);
    const Rect all{0, 0, list.width, list.height};
    for (const Command &command : list.commands) {
        if (!list.isPartial) {
            band.clipTo(scaled(scene::intersection(command.clip, all), scale));
            if (band.isVisible()) draw(band, command, scale);
        }
        for (const Rect &region : list.damage) {
            band.clipTo(scaled(scene::intersection(command.clip, region), scale));
            if (band.isVisible()) draw(band, command, scale);
        }
    }
}

} // namespace wxwidgets::render
