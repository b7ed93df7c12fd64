#include "codec.hpp"
#include "decode-parts.hpp"
#include "kit/fields.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::HttpError;
using kit::Json;

namespace {

struct Budget {
    const TreeLimits &limits;
    std::size_t left;
};

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
        for (const Json::Member &property : properties->members()) setProperty(*widget, property.name, property.value, list.path());
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
        appendChild(*widget, std::move(child));
    }
    return widget;
}

} // namespace

std::unique_ptr<Widget> decodeWidget(const Json &value, const std::string &path, const TreeLimits &limits) {
    Budget budget{limits, limits.widgets};
    return decode(value, path, 1, budget);
}

} // namespace wxwidgets::widgetcore
