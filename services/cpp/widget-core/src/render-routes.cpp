#include "chain.hpp"
#include "codec.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "routes.hpp"
#include "scene-of.hpp"

namespace wxwidgets::widgetcore {

using kit::Dependencies;
using kit::Fields;
using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

/** event-manager takes no more at once. */
constexpr std::size_t maxPaints = 1000;

std::string queryOr(const Request &request, const char *name, const char *fallback) {
    const std::string *value = request.queryValue(name);
    return value == nullptr ? fallback : *value;
}

std::optional<Size> sizeOf(const Fields &fields) {
    if (!fields.has("size")) return std::nullopt;
    return decodeSize(fields.require("size"), "size", 0);
}

std::vector<scene::Rect> damageOf(const Fields &fields, const scene::Scene &scene) {
    const Json::Array *regions = fields.array("damage");
    if (regions == nullptr) return {{0, 0, scene.width, scene.height}};
    if (regions->size() > 1000) fields.refuse("damage", "has more than 1000 regions");
    std::vector<scene::Rect> damage;
    for (std::size_t i = 0; i < regions->size(); ++i) damage.push_back(scene::decodeRect((*regions)[i], "damage[" + std::to_string(i) + "]"));
    return damage;
}

// One for each window that the damage meets, the outermost first.
Json paintEvents(const scene::Scene &scene, const std::vector<scene::Rect> &damage) {
    Json events = Json::array();
    for (const scene::Widget &widget : scene.widgets) {
        if (widget.kind == "group" || widget.kind == "spacer") continue; // no windows
        bool isDamaged = false;
        for (const scene::Rect &region : damage) isDamaged = isDamaged || !isEmpty(scene::intersection(region, widget.rect));
        if (isDamaged) events.push(Json::object({{"type", "paint"}, {"widget", widget.id}}));
        if (events.size() == maxPaints) break;
    }
    return events;
}

Json classesOf(const Json &mapped, const std::string &adapter) {
    Json native = Json::array();
    for (const Json &widget : mapped.find("widgets")->items()) {
        const Json *id = widget.find("id"), *name = widget.find("class");
        if (id == nullptr || name == nullptr) throw HttpError(502, "dependency-failed", adapter + " answered a widget without id or class", Json::object({{"dependency", adapter}}));
        native.push(Json::object({{"id", *id}, {"class", *name}}));
    }
    return native;
}

Response answerWith(const Chain &chain, const std::string &platform, kit::Answer drawn) {
    const std::string *type = drawn.headers.find("content-type");
    if (type == nullptr || *type != "application/json") {
        Response response(200, type == nullptr ? "application/octet-stream" : *type, std::move(drawn.body));
        response.setHeader("X-Through", chain.throughText());
        return response;
    }
    // A draw list may be as large as a whole image: joined as text, not taken apart and put together again.
    if (drawn.body.size() < 2 || drawn.body[0] != '{' || drawn.body[1] != '"') throw HttpError(502, "dependency-failed", "render-manager answered with something else than a draw list", Json::object({{"dependency", "render-manager"}}));
    const std::string ours = Json::object({{"platform", platform}, {"through", chain.throughJson()}}).dump();
    return Response(200, "application/json", ours.substr(0, ours.size() - 1) + "," + drawn.body.substr(1));
}

Response render(Dependencies &dependencies, const Request &request, const Fields &fields, const scene::Scene &scene) {
    const std::string platform = queryOr(request, "platform", "linux"), format = queryOr(request, "format", "draw-list"), scale = queryOr(request, "scale", "1");
    const std::string adapter = adapterOf(platform);
    if (format != "draw-list" && format != "svg" && format != "png") throw HttpError(400, "bad-format", "format: must be draw-list, svg or png");
    if (scale.size() != 1 || scale[0] < '1' || scale[0] > '4') throw HttpError(400, "bad-scale", "scale: must be from 1 to 4");
    const std::vector<scene::Rect> damage = damageOf(fields, scene);
    const Json encoded = scene::encodeScene(scene);
    Chain chain(dependencies);
    chain.postForList("event-manager", "/v1/dispatch", Json::object({{"scene", encoded}, {"bindings", fields.has("bindings") ? fields.require("bindings") : Json::array()}, {"events", paintEvents(scene, damage)}}), "dispatched");
    const Json mapped = chain.postForList(adapter, "/v1/map", Json::object({{"scene", encoded}, {"theme", fields.stringOr("theme", "light", 64)}}), "widgets");
    Json drawing = Json::object({{"scene", encoded}, {"native", classesOf(mapped, adapter)}});
    if (const Json *theme = mapped.find("theme")) drawing.append("theme", *theme);
    if (fields.has("damage")) drawing.append("damage", fields.require("damage"));
    return answerWith(chain, platform, chain.post("render-manager", "/v1/render?format=" + format + "&scale=" + scale, drawing));
}

// Without keeping a tree.
Response renderOnce(TreeStore &store, Dependencies &dependencies, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"root", "size", "theme", "damage", "bindings"});
    const auto root = decodeWidget(fields.require("root"), "root", store.treeLimits());
    return render(dependencies, request, fields, sceneOf(*root, sizeOf(fields)));
}

Response renderTree(TreeStore &store, Dependencies &dependencies, const Request &request) {
    const Json body = request.body.empty() ? Json::object() : request.json();
    const Fields fields(body, "");
    fields.allowOnly({"size", "theme", "damage", "bindings"});
    // The tree is free again before anybody else is asked.
    const scene::Scene scene = sceneOf(store.open(request.capture("tree"))->root(), sizeOf(fields));
    return render(dependencies, request, fields, scene);
}

} // namespace

void addRenderRoutes(kit::Router &router, TreeStore &store, Dependencies &dependencies) {
    router.add("POST", "/v1/render", [&](const Request &request) { return renderOnce(store, dependencies, request); });
    router.add("POST", "/v1/trees/{tree}/render", [&](const Request &request) { return renderTree(store, dependencies, request); });
}

} // namespace wxwidgets::widgetcore
