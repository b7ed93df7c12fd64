// The JSON API of event-manager; README.md describes it.
#pragma once

#include <string>
#include <vector>

#include "bindings.hpp"
#include "event.hpp"
#include "kit/router.hpp"
#include "store.hpp"
#include "windows.hpp"

namespace wxwidgets::events {

/** `GET /v1/event-types` and `POST /v1/dispatch`: nothing is kept. */
void addDispatchRoutes(kit::Router &router);
void addQueueRoutes(kit::Router &router, QueueStore &store);

/** Dispatches all, in order. */
kit::Json dispatchAll(const std::vector<Event> &events, const WindowIndex *windows, const BindingTable &bindings);

} // namespace wxwidgets::events
