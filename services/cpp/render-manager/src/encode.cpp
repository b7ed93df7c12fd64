#include "output.hpp"

namespace wxwidgets::render {

using kit::Json;

namespace {

Json encodeCommand(const Command &command, const scene::Scene &scene) {
    Json entry = Json::object({{"op", opName(command.op)}, {"widget", scene.widgets[static_cast<std::size_t>(command.widget)].id}});
    if (command.op == Op::Line) {
        entry.append("from", Json::array({command.rect.x, command.rect.y}));
        entry.append("to", Json::array({command.rect.x + command.rect.width, command.rect.y + command.rect.height}));
    } else {
        entry.append("rect", scene::encodeRect(command.rect));
    }
    if (command.op == Op::Text) entry.append("text", command.text);
    entry.append("colour", colourText(command.colour));
    return entry;
}

} // namespace

Json encodeDrawList(const DrawList &list, const scene::Scene &scene) {
    Json commands = Json::array();
    Rect clip{-1, -1, -1, -1};
    for (const Command &command : list.commands) {
        if (command.clip != clip) {
            clip = command.clip;
            // Holds until the next one.
            commands.push(Json::object({{"op", "clip"}, {"rect", scene::encodeRect(clip)}}));
        }
        commands.push(encodeCommand(command, scene));
    }
    Json damage = Json::array();
    for (const Rect &region : list.damage) damage.push(scene::encodeRect(region));
    return Json::object({{"size", Json::array({list.width, list.height})}, {"commands", std::move(commands)}, {"damage", std::move(damage)}, {"culled", list.culled}});
}

} // namespace wxwidgets::render
