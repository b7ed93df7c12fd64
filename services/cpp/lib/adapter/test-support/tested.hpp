// The platform that a test program is about, and scenes for it.
#pragma once

#include <string>

#include "adapter/platform.hpp"
#include "scene/scene.hpp"

/** Defined by the tests of each service. */
const wxwidgets::adapter::Platform &testedPlatform();

/** A frame `w1` with one widget `w2` in it; `properties` is JSON. */
wxwidgets::scene::Scene sceneWith(const std::string &kind, const std::string &properties = "{}");
