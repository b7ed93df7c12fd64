#include "codec.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

constexpr int maxExtent = 100000;

struct Budget {
    const TreeLimits &limits;
    std::size_t left;
};

void setProperty(Widget &widget, const std::string &name, const Json &value, const std::string &path) {
    const PropertySpec *spec = findProperty(*widget.kind, name);
    const std::string problem = spec == nullptr ? "is no property of a " + std::string(widget.kind->name) : checkProperty(*spec, value);
    if (!problem.empty()) throw HttpError(400, "bad-property", path + "." + name + ": " + problem, Json::object({{"path", path + "." + name}}));
    widget.properties.set(name, value);
}

// The rules that concern a widget as a whole.
void checkWhole(const Widget &widget, const Fields &fields) {
    if (widget.sizer && !widget.kind->isContainer()) fields.refuse("sizer", "a " + std::string(widget.kind->name) + " takes no children");
    const bool hasOwnWay = widget.kind->arrangement == Arrangement::Pages || widget.kind->arrangement == Arrangement::Split;
    if (widget.sizer && hasOwnWay) fields.refuse("sizer", "a " + std::string(widget.kind->name) + " arranges its children itself");
    if (!widget.sizer && widget.kind->arrangement == Arrangement::Sizer) fields.refuse("sizer", "is missing: a group is nothing but its sizer");
}

const Kind &decodeKind(const Fields &fields) {
    const std::string &name = fields.string("kind", 64);
    const Kind *kind = findKind(name);
    if (kind == nullptr) fields.refuse("kind", "unknown kind \"" + name + "\"; GET /v1/kinds lists them");
    return *kind;
}

std::unique_ptr<Widget> decode(const Json &value, const std::string &path, std::size_t depth, Budget &budget) {
    if (depth > budget.limits.depth) throw HttpError(422, "too-deep", path + ": nested deeper than " + std::to_string(budget.limits.depth) + " widgets");
    if (budget.left == 0) throw HttpError(422, "too-many", "more than " + std::to_string(budget.limits.widgets) + " widgets in one tree");
    --budget.left;
    const Fields fields(value, path);
    // `id` is what an earlier answer said; a tree gives its own.
    fields.allowOnly({"id", "kind", "name", "properties", "minSize", "item", "sizer", "children"});
    auto widget = std::make_unique<Widget>();
    widget->kind = &decodeKind(fields);
    widget->name = fields.stringOr("name", "", 256);
    if (const Json *properties = fields.find("properties")) {
        const Fields list(*properties, fields.at("properties"));
        for (const Json::Member &property : properties->members()) setProperty(*widget, property.first, property.second, list.path());
    }
    if (const Json *minSize = fields.find("minSize")) widget->minSize = decodeSize(*minSize, fields.at("minSize"), -1);
    if (const Json *item = fields.find("item")) widget->item = decodeItem(*item, fields.at("item"));
    if (const Json *sizer = fields.find("sizer")) widget->sizer = decodeSizer(*sizer, fields.at("sizer"));
    checkWhole(*widget, fields);
    const Json::Array *children = fields.array("children");
    if (children == nullptr) return widget;
    if (!children->empty() && !widget->kind->isContainer()) fields.refuse("children", "a " + std::string(widget->kind->name) + " takes no children");
    for (std::size_t i = 0; i < children->size(); ++i) {
        auto child = decode((*children)[i], fields.at("children") + "[" + std::to_string(i) + "]", depth + 1, budget);
        child->parent = widget.get();
        widget->children.push_back(std::move(child));
    }
    return widget;
}

} // namespace

std::unique_ptr<Widget> decodeWidget(const Json &value, const std::string &path, const TreeLimits &limits) {
    Budget budget{limits, limits.widgets};
    return decode(value, path, 1, budget);
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
            if (property.second.isNull()) changed.properties.erase(property.first);
            else setProperty(changed, property.first, property.second, list.path());
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
