#include "decode.hpp"

#include "kit/fields.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::events {

using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

const Json::Array &list(const Json &value, const std::string &path, std::size_t most) {
    if (!value.isArray()) throw HttpError(400, "bad-field", path + ": must be an array, is " + kit::kindName(value.kind()), Json::object({{"path", path}}));
    if (value.size() > most) throw HttpError(422, "too-many", path + ": more than " + std::to_string(most), Json::object({{"path", path}}));
    return value.items();
}

std::string place(const std::string &path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

const std::string &nonEmpty(const Fields &fields, std::string_view name, std::size_t maxLength) {
    const std::string &text = fields.string(name, maxLength);
    if (text.empty()) fields.refuse(name, "must not be empty");
    return text;
}

const EventType &decodeType(const Fields &fields, std::string_view name) {
    const std::string &text = fields.string(name, 64);
    const EventType *type = findEventType(text);
    if (type == nullptr) fields.refuse(name, "unknown event type \"" + text + "\"; GET /v1/event-types lists them");
    return *type;
}

Event decodeEvent(const Fields &fields, const DecodeLimits &limits) {
    fields.allowOnly({"type", "widget", "data"});
    Event event;
    event.type = &decodeType(fields, "type");
    event.widget = nonEmpty(fields, "widget", limits.nameBytes);
    if (const Json *data = fields.find("data")) {
        if (!data->isObject()) fields.refuse("data", std::string("must be an object, is ") + kit::kindName(data->kind()));
        event.data = data->dump();
        if (event.data.size() > limits.dataBytes) fields.refuse("data", "is longer than " + std::to_string(limits.dataBytes) + " bytes");
    }
    return event;
}

Binding decodeBinding(const Fields &fields, const DecodeLimits &limits) {
    fields.allowOnly({"widget", "event", "handler", "skip", "veto", "order"});
    Binding binding;
    binding.widget = nonEmpty(fields, "widget", limits.nameBytes);
    if (fields.string("event", 64) != "*") binding.type = &decodeType(fields, "event");
    binding.handler = nonEmpty(fields, "handler", limits.nameBytes);
    binding.skips = fields.booleanOr("skip", false);
    binding.vetoes = fields.booleanOr("veto", false);
    if (binding.vetoes && binding.type != nullptr && !binding.type->canVeto) fields.refuse("veto", std::string(binding.type->name) + " events can't be vetoed");
    binding.order = fields.integerOr("order", 0, -1000000, 1000000);
    return binding;
}

} // namespace

std::vector<Event> decodeEvents(const Json &value, const std::string &path, const DecodeLimits &limits) {
    std::vector<Event> events;
    const Json::Array &items = list(value, path, limits.events);
    for (std::size_t i = 0; i < items.size(); ++i) {
        events.push_back(decodeEvent(Fields(items[i], place(path, i)), limits));
        events.back().number = i;
    }
    return events;
}

std::vector<Binding> decodeBindings(const Json &value, const std::string &path, const DecodeLimits &limits) {
    std::vector<Binding> bindings;
    const Json::Array &items = list(value, path, limits.bindings);
    for (std::size_t i = 0; i < items.size(); ++i) bindings.push_back(decodeBinding(Fields(items[i], place(path, i)), limits));
    return bindings;
}

Json encodeBindings(const std::vector<Binding> &bindings) {
    Json all = Json::array();
    for (const Binding &binding : bindings) {
        Json one = Json::object({{"widget", binding.widget}, {"event", binding.type == nullptr ? std::string_view("*") : binding.type->name}, {"handler", binding.handler}});
        if (binding.skips) one.append("skip", true);
        if (binding.vetoes) one.append("veto", true);
        if (binding.order != 0) one.append("order", static_cast<long>(binding.order));
        all.push(std::move(one));
    }
    return all;
}

Json encodeEvent(const Event &event) {
    Json one = Json::object({{"event", event.number}, {"type", event.type->name}, {"widget", event.widget}});
    if (!event.data.empty()) one.append("data", kit::parseJson(event.data));
    return one;
}

} // namespace wxwidgets::events
