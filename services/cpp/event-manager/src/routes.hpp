// The interface under /v1.
#pragma once

#include "kit/router.hpp"

namespace wxwidgets::events {

void addRoutes(kit::Router &router);

} // namespace wxwidgets::events
