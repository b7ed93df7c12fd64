// The windows of a scene by id, each with its parent.
#pragma once

#include <string_view>
#include <vector>

namespace wxwidgets::scene {
struct Scene;
}

namespace wxwidgets::events {

struct Window {
    std::string_view id;
    /** Index into the scene; -1 for the root. */
    int parent;
    /** A frame or dialog: events of what it holds end there. */
    bool isTopLevel;
};

/** Points into the scene. */
class WindowIndex {
public:
    explicit WindowIndex(const scene::Scene &scene);

    /** Null when there is none. */
    const Window *find(std::string_view id) const;
    /** Null for the root. */
    const Window *parentOf(const Window &window) const { return window.parent < 0 ? nullptr : &windows_[static_cast<std::size_t>(window.parent)]; }

private:
    std::vector<Window> windows_;
    /** Indices of `windows_` in the order of ids. */
    std::vector<int> byId_;
};

} // namespace wxwidgets::events
