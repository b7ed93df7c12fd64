#include "scene-of.hpp"

#include "codec.hpp"
#include "kit/http-error.hpp"
#include "layout.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;

namespace {

int clampTo(int value, int lowest, int highest) { return std::min(std::max(value, lowest), highest); }

scene::Rect rectOf(const Rect &rect) {
    const int most = scene::SceneLimits().coordinate;
    return {clampTo(rect.x, -most, most), clampTo(rect.y, -most, most), clampTo(rect.width, 0, most), clampTo(rect.height, 0, most)};
}

// Pages are counted without the invisible ones, which have no place in a scene.
void countSelection(const Widget &notebook, kit::Json &properties) {
    const kit::Json *selection = properties.find("selection");
    if (selection == nullptr) return;
    long long index = 0, seen = 0;
    for (const auto &page : notebook.children) {
        if (index++ >= selection->integer()) break;
        if (page->isVisible()) ++seen;
    }
    properties.set("selection", seen);
}

} // namespace

scene::Scene sceneOf(const Widget &root, std::optional<Size> size) {
    const Layout layout = layOut(root, size);
    if (layout.placed.empty()) throw HttpError(422, "invisible", "the root is invisible: there is nothing to show");
    const int most = scene::SceneLimits().extent;
    if (layout.size.width > most || layout.size.height > most)
        throw HttpError(422, "too-large", "size: at most " + std::to_string(most) + "x" + std::to_string(most) + ", is " + std::to_string(layout.size.width) + "x" + std::to_string(layout.size.height));
    scene::Scene scene;
    scene.width = layout.size.width;
    scene.height = layout.size.height;
    std::unordered_map<const Widget *, int> indices;
    for (const Placed &placed : layout.placed) {
        const int index = static_cast<int>(scene.widgets.size());
        indices.emplace(placed.widget, index);
        scene::Widget &widget = scene.widgets.emplace_back();
        widget.id = idText(placed.widget->id != 0 ? placed.widget->id : static_cast<std::uint32_t>(index + 1));
        widget.kind = std::string(placed.widget->kind->name);
        widget.name = placed.widget->name;
        widget.parent = placed.widget == &root ? scene::noParent : indices.at(placed.widget->parent);
        widget.rect = rectOf(placed.rect);
        widget.isClipped = placed.isClipped;
        widget.properties = placed.widget->properties;
        if (widget.kind == "notebook") countSelection(*placed.widget, widget.properties);
    }
    return scene;
}

} // namespace wxwidgets::widgetcore
