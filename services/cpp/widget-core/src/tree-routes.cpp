#include "codec.hpp"
#include "kit/fields.hpp"
#include "routes.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Json describe(const std::string &id, const Tree &tree) {
    return Json::object({{"id", id}, {"widgets", tree.count()}, {"root", encodeWidget(tree.root(), true)}});
}

Json describeKinds() {
    Json all = Json::array();
    for (const Kind &kind : allKinds()) {
        Json properties = Json::object();
        for (const PropertySpec &property : kind.properties) properties.append(std::string(property.name), typeName(property.type));
        all.push(Json::object({{"kind", kind.name}, {"container", kind.isContainer()}, {"properties", std::move(properties)}}));
    }
    return Json::object({{"kinds", std::move(all)}});
}

Response createTree(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"root"});
    return created(store, store.add(decodeWidget(fields.require("root"), "root", store.treeLimits())));
}

Response listTrees(TreeStore &store) {
    Json trees = Json::array();
    for (const TreeSummary &tree : store.list()) trees.push(Json::object({{"id", tree.id}, {"kind", tree.kind}, {"name", tree.name}, {"widgets", tree.widgets}}));
    return Response::json(200, Json::object({{"trees", std::move(trees)}}));
}

} // namespace

Response created(TreeStore &store, const std::string &id) {
    Response response = Response::json(201, describe(id, *store.open(id)));
    response.headers.emplace_back("Location", "/v1/trees/" + id);
    return response;
}

void addTreeRoutes(kit::Router &router, TreeStore &store) {
    router.add("GET", "/v1/kinds", [](const Request &) { return Response::json(200, describeKinds()); });
    router.add("GET", "/v1/trees", [&](const Request &) { return listTrees(store); });
    router.add("POST", "/v1/trees", [&](const Request &request) { return createTree(store, request); });
    router.add("GET", "/v1/trees/{tree}", [&](const Request &request) {
        const std::string &id = request.capture("tree");
        return Response::json(200, describe(id, *store.open(id)));
    });
    router.add("DELETE", "/v1/trees/{tree}", [&](const Request &request) {
        store.remove(request.capture("tree"));
        return Response::empty(204);
    });
}

} // namespace wxwidgets::widgetcore
