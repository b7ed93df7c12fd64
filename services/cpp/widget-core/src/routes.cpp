#include "routes.hpp"

#include "codec.hpp"
#include "kit/fields.hpp"
#include "layout.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Json describe(const std::string &id, const Tree &tree) {
    return Json::object({{"id", id}, {"widgets", tree.count()}, {"root", encodeWidget(tree.root(), true)}});
}

Json describe(const Layout &layout) {
    Json rects = Json::array();
    for (const Placed &placed : layout.placed) {
        Json entry = Json::object();
        if (placed.widget->id != 0) entry.append("id", idText(placed.widget->id));
        entry.append("kind", placed.widget->kind->name);
        if (!placed.widget->name.empty()) entry.append("name", placed.widget->name);
        entry.append("rect", Json::array({placed.rect.x, placed.rect.y, placed.rect.width, placed.rect.height}));
        if (placed.isClipped) entry.append("clipped", true);
        rects.push(std::move(entry));
    }
    return Json::object({{"minimum", Json::array({layout.minimum.width, layout.minimum.height})}, {"size", Json::array({layout.size.width, layout.size.height})}, {"rects", std::move(rects)}});
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

std::optional<std::size_t> indexOf(const Fields &fields) {
    if (!fields.has("index")) return std::nullopt;
    return static_cast<std::size_t>(fields.integer("index", 0, 1000000));
}

std::optional<Size> sizeOf(const Fields &fields) {
    if (!fields.has("size")) return std::nullopt;
    return decodeSize(fields.require("size"), "size", 0);
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

Response insertWidget(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"parent", "index", "widget"});
    auto widget = decodeWidget(fields.require("widget"), "widget", store.treeLimits());
    store.reserve(countWidgets(*widget));
    const auto tree = store.open(request.capture("tree"));
    return Response::json(201, encodeWidget(tree->insert(fields.string("parent"), indexOf(fields), std::move(widget)), true));
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

Response layOutTree(TreeStore &store, const Request &request) {
    const Json body = request.body.empty() ? Json::object() : request.json();
    const Fields fields(body, "");
    fields.allowOnly({"size"});
    const auto size = sizeOf(fields);
    const auto tree = store.open(request.capture("tree"));
    return Response::json(200, describe(layOut(tree->root(), size)));
}

// Without keeping a tree.
Response layOutOnce(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"root", "size"});
    const auto root = decodeWidget(fields.require("root"), "root", store.treeLimits());
    return Response::json(200, describe(layOut(*root, sizeOf(fields))));
}

} // namespace

Response created(TreeStore &store, const std::string &id) {
    Response response = Response::json(201, describe(id, *store.open(id)));
    response.headers.emplace_back("Location", "/v1/trees/" + id);
    return response;
}

void addTreeRoutes(kit::Router &router, TreeStore &store) {
    router.add("GET", "/v1/kinds", [](const Request &) { return Response::json(200, describeKinds()); });
    router.add("POST", "/v1/layout", [&](const Request &request) { return layOutOnce(store, request); });
    router.add("GET", "/v1/trees", [&](const Request &) { return listTrees(store); });
    router.add("POST", "/v1/trees", [&](const Request &request) { return createTree(store, request); });
    router.add("GET", "/v1/trees/{tree}", [&](const Request &request) { return Response::json(200, describe(request.capture("tree"), *store.open(request.capture("tree")))); });
    router.add("DELETE", "/v1/trees/{tree}", [&](const Request &request) {
        store.remove(request.capture("tree"));
        return Response::empty(204);
    });
    router.add("POST", "/v1/trees/{tree}/layout", [&](const Request &request) { return layOutTree(store, request); });
    router.add("GET", "/v1/trees/{tree}/widgets", [&](const Request &request) { return findWidgets(store, request); });
    router.add("POST", "/v1/trees/{tree}/widgets", [&](const Request &request) { return insertWidget(store, request); });
    router.add("GET", "/v1/trees/{tree}/widgets/{widget}", [&](const Request &request) { return Response::json(200, encodeWidget(store.open(request.capture("tree"))->get(request.capture("widget")), true)); });
    router.add("PATCH", "/v1/trees/{tree}/widgets/{widget}", [&](const Request &request) { return changeWidget(store, request); });
    router.add("DELETE", "/v1/trees/{tree}/widgets/{widget}", [&](const Request &request) { return Response::json(200, Json::object({{"removed", store.open(request.capture("tree"))->remove(request.capture("widget"))}})); });
    router.add("POST", "/v1/trees/{tree}/widgets/{widget}/move", [&](const Request &request) { return moveWidget(store, request); });
}

} // namespace wxwidgets::widgetcore
