// What to draw for a scene, in order: from it SVG and PNG are made, and clients that draw themselves take it as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "colours.hpp"
#include "scene/scene.hpp"

namespace wxwidgets::render {

using scene::Rect;

enum class Op : std::uint8_t {
    Fill,   // the whole rectangle
    Stroke, // its outermost pixels
    Line,   // from x, y by width, height, which may be negative
    Disc,   // the ellipse within the rectangle
    Ring,   // its outline
    Text,   // one line; the rectangle is what it takes with the reference font
};

struct Command {
    Op op;
    /** Index of the widget it belongs to. */
    int widget;
    Rect clip;
    Rect rect;
    Colour colour;
    std::string text;
};

struct DrawList {
    DrawList();
    DrawList(DrawList &&other) noexcept;
    ~DrawList();

    int width = 0;
    int height = 0;
    std::vector<Command> commands;
    /** Merged. Without any, everything is drawn, or nothing when `isPartial`. */
    std::vector<Rect> damage;
    bool isPartial = false;
    /** Widgets that are there and not seen, or outside the damage. */
    std::size_t culled = 0;
};

constexpr std::size_t maxCommands = 100000;

/** HttpError 422 names kinds that are unknown, and what is too much to draw. */
DrawList buildDrawList(const scene::Scene &scene, const Theme &theme, std::vector<Rect> damage, bool isPartial);

const char *opName(Op op) noexcept;

} // namespace wxwidgets::render
