#include "decode.hpp"
#include "dispatch.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "routes.hpp"
#include "scene/scene.hpp"

namespace wxwidgets::events {

using kit::Fields;
using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Json encode(const Event &event, const Dispatched &dispatched) {
    Json path = Json::array(), handled = Json::array();
    for (const std::string_view widget : dispatched.path) path.push(widget);
    for (const Call &call : dispatched.calls) handled.push(Json::object({{"widget", call.widget}, {"handler", call.handler}}));
    Json one = Json::object({{"event", event.number}, {"type", event.type->name}, {"widget", event.widget}, {"path", std::move(path)}, {"handled", std::move(handled)}, {"outcome", outcomeName(dispatched.outcome)}});
    if (dispatched.reason != nullptr) one.append("reason", dispatched.reason);
    return one;
}

void checkWidget(const WindowIndex &windows, std::string_view id, const std::string &path) {
    if (id == application || windows.find(id) != nullptr) return;
    throw HttpError(422, "no-widget", path + ": the scene has no widget " + std::string(id), Json::object({{"path", path}}));
}

Response dispatchOnce(const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"scene", "bindings", "events"});
    const scene::Scene scene = scene::decodeScene(fields.require("scene"), "scene");
    const WindowIndex windows(scene);
    const BindingTable bindings(decodeBindings(fields.require("bindings"), "bindings"));
    const std::vector<Event> events = decodeEvents(fields.require("events"), "events");
    // The caller knows its own tree: what names no widget of it is a mistake, not a race as in a queue.
    for (std::size_t i = 0; i < bindings.all().size(); ++i) checkWidget(windows, bindings.all()[i].widget, "bindings[" + std::to_string(i) + "].widget");
    for (std::size_t i = 0; i < events.size(); ++i) checkWidget(windows, events[i].widget, "events[" + std::to_string(i) + "].widget");
    return Response::json(200, Json::object({{"dispatched", dispatchAll(events, &windows, bindings)}}));
}

Response listTypes(const Request &) {
    Json all = Json::array();
    for (const EventType &type : allEventTypes()) {
        all.push(Json::object({{"type", type.name}, {"name", type.wxName}, {"propagates", type.isCommand}, {"vetoable", type.canVeto}, {"priority", priorityName(type.priority)}, {"coalesces", coalescingName(type.coalescing)}}));
    }
    return Response::json(200, Json::object({{"eventTypes", std::move(all)}}));
}

} // namespace

Json dispatchAll(const std::vector<Event> &events, const WindowIndex *windows, const BindingTable &bindings) {
    Json all = Json::array();
    for (const Event &event : events) all.push(encode(event, dispatch(event, windows, bindings)));
    return all;
}

void addDispatchRoutes(kit::Router &router) {
    router.add("GET", "/v1/event-types", listTypes);
    router.add("POST", "/v1/dispatch", dispatchOnce);
}

} // namespace wxwidgets::events
