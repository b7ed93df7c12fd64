#include "adapter/native-fields.hpp"

#include <cmath>
#include <limits>

#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::Fields;
using kit::HttpError;
using kit::Json;

void addMembers(Json &native, std::initializer_list<Json::Member> members) {
    for (const Json::Member &member : members) native.append(member.name, member.value);
}

void refuseNative(const Fields &native, std::string_view why) { throw HttpError(422, "unknown-native", native.path() + ": " + std::string(why), Json::object({{"path", native.path()}})); }

std::int64_t integerOf(const Fields &fields, std::string_view name) { return fields.integer(name, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()); }

std::int64_t integerOrZero(const Fields &fields, std::string_view name) { return fields.has(name) ? integerOf(fields, name) : 0; }

double notchesOf(const Fields &fields, std::string_view name) {
    const Json &value = fields.require(name);
    // So large that nothing good can come of it: stopped here, as turning it into an integer would not be defined.
    if (!value.isNumber() || std::fabs(value.number()) > 1000) fields.refuse(name, "must be a number of notches from -1000 to 1000");
    return value.number();
}

void readIntegers(const Fields &fields, std::string_view name, int *out, std::size_t count) {
    const Json::Array *parts = fields.array(name);
    if (parts == nullptr || parts->size() != count) fields.refuse(name, "must be " + std::to_string(count) + " integers");
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<int>(kit::checkedInteger((*parts)[i], fields.at(name) + "[" + std::to_string(i) + "]", -10000000, 10000000));
}

void readRectangle(const Fields &fields, std::string_view name, EventData &data) {
    int parts[4] = {0, 0, 0, 0};
    readIntegers(fields, name, parts, 4);
    data.x = parts[0];
    data.y = parts[1];
    data.width = parts[2];
    data.height = parts[3];
}

void readPage(const Fields &fields, std::string_view name, EventData &data) {
    data.number = integerOf(fields, name);
    data.previous = integerOrZero(fields, "previous");
}

Event makeEvent(const Fields &native, std::string_view type, std::string widget, std::string_view kind, const Surroundings &around) {
    Event event;
    event.shape = findShape(type);
    event.widget = std::move(widget);
    event.kind = kind;
    if (event.widget.empty()) refuseNative(native, "does not tell its widget; give \"widget\" beside it");
    if (around.hasScene()) {
        const scene::Widget *found = around.find(event.widget);
        if (found == nullptr) refuseNative(native, "the scene has no widget " + event.widget);
        if (!isSender(*event.shape, found->kind)) refuseNative(native, "a " + found->kind + " sends no " + std::string(type) + " events");
        event.kind = found->kind;
    }
    return event;
}

} // namespace wxwidgets::adapter
