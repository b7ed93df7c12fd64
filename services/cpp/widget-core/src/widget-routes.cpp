#include "codec.hpp"
#include "kit/fields.hpp"
#include "routes.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

std::optional<std::size_t> indexOf(const Fields &fields) {
    if (!fields.has("index")) return std::nullopt;
    return static_cast<std::size_t>(fields.integer("index", 0, 1000000));
}

Response insertWidget(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"parent", "index", "widget"});
    auto widget = decodeWidget(fields.require("widget"), "widget", store.treeLimits());
    store.reserve(countWidgets(*widget));
    const auto tree = store.open(request.capture("tree"));
    return Response::json(201, encodeWidget(tree->insert(fields.string("parent"), indexOf(fields), std::move(widget)), true));
}

Response showWidget(TreeStore &store, const Request &request) {
    const auto tree = store.open(request.capture("tree"));
    return Response::json(200, encodeWidget(tree->get(request.capture("widget")), true));
}

Response removeWidget(TreeStore &store, const Request &request) {
    const auto tree = store.open(request.capture("tree"));
    return Response::json(200, Json::object({{"removed", tree->remove(request.capture("widget"))}}));
}

Response moveWidget(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"parent", "index"});
    const auto tree = store.open(request.capture("tree"));
    return Response::json(200, encodeWidget(tree->move(request.capture("widget"), fields.string("parent"), indexOf(fields)), true));
}

Response changeWidget(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const auto tree = store.open(request.capture("tree"));
    Widget &widget = tree->get(request.capture("widget"));
    applyChanges(widget, body);
    return Response::json(200, encodeWidget(widget, false));
}

Response findWidgets(TreeStore &store, const Request &request) {
    const auto tree = store.open(request.capture("tree"));
    const std::string *name = request.queryValue("name");
    if (name == nullptr) return Response::json(200, Json::object({{"widgets", tree->count()}}));
    Json found = Json::array();
    for (const Widget *widget : tree->findByName(*name)) found.push(encodeWidget(*widget, false));
    return Response::json(200, Json::object({{"found", std::move(found)}}));
}

} // namespace

void addWidgetRoutes(kit::Router &router, TreeStore &store) {
    addRoute(router, store, "GET", "/v1/trees/{tree}/widgets", findWidgets);
    addRoute(router, store, "POST", "/v1/trees/{tree}/widgets", insertWidget);
    addRoute(router, store, "GET", "/v1/trees/{tree}/widgets/{widget}", showWidget);
    addRoute(router, store, "PATCH", "/v1/trees/{tree}/widgets/{widget}", changeWidget);
    addRoute(router, store, "DELETE", "/v1/trees/{tree}/widgets/{widget}", removeWidget);
    addRoute(router, store, "POST", "/v1/trees/{tree}/widgets/{widget}/move", moveWidget);
}

} // namespace wxwidgets::widgetcore
