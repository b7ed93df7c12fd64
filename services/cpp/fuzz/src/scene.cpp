// Scenes and what render-manager draws of them: commands stay inside, SVG is escaped, PNG has its pixels.
#include "../../render-manager/src/damage.hpp"
#include "../../render-manager/src/output.hpp"
#include "kit/http-error.hpp"
#include "scene/scene.hpp"
#include "target.hpp"

using namespace wxwidgets;

namespace {

void draw(const scene::Scene &scene) {
    const render::DrawList list = render::buildDrawList(scene, render::Theme(), {{0, 0, 20, 20}, {10, 10, 50, 5}}, scene.width % 2 == 1);
    promise(list.commands.size() <= render::maxCommands, "commands are bounded");
    const scene::Rect whole{0, 0, scene.width, scene.height};
    for (const render::Command &command : list.commands) promise(scene::intersection(command.clip, whole) == command.clip, "clips lie within the scene");
    render::encodeDrawList(list, scene).dump();
    const std::string svg = render::writeSvg(list, scene, render::Theme(), {}, 1);
    promise(svg.find("<script") == std::string::npos, "no element comes from a text");
    if (scene.width > 0 && scene.width <= 128 && scene.height > 0 && scene.height <= 128) promise(render::writePng(list, 1).size() > 50, "an image");
    promise(render::compareScenes(scene, scene).empty(), "a scene has no damage against itself");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    try {
        const scene::Scene scene = scene::decodeScene(kit::parseJson(textOf(data, size)));
        const std::string encoded = scene::encodeScene(scene).dump();
        promise(scene::encodeScene(scene::decodeScene(kit::parseJson(encoded))).dump() == encoded, "a scene survives its way");
        draw(scene);
    } catch (const kit::HttpError &error) {
        promise(error.status() == 400 || error.status() == 422, "bad input is a 4xx");
    }
    return 0;
}
