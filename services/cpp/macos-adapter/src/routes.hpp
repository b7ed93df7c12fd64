// The interface under /v1.
#pragma once

#include "kit/router.hpp"

namespace wxwidgets::macos {

void addRoutes(kit::Router &router);

} // namespace wxwidgets::macos
