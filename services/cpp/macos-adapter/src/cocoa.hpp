// What AppKit calls things.
#pragma once

#include "adapter/hooks.hpp"
#include "adapter/platform.hpp"
#include "adapter/tables.hpp"

namespace wxwidgets::macos {

adapter::Table<adapter::KeyRow> keys();
adapter::Table<adapter::ClassRow> classes();
adapter::Table<adapter::Rule> rules();
adapter::Table<adapter::StyleRule> styles();
adapter::Table<adapter::AttributeRule> attributes();
adapter::Table<adapter::Flag> flags();
adapter::Table<adapter::HookRow> hooks();

void finish(const scene::Widget &widget, const adapter::Surroundings &around, adapter::NativeWidget &native);
kit::Json toNative(const adapter::Event &event, const adapter::Surroundings &around);
adapter::Event fromNative(const kit::Fields &native, const std::string &widget, const adapter::Surroundings &around);

const adapter::Platform &platform();

} // namespace wxwidgets::macos
