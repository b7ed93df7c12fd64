#include "adapter/routes.hpp"
#include "cocoa.hpp"
#include "kit/service.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "macos-adapter";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50055;
    kit::runService(info, argc, argv, [](kit::Router &router, kit::Dependencies &) { adapter::addRoutes(router, macos::platform()); });
}
