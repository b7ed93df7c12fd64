#include "routes.hpp"

#include "damage.hpp"
#include "output.hpp"

namespace wxwidgets::render {

using kit::Fields;
using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

constexpr std::size_t maxDamage = 1000;

std::vector<Rect> damageOf(const Fields &fields) {
    std::vector<Rect> damage;
    const Json::Array *regions = fields.array("damage");
    if (regions == nullptr) return damage;
    if (regions->size() > maxDamage) fields.refuse("damage", "has more than " + std::to_string(maxDamage) + " regions");
    for (std::size_t i = 0; i < regions->size(); ++i) damage.push_back(scene::decodeRect((*regions)[i], "damage[" + std::to_string(i) + "]"));
    return damage;
}

// Of an adapter's answer only ids and classes matter here.
Classes classesOf(const Fields &fields, const scene::Scene &scene) {
    const Json::Array *native = fields.array("native");
    if (native == nullptr) return {};
    if (native->size() > scene.widgets.size()) fields.refuse("native", "has more widgets than the scene");
    std::unordered_map<std::string_view, std::size_t> indices;
    for (std::size_t i = 0; i < scene.widgets.size(); ++i) indices.emplace(scene.widgets[i].id, i);
    Classes classes(scene.widgets.size());
    for (std::size_t i = 0; i < native->size(); ++i) {
        const Fields widget((*native)[i], "native[" + std::to_string(i) + "]");
        const auto found = indices.find(widget.string("id", 64));
        if (found == indices.end()) widget.refuse("id", "is of no widget in the scene");
        classes[found->second] = widget.string("class", 128);
    }
    return classes;
}

int scaleOf(const Request &request, const Fields &fields) {
    const std::string *asked = request.queryValue("scale");
    if (asked == nullptr) return static_cast<int>(fields.integerOr("scale", 1, 1, 4));
    if (asked->size() != 1 || (*asked)[0] < '1' || (*asked)[0] > '4') throw HttpError(400, "bad-scale", "scale: must be from 1 to 4");
    return (*asked)[0] - '0';
}

Response render(const Request &request) {
    const std::string *asked = request.queryValue("format");
    const std::string format = asked == nullptr ? "draw-list" : *asked;
    if (format != "draw-list" && format != "svg" && format != "png") throw HttpError(400, "bad-format", "format: must be draw-list, svg or png");
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"scene", "theme", "damage", "scale", "native"});
    const scene::Scene scene = scene::decodeScene(fields.require("scene"));
    const Theme theme = fields.has("theme") ? decodeTheme(fields.require("theme"), "theme") : Theme();
    const Classes classes = classesOf(fields, scene);
    const int scale = scaleOf(request, fields);
    std::vector<Rect> damage = damageOf(fields);
    const bool isPartial = fields.has("damage");
    const DrawList list = buildDrawList(scene, theme, std::move(damage), isPartial);
    if (format == "svg") return Response(200, "image/svg+xml", writeSvg(list, scene, theme, classes, scale));
    if (format == "png") return Response(200, "image/png", writePng(list, scale));
    return Response::json(200, encodeDrawList(list, scene));
}

Response compare(const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"before", "after"});
    const scene::Scene before = scene::decodeScene(fields.require("before"), "before"), after = scene::decodeScene(fields.require("after"), "after");
    Json regions = Json::array();
    for (const Rect &region : compareScenes(before, after)) regions.push(scene::encodeRect(region));
    return Response::json(200, Json::object({{"regions", std::move(regions)}}));
}

} // namespace

void addRoutes(kit::Router &router) {
    router.add("POST", "/v1/render", render);
    router.add("POST", "/v1/damage", compare);
}

} // namespace wxwidgets::render
