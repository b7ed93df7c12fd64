#include "routes.hpp"

namespace wxwidgets::events {

void addRoutes(kit::Router &) {}

} // namespace wxwidgets::events
