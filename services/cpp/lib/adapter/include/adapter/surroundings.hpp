// The scene an event happens in, if the caller gave one: ids of controls, kinds, places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scene/scene.hpp"

namespace wxwidgets::adapter {

class Surroundings {
public:
    /** `scene` may be null and must outlive this. */
    explicit Surroundings(const scene::Scene *scene);

    bool hasScene() const { return scene_ != nullptr; }
    const scene::Scene &scene() const { return *scene_; }
    /** Null without a scene, or when it has no such widget. */
    const scene::Widget *find(std::string_view id) const;
    const scene::Widget *parentOf(const scene::Widget &widget) const;

    /**
     * The number of a widget's control, of 16 bits: 101 for the first widget of the scene and so on. Without a scene `w7` is taken to be the seventh; 0 when it
     * cannot be told.
     */
    int controlId(std::string_view id) const;
    /** Empty when no widget has that number. */
    std::string widgetOf(int controlId) const;

private:
    const scene::Scene *scene_;
    /** Indices in the order of ids. */
    std::vector<int> byId_;
};

} // namespace wxwidgets::adapter
