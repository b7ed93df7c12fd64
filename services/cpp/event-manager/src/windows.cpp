#include "windows.hpp"

#include <algorithm>

#include "scene/scene.hpp"

namespace wxwidgets::events {

WindowIndex::WindowIndex(const scene::Scene &scene) {
    for (const scene::Widget &widget : scene.widgets) {
        byId_.push_back(static_cast<int>(windows_.size()));
        windows_.push_back({widget.id, widget.parent, widget.kind == "frame" || widget.kind == "dialog"});
    }
    std::sort(byId_.begin(), byId_.end(), [this](int a, int b) { return windows_[static_cast<std::size_t>(a)].id < windows_[static_cast<std::size_t>(b)].id; });
}

const Window *WindowIndex::find(std::string_view id) const {
    const auto found = std::lower_bound(byId_.begin(), byId_.end(), id, [this](int index, std::string_view wanted) { return windows_[static_cast<std::size_t>(index)].id < wanted; });
    if (found == byId_.end()) return nullptr;
    const Window &window = windows_[static_cast<std::size_t>(*found)];
    return window.id == id ? &window : nullptr;
}

} // namespace wxwidgets::events
