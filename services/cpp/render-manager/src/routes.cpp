#include "routes.hpp"

namespace wxwidgets::render {

void addRoutes(kit::Router &) {}

} // namespace wxwidgets::render
