// Reads native events: what is not there, or fits nothing, is a 4xx that names the place.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "adapter/events.hpp"
#include "adapter/surroundings.hpp"
#include "kit/fields.hpp"

namespace wxwidgets::adapter {

/** Members that are known to be new. */
void addMembers(kit::Json &native, std::initializer_list<kit::Json::Member> members);

/** HttpError 422 `unknown-native`. */
[[noreturn]] void refuseNative(const kit::Fields &native, std::string_view why);

std::int64_t integerOf(const kit::Fields &fields, std::string_view name);
/** 0 when absent. */
std::int64_t integerOrZero(const kit::Fields &fields, std::string_view name);
/** Notches of a wheel. */
double notchesOf(const kit::Fields &fields, std::string_view name);
/** `[x, y]` or longer into `out`. */
void readIntegers(const kit::Fields &fields, std::string_view name, int *out, std::size_t count);
/** `[x, y, width, height]` */
void readRectangle(const kit::Fields &fields, std::string_view name, EventData &data);
/** The page that is shown, and the one before. */
void readPage(const kit::Fields &fields, std::string_view name, EventData &data);

/** An event of that type for that widget, its kind taken from the scene, else `kind`. */
Event makeEvent(const kit::Fields &native, std::string_view type, std::string widget, std::string_view kind, const Surroundings &around);

} // namespace wxwidgets::adapter
