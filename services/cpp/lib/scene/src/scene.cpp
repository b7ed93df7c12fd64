#include "scene/scene.hpp"

namespace wxwidgets::scene {

Widget::Widget() = default;
Widget::Widget(Widget &&other) noexcept = default;
Widget &Widget::operator=(Widget &&other) noexcept = default;
Widget::~Widget() = default;

Scene::Scene() = default;
Scene::Scene(Scene &&other) noexcept = default;
Scene &Scene::operator=(Scene &&other) noexcept = default;
Scene::~Scene() = default;

int Scene::find(std::string_view id) const noexcept {
    for (std::size_t i = 0; i < widgets.size(); ++i) {
        if (widgets[i].id == id) return static_cast<int>(i);
    }
    return -1;
}

Rect intersection(const Rect &a, const Rect &b) noexcept {
    const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
    const int right = std::min(a.x + a.width, b.x + b.width), bottom = std::min(a.y + a.height, b.y + b.height);
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

} // namespace wxwidgets::scene
