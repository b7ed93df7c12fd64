// A widget in a platform's terms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kit/json.hpp"
#include "scene/scene.hpp"

namespace wxwidgets::adapter {

struct NativeWidget {
    NativeWidget();
    NativeWidget(NativeWidget &&other) noexcept;
    ~NativeWidget();

    std::string_view className;
    /** In the platform's own coordinates. */
    scene::Rect rect;
    std::vector<std::string> style;
    bool hasText = false;
    std::string text;
    kit::Json attributes;

    bool has(std::string_view flag) const;
    void addFlag(std::string_view flag);
    void removeFlag(std::string_view flag);
};

} // namespace wxwidgets::adapter
