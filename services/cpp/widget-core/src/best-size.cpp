// Best sizes of leaf widgets. Text is measured with the fixed metrics of a reference font, so that every
// replica and platform gives the same layout.
#include "widget.hpp"

namespace wxwidgets::widgetcore {

namespace {

constexpr int charWidth = 8;
constexpr int lineHeight = 18;

const std::string &text(const Widget &widget, std::string_view name) {
    static const std::string none;
    const kit::Json *value = widget.properties.find(name);
    return value != nullptr && value->isString() ? value->string() : none;
}

int integer(const Widget &widget, std::string_view name, int fallback) {
    const kit::Json *value = widget.properties.find(name);
    return value != nullptr && value->isInteger() ? static_cast<int>(value->integer()) : fallback;
}

bool isSet(const Widget &widget, std::string_view name) {
    const kit::Json *value = widget.properties.find(name);
    return value != nullptr && value->isBoolean() && value->boolean();
}

// Lines and the longest of them; `&` marks a mnemonic and takes no room, `&&` is one `&`.
Size measureText(const std::string &words, int wrapWidth) {
    int lines = 1, column = 0, widest = 0;
    const int wrapColumns = wrapWidth > 0 ? std::max(1, wrapWidth / charWidth) : 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const unsigned char byte = static_cast<unsigned char>(words[i]);
        if (byte == '\n') {
            ++lines;
            column = 0;
            continue;
        }
        if ((byte & 0xC0) == 0x80) continue; // inside a UTF-8 sequence
        if (byte == '&' && !(i > 0 && words[i - 1] == '&')) continue;
        if (wrapColumns > 0 && column == wrapColumns) {
            ++lines;
            column = 0;
        }
        widest = std::max(widest, ++column);
    }
    return {widest * charWidth, lines * lineHeight};
}

Size measureChoices(const Widget &widget) {
    Size size{0, 0};
    const kit::Json *choices = widget.properties.find("choices");
    if (choices == nullptr) return size;
    for (const kit::Json &choice : choices->items()) {
        const Size one = measureText(choice.string(), 0);
        size.width = std::max(size.width, one.width);
        size.height += one.height;
    }
    return size;
}

Size turned(const Widget &widget, Size horizontal) {
    return isSet(widget, "vertical") ? Size{horizontal.height, horizontal.width} : horizontal;
}

Size radioBox(const Widget &widget) {
    const Size choices = measureChoices(widget);
    const kit::Json *list = widget.properties.find("choices");
    const int count = list == nullptr ? 0 : static_cast<int>(list->size());
    const Size title = measureText(text(widget, "label"), 0);
    const Size buttons = isSet(widget, "vertical") ? Size{choices.width + 24, count * 26} : Size{(choices.width + 24) * count, 26};
    return {std::max(title.width, buttons.width) + 16, buttons.height + title.height + 12};
}

} // namespace

Size bestSize(const Widget &widget) {
    const std::string_view kind = widget.kind->name;
    const Size label = measureText(text(widget, "label"), integer(widget, "wrap", 0));
    if (kind == "label" || kind == "link") return label;
    if (kind == "button" || kind == "toggle") return {std::max(80, label.width + 24), label.height + 14};
    if (kind == "checkbox" || kind == "radio") return {label.width + 24, std::max(label.height, 20) + 2};
    if (kind == "text") return isSet(widget, "multiline") ? Size{160, 4 * lineHeight + 10} : Size{120, lineHeight + 12};
    if (kind == "choice") return {std::max(60, measureChoices(widget).width + 36), lineHeight + 14};
    if (kind == "combobox") return {std::max(100, measureChoices(widget).width + 40), lineHeight + 14};
    if (kind == "listbox") return {std::max(80, measureChoices(widget).width + 24), std::min(10 * lineHeight, std::max(3 * lineHeight, measureChoices(widget).height)) + 8};
    if (kind == "radiobox") return radioBox(widget);
    if (kind == "slider") return turned(widget, {120, 28});
    if (kind == "gauge") return turned(widget, {120, 20});
    if (kind == "line") return turned(widget, {20, 2});
    if (kind == "spin") return {110, lineHeight + 14};
    if (kind == "bitmap") return {32, 32};
    return {0, 0};
}

} // namespace wxwidgets::widgetcore
