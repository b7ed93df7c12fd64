#include "kit/service.hpp"
#include "routes.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    widgetcore::TreeStore store;
    kit::ServiceInfo info;
    info.name = "widget-core";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50051;
    kit::runService(info, argc, argv, [&](kit::Router &router, kit::Dependencies &dependencies) {
        widgetcore::addKindRoutes(router, store);
        widgetcore::addTreeRoutes(router, store);
        widgetcore::addWidgetRoutes(router, store);
        widgetcore::addLayoutRoutes(router, store);
        widgetcore::addImportRoute(router, store, dependencies);
        widgetcore::addRenderRoutes(router, store, dependencies);
        widgetcore::addEventRoutes(router, store, dependencies);
    });
}
