// Lists, sliders, gauges and what else shows a choice or a number.
#include "painter.hpp"
#include "text.hpp"

namespace wxwidgets::render {

namespace {

constexpr int thumbWidth = 10;

std::string_view chosen(const Subject &subject, int fallback) {
    const kit::Json *choices = listOf(subject.widget, "choices");
    const int selection = integerOf(subject.widget, "selection", fallback);
    if (choices == nullptr || selection < 0 || static_cast<std::size_t>(selection) >= choices->size()) return {};
    return choices->items()[static_cast<std::size_t>(selection)].string();
}

void drawFieldWithArrow(Painter &painter, const Subject &subject, std::string_view words, bool isEditable) {
    const Rect &rect = subject.widget.rect;
    const Rect button{rect.x + rect.width - 24, rect.y + 1, 23, std::max(0, rect.height - 2)};
    if (isEditable) painter.field(rect);
    else painter.fill(rect, mix(painter.theme.background, painter.theme.light(), 128));
    painter.bevel(isEditable ? button : rect, false);
    painter.arrow(button, false, inkOf(painter, subject));
    painter.narrow({rect.x + 4, rect.y, std::max(0, rect.width - 30), rect.height});
    painter.text(rect.x + 8, rect.y + (rect.height - lineHeight) / 2, words, inkOf(painter, subject));
}

void drawListBox(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    painter.field(rect);
    painter.narrow({rect.x + 1, rect.y + 1, std::max(0, rect.width - 2), std::max(0, rect.height - 2)});
    const kit::Json *choices = listOf(subject.widget, "choices");
    if (choices == nullptr) return;
    const int selection = integerOf(subject.widget, "selection", -1);
    int y = rect.y + 4, index = 0;
    for (const kit::Json &choice : choices->items()) {
        if (y >= painter.clip().y + painter.clip().height) break;
        const bool isSelected = index++ == selection;
        if (isSelected) painter.fill({rect.x + 1, y, rect.width - 2, lineHeight}, painter.theme.accent);
        painter.text(rect.x + 6, y, choice.string(), isSelected ? painter.theme.field() : inkOf(painter, subject));
        y += lineHeight;
    }
}

// How far of `room` a value is between its ends.
int position(const Subject &subject, int low, int high, int room) {
    const int value = std::clamp(integerOf(subject.widget, "value", low), low, std::max(low, high));
    return high <= low ? 0 : static_cast<int>(static_cast<long long>(value - low) * std::max(0, room) / (high - low));
}

void drawSlider(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    const bool isVertical = isSet(subject.widget, "vertical");
    const int low = integerOf(subject.widget, "min", 0), high = integerOf(subject.widget, "max", 100);
    const int at = position(subject, low, high, (isVertical ? rect.height : rect.width) - thumbWidth);
    const Rect groove = isVertical ? Rect{rect.x + rect.width / 2 - 2, rect.y, 4, rect.height} : Rect{rect.x, rect.y + rect.height / 2 - 2, rect.width, 4};
    const Rect thumb = isVertical ? Rect{rect.x + 2, rect.y + at, std::max(0, rect.width - 4), thumbWidth} : Rect{rect.x + at, rect.y + 2, thumbWidth, std::max(0, rect.height - 4)};
    painter.fill(groove, painter.theme.dark());
    painter.fill(thumb, subject.isEnabled ? painter.theme.accent : painter.theme.disabled);
    painter.bevel(thumb, false);
}

void drawGauge(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    const bool isVertical = isSet(subject.widget, "vertical");
    painter.field(rect);
    const int room = std::max(0, (isVertical ? rect.height : rect.width) - 2);
    const int done = position(subject, 0, integerOf(subject.widget, "max", 100), room);
    const int across = std::max(0, (isVertical ? rect.width : rect.height) - 2);
    painter.fill(isVertical ? Rect{rect.x + 1, rect.y + 1 + room - done, across, done} : Rect{rect.x + 1, rect.y + 1, done, across}, painter.theme.accent);
}

void drawSpin(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    painter.field(rect);
    const int half = rect.height / 2;
    for (const bool isUp : {true, false}) {
        const Rect button{rect.x + rect.width - 20, rect.y + (isUp ? 0 : half), 20, isUp ? half : rect.height - half};
        painter.fill(button, painter.theme.background);
        painter.bevel(button, false);
        painter.arrow(button, isUp, inkOf(painter, subject));
    }
    painter.narrow({rect.x + 2, rect.y, std::max(0, rect.width - 24), rect.height});
    painter.text(rect.x + 6, rect.y + (rect.height - lineHeight) / 2, std::to_string(integerOf(subject.widget, "value", integerOf(subject.widget, "min", 0))), inkOf(painter, subject));
}

void drawBitmap(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    // Where the picture goes: resources are not read here.
    painter.stroke(rect, painter.theme.border);
    painter.line(rect.x, rect.y, rect.width - 1, rect.height - 1, painter.theme.border);
    painter.line(rect.x, rect.y + rect.height - 1, rect.width - 1, 1 - rect.height, painter.theme.border);
}

} // namespace

bool drawChoices(Painter &painter, const Subject &subject) {
    const scene::Widget &widget = subject.widget;
    const std::string &kind = widget.kind;
    const Rect &rect = widget.rect;
    if (kind == "choice") drawFieldWithArrow(painter, subject, chosen(subject, 0), false);
    else if (kind == "combobox") drawFieldWithArrow(painter, subject, textOf(widget, "value").empty() ? chosen(subject, -1) : std::string_view(textOf(widget, "value")), true);
    else if (kind == "listbox") drawListBox(painter, subject);
    else if (kind == "slider") drawSlider(painter, subject);
    else if (kind == "gauge") drawGauge(painter, subject);
    else if (kind == "spin") drawSpin(painter, subject);
    else if (kind == "bitmap") drawBitmap(painter, subject);
    else if (kind == "line" && isSet(widget, "vertical")) painter.line(rect.x + rect.width / 2, rect.y, 0, std::max(0, rect.height - 1), painter.theme.border);
    else if (kind == "line") painter.line(rect.x, rect.y + rect.height / 2, std::max(0, rect.width - 1), 0, painter.theme.border);
    else return false;
    return true;
}

} // namespace wxwidgets::render
