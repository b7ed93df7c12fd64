#include "kit/service.hpp"
#include "routes.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "render-manager";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50052;
    // A scene of 10,000 widgets with their native classes.
    info.limits.bodyBytes = 4 * 1024 * 1024;
    kit::runService(info, argc, argv, [](kit::Router &router, kit::Dependencies &) { render::addRoutes(router); });
}
