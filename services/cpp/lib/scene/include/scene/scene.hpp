// A scene: a laid-out tree of widgets, parents before children, rectangles relative to the root.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kit/json.hpp"

namespace wxwidgets::scene {

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

inline bool operator==(const Rect &a, const Rect &b) { return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height; }
inline bool operator!=(const Rect &a, const Rect &b) { return !(a == b); }

constexpr int noParent = -1;

struct Widget {
    // In scene.cpp, and not in every unit that sees a widget.
    Widget();
    Widget(Widget &&other) noexcept;
    Widget &operator=(Widget &&other) noexcept;
    ~Widget();

    /** Unique within the scene. */
    std::string id;
    /** Not checked here: what an unknown kind means is the reader's to say. */
    std::string kind;
    /** Empty when it has none. */
    std::string name;
    /** Index into the scene's widgets, always a lower one; `noParent` for the root, which is the first. */
    int parent = noParent;
    /** 1 for the root. */
    int level = 1;
    Rect rect;
    /** It got less room than its minimum. */
    bool isClipped = false;
    /** An object of strings, integers, booleans and arrays of strings; empty when there are none. */
    kit::Json properties;
};

struct Scene {
    Scene();
    Scene(Scene &&other) noexcept;
    Scene &operator=(Scene &&other) noexcept;
    ~Scene();

    int width = 0;
    int height = 0;
    std::vector<Widget> widgets;

    /** Index of the widget with that id; -1 when there is none. Walks: for many look-ups keep a table. */
    int find(std::string_view id) const noexcept;
};

struct SceneLimits {
    std::size_t widgets = 10000;
    int levels = 48;
    /** Of the scene as a whole. */
    int extent = 16384;
    /** Of a widget's rectangle: what scrolls is larger than what is seen. */
    int coordinate = 1000000;
};

/** HttpError 400 names the place (`scene.widgets[3].rect`), 422 the limit. */
Scene decodeScene(const kit::Json &value, const std::string &path = "scene", const SceneLimits &limits = {});
kit::Json encodeScene(const Scene &scene);

Rect decodeRect(const kit::Json &value, const std::string &path, const SceneLimits &limits = {});
kit::Json encodeRect(const Rect &rect);

/** Without an area when they do not meet. */
Rect intersection(const Rect &a, const Rect &b) noexcept;
inline bool isEmpty(const Rect &rect) noexcept { return rect.width <= 0 || rect.height <= 0; }

// What a property says; the fallback when it is absent or of another type.

const std::string &textOf(const Widget &widget, std::string_view property) noexcept;
int integerOf(const Widget &widget, std::string_view property, int fallback) noexcept;
bool isSet(const Widget &widget, std::string_view property, bool fallback = false) noexcept;
/** The strings of a list property; null when absent. */
const kit::Json *listOf(const Widget &widget, std::string_view property) noexcept;

} // namespace wxwidgets::scene
