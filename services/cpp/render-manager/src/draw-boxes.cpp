// Containers: frames, panels, boxes, notebooks, splitters.
#include "painter.hpp"
#include "text.hpp"

namespace wxwidgets::render {

namespace {

constexpr int barWidth = 16;
constexpr int tabHeight = 30;

void drawBackground(Painter &painter, const Subject &subject, Colour fallback) {
    Colour colour = fallback;
    parseColour(textOf(subject.widget, "background"), colour);
    painter.fill(subject.widget.rect, colour);
}

bool hasBackground(const Subject &subject) { return !textOf(subject.widget, "background").empty(); }

void drawBar(Painter &painter, const Rect &bar, bool isVertical) {
    painter.fill(bar, painter.theme.field());
    const int length = (isVertical ? bar.height : bar.width) / 2;
    const Rect thumb = isVertical ? Rect{bar.x + 2, bar.y + 2, bar.width - 4, length} : Rect{bar.x + 2, bar.y + 2, length, bar.height - 4};
    painter.fill(thumb, painter.theme.background);
    painter.bevel(thumb, false);
}

void drawScrolled(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    if (hasBackground(subject)) drawBackground(painter, subject, painter.theme.background);
    if (rect.width <= barWidth || rect.height <= barWidth) return;
    drawBar(painter, {rect.x + rect.width - barWidth, rect.y, barWidth, rect.height - barWidth}, true);
    drawBar(painter, {rect.x, rect.y + rect.height - barWidth, rect.width - barWidth, barWidth}, false);
}

// Children of `parent` in order; they stand anywhere behind it.
template <typename Visit> void eachChild(const Subject &parent, const Visit &visit) {
    int index = 0;
    const auto &all = parent.scene.widgets;
    for (std::size_t i = static_cast<std::size_t>(parent.index) + 1; i < all.size(); ++i) {
        if (all[i].parent == parent.index) visit(all[i], index++);
    }
}

void drawNotebook(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    const int selected = selectedPage(subject.widget);
    painter.stroke({rect.x, rect.y + tabHeight, rect.width, std::max(0, rect.height - tabHeight)}, painter.theme.border);
    int x = rect.x + 2;
    eachChild(subject, [&](const scene::Widget &page, int index) {
        const std::string tabText = readMnemonic(textOf(page, "tab")).words;
        const std::string title = !tabText.empty() ? tabText : !page.name.empty() ? page.name : "Page " + std::to_string(index + 1);
        const int width = columnsOf(title) * charWidth + 24;
        const bool isSelected = index == selected;
        const Rect tab{x, rect.y + (isSelected ? 0 : 3), width, tabHeight - (isSelected ? -1 : 3)};
        x += width;
        if (tab.x > rect.x + rect.width) return;
        painter.fill(tab, isSelected ? painter.theme.background : painter.theme.dark());
        painter.bevel({tab.x, tab.y, tab.width, tab.height - 1}, false);
        if (isSelected) painter.fill({tab.x, tab.y, tab.width, 2}, painter.theme.accent);
        painter.text(tab.x + 12, tab.y + 6, title, inkOf(painter, subject));
    });
}

void drawSplitter(Painter &painter, const Subject &subject) {
    const bool isSideBySide = isSet(subject.widget, "vertical");
    const Rect &rect = subject.widget.rect;
    Rect first, second;
    eachChild(subject, [&](const scene::Widget &child, int index) {
        if (index == 0) first = child.rect;
        if (index == 1) second = child.rect;
    });
    if (isEmpty(second)) return;
    const Rect sash = isSideBySide ? Rect{first.x + first.width, rect.y, second.x - first.x - first.width, rect.height}
                                   : Rect{rect.x, first.y + first.height, rect.width, second.y - first.y - first.height};
    painter.fill(sash, painter.theme.background);
    painter.bevel(sash, false);
}

} // namespace

int selectedPage(const scene::Widget &notebook) { return std::max(0, integerOf(notebook, "selection", 0)); }

bool drawBox(Painter &painter, const Subject &subject) {
    const std::string &kind = subject.widget.kind;
    const Rect &rect = subject.widget.rect;
    if (kind == "frame" || kind == "dialog") drawBackground(painter, subject, painter.theme.background);
    else if (kind == "panel") {
        if (hasBackground(subject)) drawBackground(painter, subject, painter.theme.background);
    } else if (kind == "scrolled") drawScrolled(painter, subject);
    else if (kind == "notebook") drawNotebook(painter, subject);
    else if (kind == "splitter") drawSplitter(painter, subject);
    else if (kind == "staticbox") {
        painter.stroke({rect.x, rect.y + lineHeight / 2, rect.width, std::max(0, rect.height - lineHeight / 2)}, painter.theme.border);
        const Mnemonic label = readMnemonic(textOf(subject.widget, "label"));
        if (label.words.empty()) return true;
        painter.fill({rect.x + 8, rect.y, columnsOf(label.words) * charWidth + 8, lineHeight}, painter.theme.background);
        painter.text(rect.x + 12, rect.y, label.words, inkOf(painter, subject));
    } else if (kind == "canvas") drawBackground(painter, subject, painter.theme.field());
    else return kind == "group" || kind == "spacer";
    return true;
}

} // namespace wxwidgets::render
