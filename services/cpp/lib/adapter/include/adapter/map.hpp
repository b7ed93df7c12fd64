// From a scene to native widgets.
#pragma once

#include <string_view>

#include "adapter/platform.hpp"
#include "kit/json.hpp"

namespace wxwidgets::adapter {

/** Null when the kind is unknown. */
const ClassRow *findClass(const Platform &platform, const scene::Widget &widget);
NativeWidget mapWidget(const Platform &platform, const scene::Widget &widget, const Surroundings &around);
/** The widgets of the answer. HttpError 422 names the kinds that are unknown. */
kit::Json mapScene(const Platform &platform, const scene::Scene &scene);

/** A label whose mnemonic is marked with `&` in the platform's way. */
std::string convertMnemonic(std::string_view label, Mnemonic mnemonic);
bool hasMnemonic(std::string_view label);

void applyRules(const Platform &platform, const scene::Widget &widget, NativeWidget &native);

/** Null when there is none of that name. */
const Theme *findTheme(const Platform &platform, std::string_view name);
kit::Json encodeTheme(const Theme &theme);

} // namespace wxwidgets::adapter
