// The JSON API of an adapter; the README of each describes it.
#pragma once

#include "adapter/platform.hpp"
#include "kit/router.hpp"

namespace wxwidgets::adapter {

/** `platform` must outlive the router. */
void addRoutes(kit::Router &router, const Platform &platform);
void addMapRoutes(kit::Router &router, const Platform &platform);
void addEventRoutes(kit::Router &router, const Platform &platform);

} // namespace wxwidgets::adapter
