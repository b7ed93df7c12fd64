// Widget trees of widget-core: decode, lay out, hand on as a scene.
#include "../../widget-core/src/codec.hpp"
#include "../../widget-core/src/layout.hpp"
#include "../../widget-core/src/scene-of.hpp"
#include "kit/http-error.hpp"
#include "target.hpp"

using namespace wxwidgets;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    try {
        const auto root = widgetcore::decodeWidget(kit::parseJson(textOf(data, size)), "root", {});
        const std::string encoded = widgetcore::encodeWidget(*root, true).dump();
        promise(widgetcore::encodeWidget(*widgetcore::decodeWidget(kit::parseJson(encoded), "root", {}), true).dump() == encoded, "a tree survives its way");
        const widgetcore::Layout layout = widgetcore::layOut(*root, widgetcore::Size{300, 200});
        promise(layout.placed.size() <= widgetcore::countWidgets(*root), "no widget is placed twice");
        const kit::Json scene = scene::encodeScene(widgetcore::sceneOf(*root, widgetcore::Size{300, 200}));
        promise(scene::encodeScene(scene::decodeScene(scene)) == scene, "every layout is a scene");
    } catch (const kit::HttpError &error) {
        promise(error.status() == 400 || error.status() == 422, "bad input is a 4xx");
    }
    return 0;
}
