#include "decode.hpp"
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

constexpr std::size_t defaultLimit = 1000;
constexpr std::size_t largestBatch = 1000;
constexpr std::size_t shownEvents = 100;

// A plain function, so that std::function is compiled in one place.
using QueueHandler = Response (*)(QueueStore &store, const Request &request);

Json describe(const QueueState &queue) {
    return Json::object({{"id", queue.id}, {"name", queue.name}, {"limit", queue.limit}, {"length", queue.length}, {"bindings", queue.bindings}, {"added", queue.added}, {"merged", queue.merged}, {"dropped", queue.dropped}});
}

Response createQueue(QueueStore &store, const Request &request) {
    const Json body = request.body.empty() ? Json::object() : request.json();
    const Fields fields(body, "");
    fields.allowOnly({"name", "limit"});
    const auto limit = static_cast<std::size_t>(fields.integerOr("limit", defaultLimit, 1, static_cast<std::int64_t>(store.limits().events)));
    const std::string id = store.add(fields.stringOr("name", "", 128), limit);
    Response response = Response::json(201, describe(store.state(id)));
    response.setHeader("Location", "/v1/queues/" + id);
    return response;
}

Response listQueues(QueueStore &store, const Request &) {
    Json all = Json::array();
    for (const QueueState &queue : store.list()) all.push(describe(queue));
    return Response::json(200, Json::object({{"queues", std::move(all)}}));
}

Response showQueue(QueueStore &store, const Request &request) {
    const std::string &id = request.capture("queue");
    Json shown = describe(store.state(id));
    Json next = Json::array();
    for (const Event &event : store.peek(id, shownEvents)) next.push(encodeEvent(event));
    shown.append("next", std::move(next));
    return Response::json(200, shown);
}

Response removeQueue(QueueStore &store, const Request &request) {
    store.remove(request.capture("queue"));
    return Response::empty(204);
}

Response pushEvents(QueueStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"events"});
    std::vector<Event> events = decodeEvents(fields.require("events"), "events");
    const std::string &id = request.capture("queue");
    const bool isAsked = !events.empty();
    const PushResult result = store.push(id, std::move(events));
    const Json counts = Json::object({{"accepted", result.added + result.merged}, {"merged", result.merged}, {"dropped", result.dropped}, {"length", result.length}});
    if (isAsked && result.added + result.merged == 0) throw HttpError(422, "queue-full", "queue " + id + " is full: all " + std::to_string(result.dropped) + " events were dropped", counts);
    return Response::json(202, counts);
}

Response showBindings(QueueStore &store, const Request &request) {
    return Response::json(200, Json::object({{"bindings", encodeBindings(store.bindings(request.capture("queue"))->all())}}));
}

Response putBindings(QueueStore &store, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"bindings"});
    const SharedBindings table = std::make_shared<BindingTable>(decodeBindings(fields.require("bindings"), "bindings"));
    store.bind(request.capture("queue"), table);
    return Response::json(200, Json::object({{"bindings", encodeBindings(table->all())}}));
}

Response dispatchQueue(QueueStore &store, const Request &request) {
    const Json body = request.body.empty() ? Json::object() : request.json();
    const Fields fields(body, "");
    fields.allowOnly({"max", "scene"});
    const auto max = static_cast<std::size_t>(fields.integerOr("max", largestBatch, 1, largestBatch));
    std::optional<scene::Scene> scene;
    if (fields.has("scene")) scene = scene::decodeScene(fields.require("scene"), "scene");
    std::optional<WindowIndex> windows;
    if (scene) windows.emplace(*scene);
    // Only once the request is known to be good: events that are taken are gone.
    const Batch batch = store.take(request.capture("queue"), max);
    Json dispatched = dispatchAll(batch.events, windows ? &*windows : nullptr, *batch.bindings);
    return Response::json(200, Json::object({{"dispatched", std::move(dispatched)}, {"left", batch.left}}));
}

void addRoute(kit::Router &router, QueueStore &store, const char *method, const char *pattern, QueueHandler handler) {
    router.add(method, pattern, [&store, handler](const Request &request) { return handler(store, request); });
}

} // namespace

void addQueueRoutes(kit::Router &router, QueueStore &store) {
    addRoute(router, store, "GET", "/v1/queues", listQueues);
    addRoute(router, store, "POST", "/v1/queues", createQueue);
    addRoute(router, store, "GET", "/v1/queues/{queue}", showQueue);
    addRoute(router, store, "DELETE", "/v1/queues/{queue}", removeQueue);
    addRoute(router, store, "POST", "/v1/queues/{queue}/events", pushEvents);
    addRoute(router, store, "GET", "/v1/queues/{queue}/bindings", showBindings);
    addRoute(router, store, "PUT", "/v1/queues/{queue}/bindings", putBindings);
    addRoute(router, store, "POST", "/v1/queues/{queue}/dispatch", dispatchQueue);
}

} // namespace wxwidgets::events
