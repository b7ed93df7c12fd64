// The JSON API of widget-core; README.md describes it.
#pragma once

#include "kit/dependencies.hpp"
#include "kit/router.hpp"
#include "store.hpp"

namespace wxwidgets::widgetcore {

// A plain function, so that std::function is compiled in one place.
using StoreHandler = kit::Response (*)(TreeStore &store, const kit::Request &request);
void addRoute(kit::Router &router, TreeStore &store, const char *method, const char *pattern, StoreHandler handler);

void addKindRoutes(kit::Router &router, TreeStore &store);
void addTreeRoutes(kit::Router &router, TreeStore &store);
void addWidgetRoutes(kit::Router &router, TreeStore &store);
void addLayoutRoutes(kit::Router &router, TreeStore &store);
/** `POST /v1/import/xrc`: a tree from XRC resource XML, loaded by xrc-service. */
void addImportRoute(kit::Router &router, TreeStore &store, kit::Dependencies &dependencies);

/** `POST /v1/render` and `/v1/trees/{tree}/render`: painted by event-manager, mapped by an adapter, drawn by render-manager. */
void addRenderRoutes(kit::Router &router, TreeStore &store, kit::Dependencies &dependencies);
/** `POST /v1/trees/{tree}/events`: dispatched by event-manager, in native terms by an adapter. */
void addEventRoutes(kit::Router &router, TreeStore &store, kit::Dependencies &dependencies);

/** What a new tree is answered with. */
kit::Response created(TreeStore &store, const std::string &id);

} // namespace wxwidgets::widgetcore
