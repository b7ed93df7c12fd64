#include "routes.hpp"

namespace wxwidgets::macos {

void addRoutes(kit::Router &) {}

} // namespace wxwidgets::macos
