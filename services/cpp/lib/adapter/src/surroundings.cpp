#include "adapter/surroundings.hpp"

#include <algorithm>

namespace wxwidgets::adapter {

namespace {

constexpr int firstControl = 101;
constexpr int lastControl = 0xFFFF;

} // namespace

Surroundings::Surroundings(const scene::Scene *scene) : scene_(scene) {
    if (scene_ == nullptr) return;
    for (std::size_t i = 0; i < scene_->widgets.size(); ++i) byId_.push_back(static_cast<int>(i));
    std::sort(byId_.begin(), byId_.end(), [this](int a, int b) { return scene_->widgets[static_cast<std::size_t>(a)].id < scene_->widgets[static_cast<std::size_t>(b)].id; });
}

const scene::Widget *Surroundings::find(std::string_view id) const {
    const auto found = std::lower_bound(byId_.begin(), byId_.end(), id, [this](int index, std::string_view wanted) { return scene_->widgets[static_cast<std::size_t>(index)].id < wanted; });
    if (found == byId_.end()) return nullptr;
    const scene::Widget &widget = scene_->widgets[static_cast<std::size_t>(*found)];
    return widget.id == id ? &widget : nullptr;
}

const scene::Widget *Surroundings::parentOf(const scene::Widget &widget) const {
    return scene_ == nullptr || widget.parent == scene::noParent ? nullptr : &scene_->widgets[static_cast<std::size_t>(widget.parent)];
}

int Surroundings::controlId(std::string_view id) const {
    if (scene_ != nullptr) {
        const scene::Widget *widget = find(id);
        return widget == nullptr ? 0 : firstControl + static_cast<int>(widget - scene_->widgets.data());
    }
    // No leading zero: `w07` must not come back as `w7`.
    if (id.size() < 2 || id.size() > 6 || id[0] != 'w' || id[1] == '0' || id.find_first_not_of("0123456789", 1) != std::string_view::npos) return 0;
    const int number = std::atoi(std::string(id.substr(1)).c_str()) + firstControl - 1;
    return number > lastControl ? 0 : number;
}

std::string Surroundings::widgetOf(int controlId) const {
    if (controlId < firstControl || controlId > lastControl) return std::string();
    const int index = controlId - firstControl;
    if (scene_ == nullptr) return "w" + std::to_string(index + 1);
    return static_cast<std::size_t>(index) < scene_->widgets.size() ? scene_->widgets[static_cast<std::size_t>(index)].id : std::string();
}

} // namespace wxwidgets::adapter
