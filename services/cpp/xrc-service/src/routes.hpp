// The HTTP API of xrc-service; README.md describes it.
#pragma once

#include "kit/router.hpp"

namespace wxwidgets::xrc {

void addRoutes(kit::Router &router);

} // namespace wxwidgets::xrc
