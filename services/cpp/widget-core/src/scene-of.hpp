// A laid-out tree as the scene that the other services take.
#pragma once

#include <optional>

#include "scene/scene.hpp"
#include "widget.hpp"

namespace wxwidgets::widgetcore {

/** Widgets without an id get one by their place. HttpError 422 when the root is invisible or larger than a scene may be. */
scene::Scene sceneOf(const Widget &root, std::optional<Size> size);

} // namespace wxwidgets::widgetcore
