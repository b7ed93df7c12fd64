#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "scene/scene.hpp"

namespace wxwidgets::scene {

using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

constexpr std::size_t maxTextBytes = 65536;
constexpr std::size_t maxProperties = 64;
constexpr std::size_t maxChoices = 1000;
constexpr int maxInteger = 1000000;

using Index = std::unordered_map<std::string_view, int>;

[[noreturn]] void refuse(const std::string &path, const std::string &problem) { throw HttpError(400, "bad-field", path + ": " + problem, Json::object({{"path", path}})); }

bool isWord(std::string_view text) {
    for (const char c : text) {
        const bool isFine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
        if (!isFine) return false;
    }
    return !text.empty();
}

const std::string &wordOf(const Fields &fields, std::string_view name) {
    const std::string &word = fields.string(name, 64);
    if (!isWord(word)) fields.refuse(name, "must be of letters, digits and -_.:");
    return word;
}

void checkProperty(const Json &value, const std::string &path) {
    if (value.isBoolean()) return;
    if (value.isInteger()) {
        kit::checkedInteger(value, path, -maxInteger, maxInteger);
        return;
    }
    if (value.isArray()) {
        if (value.size() > maxChoices) refuse(path, "has more than " + std::to_string(maxChoices) + " entries");
        for (const Json &entry : value.items()) {
            if (!entry.isString()) refuse(path, std::string("must be an array of strings, holds ") + kindName(entry.kind()));
        }
        return;
    }
    if (!value.isString()) refuse(path, std::string("must be a string, an integer, a boolean or an array of strings, is ") + kindName(value.kind()));
    if (value.string().size() > maxTextBytes) refuse(path, "is longer than " + std::to_string(maxTextBytes) + " bytes");
}

Json propertiesOf(const Fields &fields) {
    const Json *properties = fields.find("properties");
    if (properties == nullptr) return Json::object();
    const Fields all(*properties, fields.at("properties"));
    if (properties->size() > maxProperties) refuse(all.path(), "has more than " + std::to_string(maxProperties) + " members");
    for (const Json::Member &property : properties->members()) checkProperty(property.value, all.at(property.name));
    return *properties;
}

// Parents come first, so a parent that is not known yet is none.
void setParent(Widget &widget, const Fields &fields, const Scene &scene, const Index &index, const SceneLimits &limits) {
    if (scene.widgets.empty()) {
        if (fields.has("parent")) fields.refuse("parent", "the first widget is the root and has none");
        return;
    }
    const auto found = index.find(fields.string("parent", 64));
    if (found == index.end()) fields.refuse("parent", "no widget before this one has that id");
    widget.parent = found->second;
    widget.level = scene.widgets[static_cast<std::size_t>(found->second)].level + 1;
    if (widget.level > limits.levels) throw HttpError(422, "too-deep", fields.path() + ": deeper than " + std::to_string(limits.levels) + " levels", Json::object({{"path", fields.path()}}));
}

Widget decodeWidget(const Json &value, const std::string &path, const Scene &scene, const Index &index, const SceneLimits &limits) {
    const Fields fields(value, path);
    fields.allowOnly({"id", "kind", "name", "parent", "rect", "clipped", "properties"});
    Widget widget;
    widget.id = wordOf(fields, "id");
    widget.kind = wordOf(fields, "kind");
    widget.name = fields.stringOr("name", "", 256);
    setParent(widget, fields, scene, index, limits);
    widget.rect = decodeRect(fields.require("rect"), fields.at("rect"), limits);
    widget.isClipped = fields.booleanOr("clipped", false);
    widget.properties = propertiesOf(fields);
    return widget;
}

} // namespace

Rect decodeRect(const Json &value, const std::string &path, const SceneLimits &limits) {
    if (!value.isArray() || value.size() != 4) refuse(path, "must be [x, y, width, height]");
    int numbers[4];
    for (std::size_t i = 0; i < 4; ++i) numbers[i] = static_cast<int>(kit::checkedInteger(value.items()[i], path + "[" + std::to_string(i) + "]", i < 2 ? -limits.coordinate : 0, limits.coordinate));
    return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

Scene decodeScene(const Json &value, const std::string &path, const SceneLimits &limits) {
    const Fields fields(value, path);
    fields.allowOnly({"size", "widgets"});
    Scene scene;
    const Json &size = fields.require("size");
    if (!size.isArray() || size.size() != 2) fields.refuse("size", "must be [width, height]");
    scene.width = static_cast<int>(kit::checkedInteger(size.items()[0], fields.at("size[0]"), 0, limits.extent));
    scene.height = static_cast<int>(kit::checkedInteger(size.items()[1], fields.at("size[1]"), 0, limits.extent));
    fields.require("widgets");
    const Json::Array &widgets = *fields.array("widgets");
    if (widgets.size() > limits.widgets) throw HttpError(422, "too-many", fields.at("widgets") + ": more than " + std::to_string(limits.widgets) + " widgets");
    Index index;
    scene.widgets.reserve(widgets.size()); // the index points into the ids, which must not move
    for (std::size_t i = 0; i < widgets.size(); ++i) {
        const std::string at = fields.at("widgets[" + std::to_string(i) + "]");
        scene.widgets.push_back(decodeWidget(widgets[i], at, scene, index, limits));
        if (!index.emplace(scene.widgets.back().id, static_cast<int>(i)).second) refuse(at + ".id", "is taken by a widget before it");
    }
    return scene;
}

} // namespace wxwidgets::scene
