// Where events happen: in the window, from its bottom left, as NSEvent says it; without a scene in the view, from its top left.
#pragma once

#include "adapter/events.hpp"
#include "adapter/surroundings.hpp"
#include "kit/fields.hpp"

namespace wxwidgets::macos {

void addPlace(const adapter::Event &event, const adapter::Surroundings &around, kit::Json &native);
void readPlace(const kit::Fields &native, const adapter::Surroundings &around, adapter::Event &event);

} // namespace wxwidgets::macos
