#include "routes.hpp"

namespace wxwidgets::windows {

void addRoutes(kit::Router &) {}

} // namespace wxwidgets::windows
