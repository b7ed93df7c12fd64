#include "routes.hpp"

namespace wxwidgets::gtk {

void addRoutes(kit::Router &) {}

} // namespace wxwidgets::gtk
