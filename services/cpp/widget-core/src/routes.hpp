// The JSON API of widget-core; README.md describes it.
#pragma once

#include "kit/dependencies.hpp"
#include "kit/router.hpp"
#include "store.hpp"

namespace wxwidgets::widgetcore {

void addTreeRoutes(kit::Router &router, TreeStore &store);
void addWidgetRoutes(kit::Router &router, TreeStore &store);
void addLayoutRoutes(kit::Router &router, TreeStore &store);
/** `POST /v1/import/xrc`: a tree from XRC resource XML, loaded by xrc-service. */
void addImportRoute(kit::Router &router, TreeStore &store, kit::Dependencies &dependencies);

/** What a new tree is answered with. */
kit::Response created(TreeStore &store, const std::string &id);

} // namespace wxwidgets::widgetcore
