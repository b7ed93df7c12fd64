#include "adapter/routes.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::Fields;
using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

constexpr std::size_t mostEvents = 1000;

using Convert = Json (*)(const Platform &platform, const Fields &event, const Surroundings &around);

Json toNative(const Platform &platform, const Fields &fields, const Surroundings &around) {
    const Event event = decodeEvent(fields, around);
    return Json::object({{"type", event.shape->type}, {"widget", event.widget}, {"native", platform.toNative(event, around)}});
}

Json fromNative(const Platform &platform, const Fields &fields, const Surroundings &around) {
    // `type` is there when an answer of to-native comes back; what counts is the native event.
    fields.allowOnly({"type", "widget", "native"});
    const Fields native(fields.require("native"), fields.at("native"));
    const Event event = platform.fromNative(native, fields.stringOr("widget", "", 128), around);
    checkData(event, native.path());
    return encodeEvent(event);
}

Response convertAll(const Platform &platform, const Request &request, Convert convert) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"events", "scene"});
    std::optional<scene::Scene> scene;
    if (fields.has("scene")) scene = scene::decodeScene(fields.require("scene"), "scene");
    const Surroundings around(scene ? &*scene : nullptr);
    fields.require("events");
    const Json::Array &events = *fields.array("events");
    if (events.size() > mostEvents) throw HttpError(422, "too-many", "events: more than " + std::to_string(mostEvents), Json::object({{"path", "events"}}));
    Json converted = Json::array();
    for (std::size_t i = 0; i < events.size(); ++i) converted.push(convert(platform, Fields(events[i], "events[" + std::to_string(i) + "]"), around));
    return Response::json(200, Json::object({{"platform", platform.name}, {"events", std::move(converted)}}));
}

} // namespace

void addEventRoutes(kit::Router &router, const Platform &platform) {
    router.add("POST", "/v1/events/to-native", [&platform](const Request &request) { return convertAll(platform, request, toNative); });
    router.add("POST", "/v1/events/from-native", [&platform](const Request &request) { return convertAll(platform, request, fromNative); });
}

} // namespace wxwidgets::adapter
