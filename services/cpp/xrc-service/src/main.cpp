#include "kit/service.hpp"
#include "routes.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "xrc-service";
    info.version = SERVICE_VERSION;
    info.defaultPort = 8080;
    kit::runService(info, argc, argv, [](kit::Router &router, kit::Dependencies &) { xrc::addRoutes(router); });
}
