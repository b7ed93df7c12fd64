// The interface under /v1.
#pragma once

#include "kit/router.hpp"

namespace wxwidgets::render {

void addRoutes(kit::Router &router);

} // namespace wxwidgets::render
