#include "adapter/routes.hpp"
#include "kit/service.hpp"
#include "win32.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "windows-adapter";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50054;
    kit::runService(info, argc, argv, [](kit::Router &router, kit::Dependencies &) { adapter::addRoutes(router, windows::platform()); });
}
