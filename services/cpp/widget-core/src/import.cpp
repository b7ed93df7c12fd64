#include "codec.hpp"
#include "kit/http-error.hpp"
#include "routes.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;
using kit::Json;
using kit::Request;
using kit::Response;

namespace {

// Which of the file's top-level objects to take: `?name=`, else the first.
const Json *chooseRoot(const Json &loaded, const std::string *name) {
    const Json *trees = loaded.find("trees");
    if (trees == nullptr || !trees->isArray()) throw HttpError(502, "bad-answer", "xrc-service answered without trees", Json::object({{"dependency", "xrc-service"}}));
    for (const Json &tree : trees->items()) {
        const Json *treeName = tree.find("name");
        const bool isWanted = name == nullptr || (treeName != nullptr && treeName->isString() && treeName->string() == *name);
        if (isWanted && tree.find("root") != nullptr) return tree.find("root");
    }
    return nullptr;
}

} // namespace

void addImportRoute(kit::Router &router, TreeStore &store, kit::Dependencies &dependencies) {
    router.add("POST", "/v1/import/xrc", [&](const Request &request) {
        kit::Call call;
        call.method = "POST";
        call.target = "/v1/load";
        call.body = request.body;
        call.contentType = "application/xml";
        call.isRepeatable = true; // it only reads
        const kit::Answer answer = dependencies.call("xrc-service", call);
        // What it says about the resource is for whoever sent the resource.
        if (answer.status >= 400 && answer.status < 500) return Response(answer.status, "application/json", answer.body);
        if (answer.status != 200) throw HttpError(502, "dependency-failed", "xrc-service answered " + std::to_string(answer.status), Json::object({{"dependency", "xrc-service"}}));
        const std::string *name = request.queryValue("name");
        const Json loaded = kit::parseJson(answer.body);
        const Json *root = chooseRoot(loaded, name);
        if (root == nullptr) throw HttpError(422, "no-object", "the resource has no top-level object" + (name == nullptr ? std::string() : " named " + *name));
        return created(store, store.add(decodeWidget(*root, "root", store.treeLimits())));
    });
}

} // namespace wxwidgets::widgetcore
