#include "draw-list.hpp"

#include "damage.hpp"
#include "kit/http-error.hpp"
#include "painter.hpp"

namespace wxwidgets::render {

namespace {

/** What a widget passes on to those inside it. */
struct Standing {
    bool isShown = false;
    bool isEnabled = true;
    Rect clip;
    int children = 0;
};

// Without its scroll bars.
Rect contentOf(const scene::Widget &widget) {
    constexpr int barWidth = 16;
    if (widget.kind != "scrolled") return widget.rect;
    return {widget.rect.x, widget.rect.y, std::max(0, widget.rect.width - barWidth), std::max(0, widget.rect.height - barWidth)};
}

constexpr std::string_view kinds[] = {"frame", "dialog", "panel", "scrolled", "staticbox", "notebook", "splitter", "group", "spacer", "button", "toggle", "label", "text",
                                      "checkbox", "radio", "radiobox", "choice", "combobox", "listbox", "slider", "gauge", "spin", "bitmap", "line", "link", "canvas"};

void checkKind(const scene::Widget &widget, std::size_t index) {
    if (std::find(std::begin(kinds), std::end(kinds), widget.kind) != std::end(kinds)) return;
    const std::string path = "scene.widgets[" + std::to_string(index) + "].kind";
    throw kit::HttpError(422, "unknown-kind", path + ": unknown kind " + widget.kind, kit::Json::object({{"path", path}, {"kind", widget.kind}}));
}

bool isDamaged(const Rect &seen, const DrawList &list) {
    for (const Rect &region : list.damage) {
        if (!isEmpty(scene::intersection(seen, region))) return true;
    }
    return !list.isPartial;
}

} // namespace

const char *opName(Op op) noexcept {
    switch (op) {
    case Op::Fill: return "fill";
    case Op::Stroke: return "stroke";
    case Op::Line: return "line";
    case Op::Disc: return "disc";
    case Op::Ring: return "ring";
    case Op::Text: break;
    }
    return "text";
}

DrawList buildDrawList(const scene::Scene &scene, const Theme &theme, std::vector<Rect> damage, bool isPartial) {
    DrawList list;
    list.width = scene.width;
    list.height = scene.height;
    list.isPartial = isPartial;
    const Rect whole{0, 0, scene.width, scene.height};
    list.damage = mergeRegions(std::move(damage), whole);
    Painter painter(list, theme);
    std::vector<Standing> standings(scene.widgets.size());
    for (std::size_t i = 0; i < scene.widgets.size(); ++i) {
        const scene::Widget &widget = scene.widgets[i];
        checkKind(widget, i);
        Standing root{true, true, whole, 0};
        Standing &above = widget.parent == scene::noParent ? root : standings[static_cast<std::size_t>(widget.parent)];
        const bool isPage = widget.parent != scene::noParent && scene.widgets[static_cast<std::size_t>(widget.parent)].kind == "notebook";
        const int place = above.children++;
        Standing &standing = standings[i];
        standing.isShown = above.isShown && isSet(widget, "visible", true) && (!isPage || place == selectedPage(scene.widgets[static_cast<std::size_t>(widget.parent)]));
        standing.isEnabled = above.isEnabled && isSet(widget, "enabled", true);
        standing.clip = scene::intersection(above.clip, contentOf(widget));
        const Rect seen = scene::intersection(above.clip, widget.rect);
        if (!standing.isShown || isEmpty(seen) || !isDamaged(seen, list)) {
            ++list.culled;
            continue;
        }
        painter.begin(static_cast<int>(i), seen);
        const Subject subject{scene, widget, static_cast<int>(i), standing.isEnabled};
        if (!drawBox(painter, subject) && !drawTextual(painter, subject)) drawChoices(painter, subject);
    }
    return list;
}

} // namespace wxwidgets::render
