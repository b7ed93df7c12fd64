#include "kit/service.hpp"
#include "routes.hpp"

int main(int argc, char **argv) {
    using namespace wxwidgets;
    events::QueueStore store;
    kit::ServiceInfo info;
    info.name = "event-manager";
    info.version = SERVICE_VERSION;
    info.defaultPort = 50053;
    kit::runService(info, argc, argv, [&](kit::Router &router, kit::Dependencies &) {
        events::addDispatchRoutes(router);
        events::addQueueRoutes(router, store);
    });
}
