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

Response createTree(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"root"});
    return created(store, store.add(decodeWidget(fields.require("root"), "root", store.treeLimits())));
}

Response listTrees(TreeStore &store, const Request &) {
    Json trees = Json::array();
    for (const TreeSummary &tree : store.list()) trees.push(Json::object({{"id", tree.id}, {"kind", tree.kind}, {"name", tree.name}, {"widgets", tree.widgets}}));
    return Response::json(200, Json::object({{"trees", std::move(trees)}}));
}

Response showTree(TreeStore &store, const Request &request) {
    const std::string &id = request.capture("tree");
    const auto tree = store.open(id);
    return Response::json(200, describe(id, *tree));
}

Response removeTree(TreeStore &store, const Request &request) {
    store.remove(request.capture("tree"));
    return Response::empty(204);
}

} // namespace

Response created(TreeStore &store, const std::string &id) {
    Response response = Response::json(201, describe(id, *store.open(id)));
    response.setHeader("Location", "/v1/trees/" + id);
    return response;
}

void addTreeRoutes(kit::Router &router, TreeStore &store) {
    addRoute(router, store, "GET", "/v1/trees", listTrees);
    addRoute(router, store, "POST", "/v1/trees", createTree);
    addRoute(router, store, "GET", "/v1/trees/{tree}", showTree);
    addRoute(router, store, "DELETE", "/v1/trees/{tree}", removeTree);
}

} // namespace wxwidgets::widgetcore
