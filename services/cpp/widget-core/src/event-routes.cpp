#include "chain.hpp"
#include "codec.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "routes.hpp"
#include "scene-of.hpp"

namespace wxwidgets::widgetcore {

using kit::Dependencies;
using kit::Fields;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

// What event-manager did with each event, and what the adapter calls it, in the order they were sent.
Json join(const Json &dispatched, const Json &native, const std::string &adapter) {
    const Json::Array &outcomes = dispatched.find("dispatched")->items(), &natives = native.find("events")->items();
    if (outcomes.size() != natives.size()) throw kit::HttpError(502, "dependency-failed", adapter + " answered another number of events", Json::object({{"dependency", adapter}}));
    Json joined = Json::array();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        Json one = outcomes[i];
        const Json *form = natives[i].find("native");
        if (one.isObject() && form != nullptr) one.set("native", *form);
        joined.push(std::move(one));
    }
    return joined;
}

Response dispatchEvents(TreeStore &store, Dependencies &dependencies, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"platform", "bindings", "events", "size"});
    const std::string *asked = request.queryValue("platform");
    const std::string platform = fields.stringOr("platform", asked == nullptr ? "linux" : *asked, 64);
    const std::string adapter = adapterOf(platform);
    const Json &events = fields.require("events");
    std::optional<Size> size;
    if (fields.has("size")) size = decodeSize(fields.require("size"), "size", 0);
    // The tree is free again before anybody else is asked.
    const Json scene = scene::encodeScene(sceneOf(store.open(request.capture("tree"))->root(), size));
    Chain chain(dependencies);
    const Json dispatched = chain.postForList("event-manager", "/v1/dispatch", Json::object({{"scene", scene}, {"bindings", fields.has("bindings") ? fields.require("bindings") : Json::array()}, {"events", events}}), "dispatched");
    const Json native = chain.postForList(adapter, "/v1/events/to-native", Json::object({{"events", events}, {"scene", scene}}), "events");
    return Response::json(200, Json::object({{"platform", platform}, {"through", chain.throughJson()}, {"dispatched", join(dispatched, native, adapter)}}));
}

} // namespace

void addEventRoutes(kit::Router &router, TreeStore &store, Dependencies &dependencies) {
    router.add("POST", "/v1/trees/{tree}/events", [&](const Request &request) { return dispatchEvents(store, dependencies, request); });
}

} // namespace wxwidgets::widgetcore
