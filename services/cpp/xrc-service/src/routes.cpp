#include "routes.hpp"

#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "loader.hpp"

namespace wxwidgets::xrc {

using kit::Json;
using kit::Request;
using kit::Response;

namespace {

struct Input {
    std::string text;
    /** How messages call it; may be empty. */
    std::string file;
};

// XML as it is, or JSON {"xrc", "file"?}.
Input readInput(const Request &request) {
    const std::string *type = request.headers.find("content-type");
    const bool isJson = type != nullptr && kit::lowerCase(*type).find("json") != std::string::npos;
    Input input;
    if (isJson) {
        const Json body = request.json();
        const kit::Fields fields(body, "");
        fields.allowOnly({"xrc", "file"});
        input.text = fields.string("xrc", request.body.size());
        input.file = fields.stringOr("file", "", 1024);
    } else {
        input.text = request.body;
        if (const std::string *file = request.queryValue("file")) input.file = file->substr(0, 1024);
    }
    if (input.text.empty()) throw kit::HttpError(400, "empty", "the resource is empty");
    return input;
}

Response validate(const Request &request) {
    const Input input = readInput(request);
    const Loaded loaded = loadResource(input.text);
    return Response::json(200, Json::object({{"valid", !loaded.problems.hasErrors()}, {"problems", loaded.problems.json(input.file)}}));
}

Response load(const Request &request) {
    const Input input = readInput(request);
    Loaded loaded = loadResource(input.text);
    Json problems = loaded.problems.json(input.file);
    if (loaded.problems.hasErrors()) {
        std::string first;
        for (const Json &problem : problems.items()) {
            if (!first.empty() || problem.find("severity")->string() != "error") continue;
            first = "line " + std::to_string(problem.find("line")->integer()) + ": " + problem.find("message")->string();
        }
        if (first.empty()) first = "the resource has errors";
        throw kit::HttpError(422, "bad-resource", first, Json::object({{"problems", std::move(problems)}}));
    }
    return Response::json(200, Json::object({{"trees", std::move(loaded.trees)}, {"problems", std::move(problems)}}));
}

Response listClasses() {
    Json list = Json::array();
    for (const XrcClass &type : allClasses()) list.push(Json::object({{"class", type.name}, {"kind", type.kind.empty() ? Json() : Json(type.kind)}, {"topLevel", type.isTopLevel}}));
    return Response::json(200, Json::object({{"classes", std::move(list)}}));
}

} // namespace

void addRoutes(kit::Router &router) {
    router.add("GET", "/v1/classes", [](const Request &) { return listClasses(); });
    router.add("POST", "/v1/validate", validate);
    router.add("POST", "/v1/load", load);
}

} // namespace wxwidgets::xrc
