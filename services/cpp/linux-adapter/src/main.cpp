#include "adapter/routes.hpp"
#include "gtk.hpp"
#include "kit/service.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "linux-adapter";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50056;
    kit::runService(info, argc, argv, [](kit::Router &router, kit::Dependencies &) { adapter::addRoutes(router, gtk::platform()); });
}
