// Trees for tests, written as JSON.
#pragma once

#include <memory>
#include <string>

#include "../src/codec.hpp"
#include "kit/json.hpp"

namespace wxwidgets::widgetcore {

inline std::unique_ptr<Widget> widgetOf(const std::string &json, const TreeLimits &limits = {}) { return decodeWidget(kit::parseJson(json), "root", limits); }

/** A panel with a sizer around spacers and whatever else `children` holds. */
inline std::string panel(const std::string &sizer, const std::string &children) { return R"({"kind":"panel","sizer":)" + sizer + R"(,"children":[)" + children + "]}"; }

inline std::string spacer(const std::string &name, int width, int height, const std::string &item = "{}") {
    return R"({"kind":"spacer","name":")" + name + R"(","minSize":[)" + std::to_string(width) + "," + std::to_string(height) + R"(],"item":)" + item + "}";
}

} // namespace wxwidgets::widgetcore
