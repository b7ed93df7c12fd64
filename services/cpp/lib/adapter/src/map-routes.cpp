#include "adapter/map.hpp"
#include "adapter/routes.hpp"
#include "adapter/rules.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::Fields;
using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

Json themeNamed(const Platform &platform, const std::string &name) {
    const Theme *theme = findTheme(platform, name);
    if (theme == nullptr) throw HttpError(422, "unknown-theme", "theme: must be light or dark, is \"" + name.substr(0, 64) + "\"", Json::object({{"path", "theme"}}));
    return encodeTheme(*theme);
}

Response map(const Platform &platform, const Request &request) {
    const Json body = request.json();
    const Fields fields(body, "");
    fields.allowOnly({"scene", "theme"});
    const scene::Scene scene = scene::decodeScene(fields.require("scene"), "scene");
    Json theme = themeNamed(platform, fields.stringOr("theme", "light", 64));
    return Response::json(200, Json::object({{"platform", platform.name}, {"widgets", mapScene(platform, scene)}, {"theme", std::move(theme)}}));
}

Response showTheme(const Platform &platform, const Request &request) {
    const std::string *name = request.queryValue("name");
    return Response::json(200, Json::object({{"platform", platform.name}, {"theme", themeNamed(platform, name == nullptr ? "light" : *name)}}));
}

Json eventsOf(std::string_view kind) {
    Json types = Json::array();
    for (const EventShape &shape : allShapes()) {
        if (isSender(shape, kind)) types.push(shape.type);
    }
    return types;
}

Response listClasses(const Platform &platform, const Request &) {
    Json classes = Json::array();
    for (const ClassRow &row : platform.classes) {
        NativeWidget native;
        applyWords(row.words, native);
        Json style = Json::array();
        for (const std::string &flag : native.style) style.push(flag);
        Json one = Json::object({{"kind", row.kind}, {"class", row.className}, {"style", std::move(style)}});
        if (!row.property.empty()) one.append("when", row.property);
        one.append("events", eventsOf(row.kind));
        classes.push(std::move(one));
    }
    return Response::json(200, Json::object({{"platform", platform.name}, {"classes", std::move(classes)}}));
}

} // namespace

void addMapRoutes(kit::Router &router, const Platform &platform) {
    router.add("POST", "/v1/map", [&platform](const Request &request) { return map(platform, request); });
    router.add("GET", "/v1/theme", [&platform](const Request &request) { return showTheme(platform, request); });
    router.add("GET", "/v1/classes", [&platform](const Request &request) { return listClasses(platform, request); });
}

void addRoutes(kit::Router &router, const Platform &platform) {
    addMapRoutes(router, platform);
    addEventRoutes(router, platform);
}

} // namespace wxwidgets::adapter
