#include "scene/scene.hpp"

namespace wxwidgets::scene {

using kit::Json;

Json encodeRect(const Rect &rect) { return Json::array({rect.x, rect.y, rect.width, rect.height}); }

Json encodeScene(const Scene &scene) {
    Json widgets = Json::array();
    for (const Widget &widget : scene.widgets) {
        Json entry = Json::object();
        entry.append("id", widget.id);
        entry.append("kind", widget.kind);
        if (!widget.name.empty()) entry.append("name", widget.name);
        if (widget.parent != noParent) entry.append("parent", scene.widgets[static_cast<std::size_t>(widget.parent)].id);
        entry.append("rect", encodeRect(widget.rect));
        if (widget.isClipped) entry.append("clipped", true);
        if (widget.properties.size() > 0) entry.append("properties", widget.properties);
        widgets.push(std::move(entry));
    }
    return Json::object({{"size", Json::array({scene.width, scene.height})}, {"widgets", std::move(widgets)}});
}

} // namespace wxwidgets::scene
