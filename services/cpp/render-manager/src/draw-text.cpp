// Buttons, labels and fields: what shows words.
#include "painter.hpp"
#include "text.hpp"

namespace wxwidgets::render {

namespace {

constexpr int markSize = 16;

// With its mnemonic underlined.
void drawLabel(Painter &painter, int x, int y, const Mnemonic &label, Colour colour) {
    painter.text(x, y, label.words, colour);
    if (label.column >= 0) painter.line(x + label.column * charWidth, y + lineHeight - 2, charWidth - 2, 0, colour);
}

void drawButton(Painter &painter, const Subject &subject, bool isPressed) {
    const Rect &rect = subject.widget.rect;
    Colour face = mix(painter.theme.background, painter.theme.light(), isPressed ? 0 : 128);
    parseColour(textOf(subject.widget, "background"), face);
    painter.fill(rect, face);
    painter.bevel(rect, isPressed);
    if (isSet(subject.widget, "default")) painter.stroke(rect, painter.theme.accent);
    const Mnemonic label = readMnemonic(textOf(subject.widget, "label"));
    const int shift = isPressed ? 1 : 0;
    drawLabel(painter, rect.x + (rect.width - columnsOf(label.words) * charWidth) / 2 + shift, rect.y + (rect.height - lineHeight) / 2 + shift, label, inkOf(painter, subject));
}

void drawWords(Painter &painter, const Subject &subject, Colour colour) {
    const Rect &rect = subject.widget.rect;
    Colour background = 0;
    if (parseColour(textOf(subject.widget, "background"), background)) painter.fill(rect, background);
    const Mnemonic label = readMnemonic(textOf(subject.widget, "label"));
    const int wrap = integerOf(subject.widget, "wrap", 0);
    if (label.column >= 0 && wrap <= 0 && label.words.find('\n') == std::string::npos) return drawLabel(painter, rect.x, rect.y, label, colour);
    int y = rect.y;
    for (const std::string &line : breakLines(label.words, wrap > 0 ? std::max(1, wrap / charWidth) : 0, 1000)) {
        if (y >= painter.clip().y + painter.clip().height) break;
        painter.text(rect.x, y, line, colour);
        y += lineHeight;
    }
}

void drawField(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    painter.field(rect);
    Colour background = 0;
    if (parseColour(textOf(subject.widget, "background"), background)) painter.fill({rect.x + 1, rect.y + 1, std::max(0, rect.width - 2), std::max(0, rect.height - 2)}, background);
    painter.narrow({rect.x + 4, rect.y + 2, std::max(0, rect.width - 8), std::max(0, rect.height - 4)});
    const std::string &value = textOf(subject.widget, "value");
    const bool isMultiline = isSet(subject.widget, "multiline");
    const int top = isMultiline ? rect.y + 5 : rect.y + (rect.height - lineHeight) / 2;
    if (value.empty()) return painter.text(rect.x + 6, top, textOf(subject.widget, "hint"), painter.theme.disabled);
    const Colour ink = inkOf(painter, subject);
    // Never the value of a password, not even to whoever asked for the drawing.
    if (isSet(subject.widget, "password")) return painter.text(rect.x + 6, top, std::string(static_cast<std::size_t>(columnsOf(value)), '*'), ink);
    if (!isMultiline) return painter.text(rect.x + 6, top, value.substr(0, value.find('\n')), ink);
    int y = top;
    for (const std::string &line : breakLines(value, std::max(1, (rect.width - 12) / charWidth), 1000)) {
        if (y >= painter.clip().y + painter.clip().height) break;
        painter.text(rect.x + 6, y, line, ink);
        y += lineHeight;
    }
}

void drawCheckBox(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    const Rect box{rect.x, rect.y + (rect.height - markSize) / 2, markSize, markSize};
    painter.field(box);
    if (isSet(subject.widget, "checked")) {
        const Colour mark = subject.isEnabled ? painter.theme.accent : painter.theme.disabled;
        for (int thick = 0; thick < 2; ++thick) {
            painter.line(box.x + 3, box.y + 7 + thick, 3, 3, mark);
            painter.line(box.x + 6, box.y + 10 + thick, 6, -6, mark);
        }
    }
    drawLabel(painter, rect.x + 24, rect.y + (rect.height - lineHeight) / 2, readMnemonic(textOf(subject.widget, "label")), inkOf(painter, subject));
}

void drawRadio(Painter &painter, const Subject &subject, const Rect &rect, std::string_view label, bool isChecked) {
    const Rect ring{rect.x, rect.y + (rect.height - markSize) / 2, markSize, markSize};
    painter.disc(ring, painter.theme.field());
    painter.ring(ring, painter.theme.border);
    if (isChecked) painter.disc({ring.x + 4, ring.y + 4, markSize - 8, markSize - 8}, subject.isEnabled ? painter.theme.accent : painter.theme.disabled);
    drawLabel(painter, rect.x + 24, rect.y + (rect.height - lineHeight) / 2, readMnemonic(label), inkOf(painter, subject));
}

void drawRadioBox(Painter &painter, const Subject &subject) {
    const Rect &rect = subject.widget.rect;
    painter.stroke({rect.x, rect.y + lineHeight / 2, rect.width, std::max(0, rect.height - lineHeight / 2)}, painter.theme.border);
    const Mnemonic title = readMnemonic(textOf(subject.widget, "label"));
    if (!title.words.empty()) {
        painter.fill({rect.x + 4, rect.y, columnsOf(title.words) * charWidth + 8, lineHeight}, painter.theme.background);
        painter.text(rect.x + 8, rect.y, title.words, inkOf(painter, subject));
    }
    const kit::Json *choices = listOf(subject.widget, "choices");
    if (choices == nullptr) return;
    int widest = 0, index = 0;
    for (const kit::Json &choice : choices->items()) widest = std::max(widest, columnsOf(choice.string()) * charWidth + 24);
    const bool isVertical = isSet(subject.widget, "vertical");
    for (const kit::Json &choice : choices->items()) {
        const int x = rect.x + 8 + (isVertical ? 0 : index * widest), y = rect.y + lineHeight + 4 + (isVertical ? index * 26 : 0);
        if (x >= painter.clip().x + painter.clip().width || y >= painter.clip().y + painter.clip().height) break;
        drawRadio(painter, subject, {x, y, widest, 26}, choice.string(), index == integerOf(subject.widget, "selection", 0));
        ++index;
    }
}

} // namespace

bool drawTextual(Painter &painter, const Subject &subject) {
    const scene::Widget &widget = subject.widget;
    const std::string &kind = widget.kind;
    if (kind == "button") drawButton(painter, subject, false);
    else if (kind == "toggle") drawButton(painter, subject, isSet(widget, "checked"));
    else if (kind == "label") drawWords(painter, subject, inkOf(painter, subject));
    else if (kind == "link") {
        drawWords(painter, subject, subject.isEnabled ? painter.theme.accent : painter.theme.disabled);
        painter.line(widget.rect.x, widget.rect.y + lineHeight - 2, std::max(0, std::min(widget.rect.width, columnsOf(textOf(widget, "label")) * charWidth) - 1), 0, painter.theme.accent);
    } else if (kind == "text") drawField(painter, subject);
    else if (kind == "checkbox") drawCheckBox(painter, subject);
    else if (kind == "radio") drawRadio(painter, subject, widget.rect, textOf(widget, "label"), isSet(widget, "checked"));
    else if (kind == "radiobox") drawRadioBox(painter, subject);
    else return false;
    return true;
}

} // namespace wxwidgets::render
