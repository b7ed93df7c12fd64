#include "sizer.hpp"

#include "kit/fields.hpp"

namespace wxwidgets::widgetcore {

using kit::Fields;
using kit::Json;

namespace {

constexpr int maxLines = 1000;
constexpr int maxGap = 10000;

struct SideName {
    const char *name;
    std::uint8_t side;
};
constexpr SideName sideNames[] = {{"left", Item::Left}, {"top", Item::Top}, {"right", Item::Right}, {"bottom", Item::Bottom}};
constexpr const char *alignNames[] = {"start", "centre", "end"};

// Elements are an index, or {"index", "proportion"}.
std::vector<Growable> decodeGrowable(const Fields &fields, const char *name) {
    std::vector<Growable> result;
    const Json::Array *items = fields.array(name);
    if (items == nullptr) return result;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string path = fields.at(name) + "[" + std::to_string(i) + "]";
        Growable growable;
        if ((*items)[i].isObject()) {
            const Fields entry((*items)[i], path);
            entry.allowOnly({"index", "proportion"});
            growable.index = static_cast<int>(entry.integer("index", 0, maxLines - 1));
            growable.proportion = static_cast<int>(entry.integerOr("proportion", 0, 0, 10000));
        } else {
            growable.index = static_cast<int>(kit::checkedInteger((*items)[i], path, 0, maxLines - 1));
        }
        for (const Growable &other : result) {
            if (other.index == growable.index) fields.refuse(name, "names line " + std::to_string(growable.index) + " twice");
        }
        result.push_back(growable);
    }
    return result;
}

Json encodeGrowable(const std::vector<Growable> &lines) {
    Json result = Json::array();
    for (const Growable &line : lines) result.push(Json::object({{"index", line.index}, {"proportion", line.proportion}}));
    return result;
}

Align decodeAlign(const Fields &fields, const char *name) {
    const std::string word = fields.stringOr(name, "start");
    for (int i = 0; i < 3; ++i) {
        if (word == alignNames[i]) return static_cast<Align>(i);
    }
    fields.refuse(name, "must be start, centre or end");
}

std::uint8_t decodeSides(const Fields &fields) {
    const Json &value = fields.require("sides");
    if (value.isString() && value.string() == "all") return Item::All;
    if (!value.isArray()) fields.refuse("sides", "must be \"all\" or an array of left, top, right, bottom");
    unsigned sides = 0;
    for (const Json &entry : value.items()) {
        unsigned found = 0;
        for (const SideName &side : sideNames) found |= entry.isString() && entry.string() == side.name ? side.side : 0U;
        if (found == 0) fields.refuse("sides", "must be \"all\" or an array of left, top, right, bottom");
        sides |= found;
    }
    return static_cast<std::uint8_t>(sides);
}

} // namespace

Sizer decodeSizer(const Json &value, const std::string &path) {
    const Fields fields(value, path);
    Sizer sizer;
    const std::string &type = fields.string("type");
    if (type == "box") {
        fields.allowOnly({"type", "orientation"});
        const std::string &orientation = fields.string("orientation");
        if (orientation != "horizontal" && orientation != "vertical") fields.refuse("orientation", "must be horizontal or vertical");
        sizer.isVertical = orientation == "vertical";
        return sizer;
    }
    if (type != "grid" && type != "flexGrid") fields.refuse("type", "must be box, grid or flexGrid");
    sizer.type = type == "grid" ? Sizer::Type::Grid : Sizer::Type::FlexGrid;
    if (sizer.type == Sizer::Type::Grid) fields.allowOnly({"type", "rows", "cols", "vgap", "hgap"});
    else fields.allowOnly({"type", "rows", "cols", "vgap", "hgap", "growableRows", "growableCols"});
    sizer.rows = static_cast<int>(fields.integerOr("rows", 0, 0, maxLines));
    sizer.cols = static_cast<int>(fields.integerOr("cols", 0, 0, maxLines));
    if (sizer.rows == 0 && sizer.cols == 0) fields.refuse("cols", "must be set when rows is not");
    sizer.vgap = static_cast<int>(fields.integerOr("vgap", 0, 0, maxGap));
    sizer.hgap = static_cast<int>(fields.integerOr("hgap", 0, 0, maxGap));
    sizer.growableRows = decodeGrowable(fields, "growableRows");
    sizer.growableCols = decodeGrowable(fields, "growableCols");
    return sizer;
}

Item decodeItem(const Json &value, const std::string &path) {
    const Fields fields(value, path);
    fields.allowOnly({"proportion", "border", "sides", "expand", "horizontal", "vertical"});
    Item item;
    item.proportion = static_cast<int>(fields.integerOr("proportion", 0, 0, 10000));
    item.border = static_cast<int>(fields.integerOr("border", 0, 0, maxGap));
    item.sides = fields.has("sides") ? decodeSides(fields) : static_cast<std::uint8_t>(item.border > 0 ? Item::All : 0);
    item.isExpanded = fields.booleanOr("expand", false);
    item.horizontal = decodeAlign(fields, "horizontal");
    item.vertical = decodeAlign(fields, "vertical");
    return item;
}

Json encodeSizer(const Sizer &sizer) {
    if (sizer.type == Sizer::Type::Box)
        return Json::object({{"type", "box"}, {"orientation", sizer.isVertical ? "vertical" : "horizontal"}});
    const bool isFlex = sizer.type == Sizer::Type::FlexGrid;
    Json result = Json::object({{"type", isFlex ? "flexGrid" : "grid"}, {"rows", sizer.rows}, {"cols", sizer.cols}, {"vgap", sizer.vgap}, {"hgap", sizer.hgap}});
    if (isFlex) {
        result.append("growableRows", encodeGrowable(sizer.growableRows));
        result.append("growableCols", encodeGrowable(sizer.growableCols));
    }
    return result;
}

Json encodeItem(const Item &item) {
    Json sides = Json::array();
    for (const SideName &side : sideNames) {
        if ((item.sides & side.side) != 0) sides.push(side.name);
    }
    return Json::object({{"proportion", item.proportion},
                         {"border", item.border},
                         {"sides", std::move(sides)},
                         {"expand", item.isExpanded},
                         {"horizontal", alignNames[static_cast<int>(item.horizontal)]},
                         {"vertical", alignNames[static_cast<int>(item.vertical)]}});
}

} // namespace wxwidgets::widgetcore
