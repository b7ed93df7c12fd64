#include "decode-parts.hpp"

#include "codec.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

constexpr int maxExtent = 100000;

} // namespace

void setProperty(Widget &widget, const std::string &name, const Json &value, const std::string &path) {
    const PropertySpec *spec = findProperty(*widget.kind, name);
    const std::string problem = spec == nullptr ? "is no property of a " + std::string(widget.kind->name) : checkProperty(*spec, value);
    if (!problem.empty()) throw HttpError(400, "bad-property", path + "." + name + ": " + problem, Json::object({{"path", path + "." + name}}));
    widget.properties.set(name, value);
}

void checkWhole(const Widget &widget, const Fields &fields) {
    if (widget.sizer && !widget.kind->isContainer()) fields.refuse("sizer", "a " + std::string(widget.kind->name) + " takes no children");
    const bool hasOwnWay = widget.kind->arrangement == Arrangement::Pages || widget.kind->arrangement == Arrangement::Split;
    if (widget.sizer && hasOwnWay) fields.refuse("sizer", "a " + std::string(widget.kind->name) + " arranges its children itself");
    if (!widget.sizer && widget.kind->arrangement == Arrangement::Sizer) fields.refuse("sizer", "is missing: a group is nothing but its sizer");
}

Size decodeSize(const Json &value, const std::string &path, int lowest) {
    if (!value.isArray() || value.size() != 2) throw HttpError(400, "bad-field", path + ": must be [width, height]", Json::object({{"path", path}}));
    return {static_cast<int>(kit::checkedInteger(value.items()[0], path + "[0]", lowest, maxExtent)), static_cast<int>(kit::checkedInteger(value.items()[1], path + "[1]", lowest, maxExtent))};
}

void applyChanges(Widget &widget, const Json &value) {
    const Fields fields(value, "");
    fields.allowOnly({"name", "properties", "minSize", "item", "sizer"});
    // On a copy without children: a change that is refused half-way must leave nothing behind.
    Widget changed;
    changed.kind = widget.kind;
    changed.properties = widget.properties;
    changed.name = fields.stringOr("name", widget.name, 256);
    changed.minSize = fields.has("minSize") ? decodeSize(fields.require("minSize"), "minSize", -1) : widget.minSize;
    changed.item = fields.has("item") ? decodeItem(fields.require("item"), "item") : widget.item;
    changed.sizer = widget.sizer;
    if (const Json *sizer = fields.find("sizer")) {
        if (sizer->isNull()) changed.sizer.reset();
        else changed.sizer = decodeSizer(*sizer, "sizer");
    }
    if (const Json *properties = fields.find("properties")) {
        const Fields list(*properties, "properties");
        for (const Json::Member &property : properties->members()) {
            if (property.value.isNull()) changed.properties.erase(property.name);
            else setProperty(changed, property.name, property.value, list.path());
        }
    }
    checkWhole(changed, fields);
    widget.name = std::move(changed.name);
    widget.properties = std::move(changed.properties);
    widget.minSize = changed.minSize;
    widget.item = changed.item;
    widget.sizer = std::move(changed.sizer);
}

} // namespace wxwidgets::widgetcore
