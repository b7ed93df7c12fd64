#include "routes.hpp"

namespace wxwidgets::widgetcore {

using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Response listKinds(TreeStore &, const Request &) {
    Json all = Json::array();
    for (const Kind &kind : allKinds()) {
        Json properties = Json::object();
        for (const PropertySpec &property : kind.properties) properties.append(std::string(property.name), typeName(property.type));
        all.push(Json::object({{"kind", kind.name}, {"container", kind.isContainer()}, {"properties", std::move(properties)}}));
    }
    return Response::json(200, Json::object({{"kinds", std::move(all)}}));
}

} // namespace

void addRoute(kit::Router &router, TreeStore &store, const char *method, const char *pattern, StoreHandler handler) {
    router.add(method, pattern, [&store, handler](const Request &request) { return handler(store, request); });
}

void addKindRoutes(kit::Router &router, TreeStore &store) { addRoute(router, store, "GET", "/v1/kinds", listKinds); }

} // namespace wxwidgets::widgetcore
