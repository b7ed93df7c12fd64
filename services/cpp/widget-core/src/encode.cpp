#include "codec.hpp"

namespace wxwidgets::widgetcore {

using kit::Json;

std::string idText(std::uint32_t id) { return "w" + std::to_string(id); }

Json encodeWidget(const Widget &widget, bool withChildren) {
    Json out = Json::object();
    if (widget.id != 0) out.append("id", idText(widget.id));
    out.append("kind", widget.kind->name);
    if (!widget.name.empty()) out.append("name", widget.name);
    if (widget.properties.size() > 0) out.append("properties", widget.properties);
    if (!(widget.minSize == Size{-1, -1})) out.append("minSize", Json::array({widget.minSize.width, widget.minSize.height}));
    out.append("item", encodeItem(widget.item));
    if (widget.sizer) out.append("sizer", encodeSizer(*widget.sizer));
    if (widget.children.empty()) return out;
    Json children = Json::array();
    for (const auto &child : widget.children) {
        if (withChildren) children.push(encodeWidget(*child, true));
        else children.push(idText(child->id));
    }
    out.append(withChildren ? "children" : "childIds", std::move(children));
    return out;
}

std::size_t countWidgets(const Widget &widget) {
    std::size_t count = 1;
    for (const auto &child : widget.children) count += countWidgets(*child);
    return count;
}

std::size_t depthOf(const Widget &widget) {
    std::size_t deepest = 0;
    for (const auto &child : widget.children) deepest = std::max(deepest, depthOf(*child));
    return deepest + 1;
}

} // namespace wxwidgets::widgetcore
