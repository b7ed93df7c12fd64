#include "cocoa.hpp"

namespace wxwidgets::macos {

namespace {

// Aqua and Dark Aqua: window background, label, accent, separator and disabled text, over the window.
constexpr adapter::Theme themes[] = {
    {"light", "#ececec", "#262626", "#007aff", "#d5d5d5", "#b1b1b1", ".AppleSystemUIFont", 13},
    {"dark", "#323232", "#e0e0e0", "#0a84ff", "#464646", "#656565", ".AppleSystemUIFont", 13},
};

} // namespace

void finish(const scene::Widget &widget, const adapter::Surroundings &, adapter::NativeWidget &native) {
    native.attributes.set("identifier", widget.id);
    // The default button is the one that the Enter key presses.
    if (widget.kind == "button" && scene::isSet(widget, "default")) native.attributes.set("keyEquivalent", "\r");
}

const adapter::Platform &platform() {
    static const adapter::Platform cocoa{"cocoa", adapter::Origin::Bottom, adapter::Mnemonic::None, classes(), rules(), styles(), attributes(), flags(), themes, finish, toNative, fromNative};
    return cocoa;
}

} // namespace wxwidgets::macos
