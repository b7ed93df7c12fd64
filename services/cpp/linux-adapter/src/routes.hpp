// The interface under /v1.
#pragma once

#include "kit/router.hpp"

namespace wxwidgets::gtk {

void addRoutes(kit::Router &router);

} // namespace wxwidgets::gtk
