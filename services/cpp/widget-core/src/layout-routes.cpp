#include "codec.hpp"
#include "kit/fields.hpp"
#include "layout.hpp"
#include "routes.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Json describeLayout(const Layout &layout) {
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

std::optional<Size> sizeOf(const Fields &fields) {
    if (!fields.has("size")) return std::nullopt;
    return decodeSize(fields.require("size"), "size", 0);
}

Response layOutTree(TreeStore &store, const Request &request) {
    const Json body = request.body.empty() ? Json::object() : request.json();
    const Fields fields(body, "");
    fields.allowOnly({"size"});
    const auto size = sizeOf(fields);
    const auto tree = store.open(request.capture("tree"));
    return Response::json(200, describeLayout(layOut(tree->root(), size)));
}

// Without keeping a tree.
Response layOutOnce(TreeStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"root", "size"});
    const auto root = decodeWidget(fields.require("root"), "root", store.treeLimits());
    return Response::json(200, describeLayout(layOut(*root, sizeOf(fields))));
}

} // namespace

void addLayoutRoutes(kit::Router &router, TreeStore &store) {
    addRoute(router, store, "POST", "/v1/layout", layOutOnce);
    addRoute(router, store, "POST", "/v1/trees/{tree}/layout", layOutTree);
}

} // namespace wxwidgets::widgetcore
