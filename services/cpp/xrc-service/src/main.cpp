#include "kit/service.hpp"
#include "routes.hpp"

int main() {
    using namespace wxwidgets;
    kit::ServiceInfo info;
    info.name = "xrc-service";
    info.version = SERVICE_VERSION;
    info.defaultPort = 8080;
    kit::runService(info, [](kit::Router &router, kit::Dependencies &) { xrc::addRoutes(router); });
}
