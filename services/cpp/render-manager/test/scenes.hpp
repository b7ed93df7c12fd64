// Scenes for tests.
#pragma once

#include <string>

#include "../src/draw-list.hpp"
#include "kit/json.hpp"

namespace wxwidgets::render {

inline std::string sceneText(int width, int height, const std::string &inner) {
    const std::string size = std::to_string(width) + "," + std::to_string(height);
    return R"({"size":[)" + size + R"(],"widgets":[{"id":"w1","kind":"frame","rect":[0,0,)" + size + "]}" + (inner.empty() ? "" : ",") + inner + "]}";
}

/** A frame around widgets given as `"id","kind","parent",[rect],{properties}`. */
inline std::string item(const std::string &id, const std::string &kind, const std::string &parent, const std::string &rect, const std::string &properties = "{}") {
    return R"({"id":")" + id + R"(","kind":")" + kind + R"(","parent":")" + parent + R"(","rect":[)" + rect + R"(],"properties":)" + properties + "}";
}

inline scene::Scene sceneOf(int width, int height, const std::string &inner) { return scene::decodeScene(kit::parseJson(sceneText(width, height, inner))); }

inline DrawList drawn(const scene::Scene &scene) { return buildDrawList(scene, Theme(), {}, false); }

} // namespace wxwidgets::render
