#include "adapter/map.hpp"
#include "gtk.hpp"

namespace wxwidgets::gtk {

using kit::Json;

namespace {

// Adwaita, the theme that comes with GTK.
constexpr adapter::Theme themes[] = {
    {"light", "#f6f5f4", "#2e3436", "#3584e4", "#cdc7c2", "#929595", "Cantarell", 11},
    {"dark", "#353535", "#eeeeec", "#15539e", "#1b1b1b", "#919190", "Cantarell", 11},
};

} // namespace

void finish(const scene::Widget &widget, const adapter::Surroundings &, adapter::NativeWidget &native) {
    native.attributes.set("name", widget.id);
    if (native.hasText && adapter::hasMnemonic(scene::textOf(widget, "label"))) native.attributes.set("use-underline", true);
    // Colours of a single widget are CSS, and nothing else, in GTK.
    std::string css;
    if (!scene::textOf(widget, "foreground").empty()) css += "color: " + scene::textOf(widget, "foreground") + ";";
    if (!scene::textOf(widget, "background").empty()) css += (css.empty() ? "" : " ") + ("background-color: " + scene::textOf(widget, "background")) + ";";
    if (!css.empty()) native.attributes.set("css", css);
    if (widget.kind == "gauge") {
        const int maximum = std::max(1, scene::integerOf(widget, "max", 100));
        native.attributes.set("fraction", std::min(1.0, std::max(0.0, scene::integerOf(widget, "value", 0) / static_cast<double>(maximum))));
    }
}

const adapter::Platform &platform() {
    static const adapter::Platform gtk{"gtk", adapter::Origin::Top, adapter::Mnemonic::Underscore, classes(), rules(), styles(), attributes(), {}, themes, finish, toNative, fromNative};
    return gtk;
}

} // namespace wxwidgets::gtk
