#include "adapter/hooks.hpp"

#include <algorithm>
#include <stdexcept>

#include "adapter/map.hpp"
#include "adapter/native-fields.hpp"
#include "adapter/rules.hpp"

namespace wxwidgets::adapter {

using kit::Fields;
using kit::Json;

namespace {

bool isNamed(const HookRow &row, const Fields &native) {
    const Json *name = native.find(row.via);
    return name != nullptr && name->isString() && name->string() == row.name;
}

bool hasMarks(const HookRow &row, const Fields &native) {
    const Json *source = native.find("source");
    if (!row.source.empty() && (source == nullptr || *source != Json(row.source))) return false;
    if (row.source.empty() && source != nullptr) return false;
    const Json marks = readWords(row.marks);
    return std::all_of(marks.members().begin(), marks.members().end(), [&](const Json::Member &mark) {
        const Json *given = native.find(mark.name);
        return given != nullptr && *given == mark.value;
    });
}

} // namespace

const HookRow &hookOf(Table<HookRow> rows, const Event &event) {
    for (const HookRow &row : rows) {
        if (row.type == event.shape->type && (row.kind.empty() || row.kind == event.kind)) return row;
    }
    throw std::logic_error("no hook for " + std::string(event.shape->type) + " of " + std::string(event.kind));
}

Json startNative(const HookRow &row) {
    Json native = Json::object({{std::string(row.via), row.name}});
    if (!row.source.empty()) native.append("source", row.source);
    const Json marks = readWords(row.marks);
    for (const Json::Member &mark : marks.members()) native.append(mark.name, mark.value);
    if (!row.also.empty()) native.append("also", row.also);
    return native;
}

const HookRow *matchHook(Table<HookRow> rows, const Fields &native, std::string_view kind) {
    const HookRow *best = nullptr;
    std::size_t mostMarks = 0;
    for (const HookRow &row : rows) {
        if (!isNamed(row, native) || !hasMarks(row, native)) continue;
        if (!kind.empty() && !row.kind.empty() && row.kind != kind) continue;
        // Of two that fit, the one that asks for more is meant.
        if (best != nullptr && row.marks.size() <= mostMarks) continue;
        best = &row;
        mostMarks = row.marks.size();
    }
    return best;
}

std::string_view kindOfClass(Table<ClassRow> classes, Table<HookRow> rows, const Fields &native, const Fields &sender, bool (*isKind)(const ClassRow &row, const Fields &sender)) {
    const std::string &name = sender.string("class", 64);
    for (const ClassRow &type : classes) {
        if (type.className != name || !isKind(type, sender)) continue;
        for (const HookRow &row : rows) {
            if (row.kind == type.kind && isNamed(row, native)) return type.kind;
        }
    }
    return {};
}

std::string_view classOf(const Platform &platform, const Event &event, const Surroundings &around, std::string_view fallback) {
    if (around.hasScene()) {
        const scene::Widget *widget = around.find(event.widget);
        const ClassRow *row = widget == nullptr ? nullptr : findClass(platform, *widget);
        return row == nullptr ? fallback : row->className;
    }
    for (const ClassRow &row : platform.classes) {
        if (row.kind == event.kind && row.property.empty()) return row.className;
    }
    return fallback;
}

void addValue(const HookRow &row, const Event &event, Json &native) {
    const std::string name(row.value);
    if (native.find(name) != nullptr) return;
    switch (event.shape->shape) {
    case Shape::Flag: native.append(name, event.data.flag); break;
    case Shape::Number: native.append(name, static_cast<long>(event.data.number)); break;
    case Shape::Text: native.append(name, event.data.text); break;
    default: break;
    }
}

void readValue(const HookRow &row, const Fields &native, Event &event) {
    switch (event.shape->shape) {
    case Shape::Flag: event.data.flag = native.booleanOr(row.value, false); break;
    case Shape::Number: event.data.number = integerOf(native, row.value); break;
    case Shape::Text: event.data.text = native.string(row.value, 65536); break;
    default: break;
    }
}

} // namespace wxwidgets::adapter
