#include "widget.hpp"

namespace wxwidgets::widgetcore {

Widget::Widget() = default;
Widget::~Widget() = default;

bool Widget::isVisible() const {
    const kit::Json *visible = properties.find("visible");
    return visible == nullptr || visible->boolean();
}

Widget &insertChild(Widget &parent, std::size_t index, std::unique_ptr<Widget> child) {
    child->parent = &parent;
    return **parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(index), std::move(child));
}

Widget &appendChild(Widget &parent, std::unique_ptr<Widget> child) { return insertChild(parent, parent.children.size(), std::move(child)); }

std::unique_ptr<Widget> takeChild(Widget &child) {
    auto &siblings = child.parent->children;
    std::size_t at = 0;
    while (siblings[at].get() != &child) ++at;
    std::unique_ptr<Widget> taken = std::move(siblings[at]);
    siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(at));
    taken->parent = nullptr;
    return taken;
}

} // namespace wxwidgets::widgetcore
