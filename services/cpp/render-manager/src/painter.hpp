// Puts commands into a draw list, clipped, and leaves out what can't be seen.
#pragma once

#include <string>
#include <string_view>

#include "draw-list.hpp"

namespace wxwidgets::render {

/** One widget to be drawn. */
struct Subject {
    const scene::Scene &scene;
    const scene::Widget &widget;
    int index;
    /** Itself and all above. */
    bool isEnabled;
};

class Painter {
public:
    Painter(DrawList &list, const Theme &colours) : theme(colours), list_(list) {}

    /** From here on commands belong to that widget and are clipped. */
    void begin(int widget, const Rect &clip);
    /** Further than `begin` did, until the next `begin`. */
    void narrow(const Rect &clip);
    const Rect &clip() const { return clip_; }

    void fill(const Rect &rect, Colour colour);
    void stroke(const Rect &rect, Colour colour);
    void line(int x, int y, int dx, int dy, Colour colour);
    void disc(const Rect &rect, Colour colour);
    void ring(const Rect &rect, Colour colour);
    /** One line with its top left corner there. */
    void text(int x, int y, std::string_view words, Colour colour);

    /** Light and dark edges: raised, or sunken. */
    void bevel(const Rect &rect, bool isSunken);
    /** A sunken area for text or choices. */
    void field(const Rect &rect);
    /** A triangle of lines, pointing down or up, centred. */
    void arrow(const Rect &rect, bool isUp, Colour colour);

    const Theme &theme;

private:
    void add(Op op, const Rect &rect, const Rect &extent, Colour colour, std::string_view words = {});

    DrawList &list_;
    int widget_ = 0;
    Rect clip_;
};

// One a family of kinds; false when the kind is none of theirs.
bool drawBox(Painter &painter, const Subject &subject);      // draw-boxes.cpp: containers
bool drawTextual(Painter &painter, const Subject &subject);  // draw-text.cpp: buttons, labels, fields
bool drawChoices(Painter &painter, const Subject &subject);  // draw-lists.cpp: lists, sliders and the like

/** Foreground of its own or of the theme; grey when it is disabled. */
Colour inkOf(const Painter &painter, const Subject &subject);
/** The page that is seen: an index of the notebook's children. */
int selectedPage(const scene::Widget &notebook);

} // namespace wxwidgets::render
