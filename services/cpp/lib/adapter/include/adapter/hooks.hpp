// Where a platform lets a program know of an event, for platforms that name it by words: signals, selectors.
#pragma once

#include <string_view>

#include "adapter/events.hpp"
#include "adapter/tables.hpp"
#include "kit/fields.hpp"
#include "kit/json.hpp"

namespace wxwidgets::adapter {

struct Platform;
class Surroundings;

struct HookRow {
    std::string_view type;
    /** Empty: the same for all kinds. */
    std::string_view kind;
    /** What sort of hook, and its name: `signal` and `clicked`. */
    std::string_view via;
    std::string_view name;
    /** What emits it, when that is not the widget itself. */
    std::string_view source;
    /** What else tells it from others, as `name=value` divided by `|`. */
    std::string_view marks;
    /** Under which name a Flag, Number or Text comes. */
    std::string_view value;
    /** For reading by people, and for what has no hook of its own in another version. */
    std::string_view also;
};

/** The row for an event; every type has one. */
const HookRow &hookOf(Table<HookRow> rows, const Event &event);
/** `{via: name, "source"?, marks…}` */
kit::Json startNative(const HookRow &row);
/** Null when nothing fits. With an empty `kind` the first row counts. */
const HookRow *matchHook(Table<HookRow> rows, const kit::Fields &native, std::string_view kind);

/** The kind of class `className` that has the hook of `native`, as far as `isKind` does not say no; empty when there is none. */
std::string_view kindOfClass(Table<ClassRow> classes, Table<HookRow> rows, const kit::Fields &native, const kit::Fields &sender, bool (*isKind)(const ClassRow &row, const kit::Fields &sender));
/** The class of the widget in the scene, else that of the kind that usually sends the event; `fallback` for any widget. */
std::string_view classOf(const Platform &platform, const Event &event, const Surroundings &around, std::string_view fallback);

/** A Flag, Number or Text, when the marks do not say it already. */
void addValue(const HookRow &row, const Event &event, kit::Json &native);
void readValue(const HookRow &row, const kit::Fields &native, Event &event);

} // namespace wxwidgets::adapter
