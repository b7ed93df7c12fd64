#include "places.hpp"

#include "adapter/native-fields.hpp"

namespace wxwidgets::macos {

using adapter::Event;
using adapter::Surroundings;
using kit::Json;

namespace {

// The frame or dialog around a widget, else the root.
const scene::Widget &windowOf(const scene::Widget &widget, const Surroundings &around) {
    const scene::Widget *window = &widget;
    while (window->kind != "frame" && window->kind != "dialog") {
        const scene::Widget *parent = around.parentOf(*window);
        if (parent == nullptr) break;
        window = parent;
    }
    return *window;
}

} // namespace

void addPlace(const Event &event, const Surroundings &around, Json &native) {
    const scene::Widget *widget = around.hasScene() ? around.find(event.widget) : nullptr;
    if (widget == nullptr) {
        native.append("locationInView", Json::array({event.data.x, event.data.y}));
        return;
    }
    const scene::Rect window = windowOf(*widget, around).rect;
    native.append("locationInWindow", Json::array({event.data.x + widget->rect.x - window.x, window.height - (event.data.y + widget->rect.y - window.y)}));
}

void readPlace(const kit::Fields &native, const Surroundings &around, Event &event) {
    int place[2] = {0, 0};
    const bool isInWindow = native.has("locationInWindow");
    adapter::readIntegers(native, isInWindow ? "locationInWindow" : "locationInView", place, 2);
    if (isInWindow) {
        const scene::Widget *widget = around.hasScene() ? around.find(event.widget) : nullptr;
        if (widget == nullptr) adapter::refuseNative(native, "locationInWindow needs the scene, to know where the view is");
        const scene::Rect window = windowOf(*widget, around).rect;
        place[0] -= widget->rect.x - window.x;
        place[1] = window.height - place[1] - (widget->rect.y - window.y);
    }
    event.data.x = place[0];
    event.data.y = place[1];
}

} // namespace wxwidgets::macos
