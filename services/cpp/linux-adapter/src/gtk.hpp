// What GTK calls things: GTK 4, and GTK 3 where it differs.
#pragma once

#include "adapter/hooks.hpp"
#include "adapter/platform.hpp"
#include "adapter/tables.hpp"

namespace wxwidgets::gtk {

adapter::Table<adapter::KeyRow> keys();
adapter::Table<adapter::ClassRow> classes();
adapter::Table<adapter::Rule> rules();
adapter::Table<adapter::StyleRule> styles();
adapter::Table<adapter::AttributeRule> attributes();
adapter::Table<adapter::HookRow> signals();

void finish(const scene::Widget &widget, const adapter::Surroundings &around, adapter::NativeWidget &native);
kit::Json toNative(const adapter::Event &event, const adapter::Surroundings &around);
adapter::Event fromNative(const kit::Fields &native, const std::string &widget, const adapter::Surroundings &around);

const adapter::Platform &platform();

} // namespace wxwidgets::gtk
