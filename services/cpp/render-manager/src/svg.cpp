#include "output.hpp"
#include "text.hpp"

namespace wxwidgets::render {

namespace {

std::string attribute(const char *name, std::string_view value) { return std::string(" ") + name + "=\"" + escapeXml(value) + "\""; }
std::string attribute(const char *name, int value) { return std::string(" ") + name + "=\"" + std::to_string(value) + "\""; }
// Pixels are between the lines of the grid; strokes of one pixel run through their middle.
std::string middle(const char *name, int value) { return std::string(" ") + name + "=\"" + std::to_string(value) + ".5\""; }

std::string box(const Rect &rect) { return attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.width) + attribute("height", rect.height); }

std::string half(int doubled) { return std::to_string(doubled / 2) + (doubled % 2 != 0 ? ".5" : ""); }

std::string ellipse(const Rect &rect, bool isRing) {
    const int edge = isRing ? 1 : 0;
    return "<ellipse" + attribute("cx", half(2 * rect.x + rect.width)) + attribute("cy", half(2 * rect.y + rect.height)) + attribute("rx", half(std::max(0, rect.width - edge))) + attribute("ry", half(std::max(0, rect.height - edge)));
}

std::string element(const Command &command) {
    const Rect &rect = command.rect;
    const std::string colour = colourText(command.colour);
    switch (command.op) {
    case Op::Fill: return "<rect" + box(rect) + attribute("fill", colour) + "/>";
    case Op::Stroke:
        return "<rect" + middle("x", rect.x) + middle("y", rect.y) + attribute("width", std::max(0, rect.width - 1)) + attribute("height", std::max(0, rect.height - 1)) + attribute("fill", "none") + attribute("stroke", colour) + "/>";
    case Op::Line:
        return "<line" + middle("x1", rect.x) + middle("y1", rect.y) + middle("x2", rect.x + rect.width) + middle("y2", rect.y + rect.height) + attribute("stroke", colour) + attribute("stroke-linecap", "square") + "/>";
    case Op::Disc: return ellipse(rect, false) + attribute("fill", colour) + "/>";
    case Op::Ring: return ellipse(rect, true) + attribute("fill", "none") + attribute("stroke", colour) + "/>";
    case Op::Text: break;
    }
    // textLength holds any font to the metrics that the layout was made with.
    return "<text" + attribute("x", rect.x) + attribute("y", rect.y + 14) + attribute("textLength", rect.width) + attribute("lengthAdjust", "spacingAndGlyphs") + attribute("fill", colour) + " xml:space=\"preserve\">" + escapeXml(command.text) + "</text>";
}

std::string openGroup(const Command &command, const scene::Scene &scene, const Classes &classes, std::size_t clip) {
    const auto index = static_cast<std::size_t>(command.widget);
    const scene::Widget &widget = scene.widgets[index];
    std::string text = "<g" + attribute("data-id", widget.id) + attribute("data-kind", widget.kind);
    if (!widget.name.empty()) text += attribute("data-name", widget.name);
    if (index < classes.size() && !classes[index].empty()) text += attribute("data-class", classes[index]);
    return text + attribute("clip-path", "url(#c" + std::to_string(clip) + ")") + ">";
}

} // namespace

std::string escapeXml(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::uint32_t character = nextCharacter(text, at);
        const bool isControl = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        const bool isNone = character >= 0xD800 && (character <= 0xDFFF || (character & 0xFFFE) == 0xFFFE || character > 0x10FFFF);
        if (isControl || isNone || character == 0xFFFD) out += "\xEF\xBF\xBD";
        else if (character == '&') out += "&amp;";
        else if (character == '<') out += "&lt;";
        else if (character == '>') out += "&gt;";
        else if (character == '"') out += "&quot;";
        else if (character == '\'') out += "&#39;";
        else out.append(text.substr(begin, at - begin));
    }
    return out;
}

std::string writeSvg(const DrawList &list, const scene::Scene &scene, const Theme &theme, const Classes &classes, int scale) {
    std::string body, clips;
    std::size_t clipCount = 0;
    const Command *last = nullptr;
    for (const Command &command : list.commands) {
        if (last == nullptr || last->clip != command.clip || last->widget != command.widget) {
            if (last != nullptr) body += "</g>\n";
            if (last == nullptr || last->clip != command.clip) clips += "<clipPath" + attribute("id", "c" + std::to_string(++clipCount)) + "><rect" + box(command.clip) + "/></clipPath>\n";
            body += openGroup(command, scene, classes, clipCount);
        }
        body += element(command);
        last = &command;
    }
    if (last != nullptr) body += "</g>\n";
    if (list.isPartial) {
        clips += "<clipPath id=\"damage\">";
        for (const Rect &region : list.damage) clips += "<rect" + box(region) + "/>";
        clips += "</clipPath>\n";
    }
    std::string head = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", list.width * scale) + attribute("height", list.height * scale) +
                       attribute("viewBox", "0 0 " + std::to_string(list.width) + " " + std::to_string(list.height)) + attribute("font-family", theme.family) + attribute("font-size", 14) + ">\n";
    const std::string title = scene.widgets.empty() ? std::string() : textOf(scene.widgets.front(), "title");
    if (!title.empty()) head += "<title>" + escapeXml(title) + "</title>\n";
    return head + "<defs>\n" + clips + "</defs>\n<g" + (!list.isPartial ? std::string() : attribute("clip-path", "url(#damage)")) + ">\n" + body + "</g>\n</svg>\n";
}

} // namespace wxwidgets::render
