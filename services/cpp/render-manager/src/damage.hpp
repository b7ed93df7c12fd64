// Damage: which regions of a scene have to be drawn again.
#pragma once

#include <vector>

#include "scene/scene.hpp"

namespace wxwidgets::render {

constexpr std::size_t maxRegions = 32;

/**
 * Regions that do not overlap and cover the given ones within `whole`: exactly, unless that takes more than `maxRegions`,
 * then neighbours are joined. In order, from the top.
 */
std::vector<scene::Rect> mergeRegions(std::vector<scene::Rect> regions, const scene::Rect &whole);

/** What looks different between two scenes, merged. */
std::vector<scene::Rect> compareScenes(const scene::Scene &before, const scene::Scene &after);

} // namespace wxwidgets::render
