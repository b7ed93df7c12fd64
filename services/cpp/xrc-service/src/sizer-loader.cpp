// Sizers, their items, spacers.
#include <map>

#include "flags.hpp"
#include "loader.hpp"
#include "nearest.hpp"
#include "values.hpp"

namespace wxwidgets::xrc {

using kit::Json;

namespace {

constexpr int maxBorder = 10000;
constexpr int maxCells = 10000;

int readInteger(const Element &object, const char *name, int most, Context &context) {
    const Element *property = object.child(name);
    if (property == nullptr) return 0;
    const auto number = parseDimension(property->text);
    if (number && *number >= 0 && *number <= most) return *number;
    context.problems.error(property->place, "bad-value", "<" + property->name + ">" + property->text.substr(0, 80) + "</" + property->name + ">: must be from 0 to " + std::to_string(most));
    return 0;
}

Json readGrowable(const Element &object, const char *name, int lines, Context &context) {
    Json result = Json::array();
    const Element *property = object.child(name);
    if (property == nullptr || property->text.empty()) return result;
    const auto growable = parseGrowable(property->text);
    if (!growable) {
        context.problems.error(property->place, "bad-value", std::string("<") + name + ">: must be a list of lines as 0,2:1, none twice");
        return result;
    }
    for (const GrowableLine &line : *growable) {
        if (lines > 0 && line.index >= lines) context.problems.error(property->place, "bad-sizer", std::string("<") + name + "> names line " + std::to_string(line.index) + " of " + std::to_string(lines) + ", counted from 0");
        result.push(Json::object({{"index", line.index}, {"proportion", line.proportion}}));
    }
    return result;
}

Json readBox(const Element &object, Context &context) {
    const Element *orient = object.child("orient");
    // wxHORIZONTAL is what wxWidgets takes when nothing is said.
    const bool isVertical = orient != nullptr && orient->text == "wxVERTICAL";
    if (orient != nullptr && !isVertical && orient->text != "wxHORIZONTAL") context.problems.error(orient->place, "bad-value", "<orient>" + orient->text.substr(0, 80) + "</orient>: must be wxHORIZONTAL or wxVERTICAL");
    return Json::object({{"type", "box"}, {"orientation", isVertical ? "vertical" : "horizontal"}});
}

Json readSizer(const Element &object, const XrcClass &type, Context &context) {
    if (type.name == "wxWrapSizer") context.problems.warning(object.place, "unsupported-class", "wxWrapSizer does not wrap here and is laid out as a wxBoxSizer");
    if (type.name != "wxGridSizer" && type.name != "wxFlexGridSizer") return readBox(object, context);
    const bool isFlex = type.name == "wxFlexGridSizer";
    const int rows = readInteger(object, "rows", 1000, context), cols = readInteger(object, "cols", 1000, context);
    if (rows == 0 && cols == 0) context.problems.error(object.place, "bad-sizer", std::string(type.name) + " needs <rows> or <cols>");
    Json sizer = Json::object({{"type", isFlex ? "flexGrid" : "grid"}, {"rows", rows}, {"cols", rows == 0 && cols == 0 ? 1 : cols}, {"vgap", readInteger(object, "vgap", maxBorder, context)}, {"hgap", readInteger(object, "hgap", maxBorder, context)}});
    if (!isFlex) return sizer;
    sizer.append("growableRows", readGrowable(object, "growablerows", rows, context));
    sizer.append("growableCols", readGrowable(object, "growablecols", cols, context));
    return sizer;
}

Json readItem(const Element &object, Context &context) {
    const Element *flag = object.child("flag");
    const ItemFlags flags = parseItemFlags(flag == nullptr ? std::string_view() : std::string_view(flag->text));
    for (const std::string &unknown : flags.unknown) context.problems.error(flag->place, "bad-sizer-item", "unknown flag " + unknown.substr(0, 64) + suggestion(unknown, itemFlagNames()));
    Json sides = Json::array();
    if (flags.left) sides.push("left");
    if (flags.top) sides.push("top");
    if (flags.right) sides.push("right");
    if (flags.bottom) sides.push("bottom");
    const bool hasOption = object.child("option") != nullptr;
    return Json::object({{"proportion", readInteger(object, hasOption ? "option" : "proportion", 10000, context)},
                         {"border", readInteger(object, "border", maxBorder, context)},
                         {"sides", std::move(sides)},
                         {"expand", flags.isExpanded},
                         {"horizontal", flags.horizontal},
                         {"vertical", flags.vertical}});
}

void readPair(const Element &object, const char *name, Json &widget, Context &context) {
    const Element *property = object.child(name);
    if (property == nullptr) return;
    const auto pair = parsePair(property->text);
    if (pair) widget.set("minSize", Json::array({pair->first, pair->second}));
    else context.problems.error(property->place, "bad-value", "<" + property->name + ">" + property->text.substr(0, 80) + "</" + property->name + ">: must be width,height in pixels, or in dialog units as 100,50d");
}

// The one object of a sizeritem; null with a problem when there is none or another.
Json loadInner(const Element &object, Context &context) {
    const Element *inner = nullptr;
    for (const Element &child : object.children) {
        if (!child.isObject()) continue;
        if (inner != nullptr) {
            context.problems.error(child.place, "bad-sizer-item", "a sizeritem takes one object; the first is in line " + std::to_string(inner->place.line));
            return {};
        }
        inner = &child;
    }
    if (inner == nullptr) {
        context.problems.error(object.place, "bad-sizer-item", "a sizeritem needs an object");
        return {};
    }
    const XrcClass *type = classOf(*inner, context);
    if (type == nullptr) return {};
    if (type->family == Family::Sizer) return loadNestedSizer(*inner, *type, context);
    if (type->family == Family::Window || type->family == Family::Container) return loadWindow(*inner, *type, context);
    context.problems.error(inner->place, "bad-sizer-item", std::string(type->name) + " can't be in a sizeritem");
    return {};
}

Json loadItem(const Element &object, const XrcClass &type, Context &context) {
    checkProperties(object, type, context);
    if (type.name == "spacer") {
        Json spacer = Json::object({{"kind", "spacer"}, {"minSize", Json::array({0, 0})}});
        readPair(object, "size", spacer, context);
        spacer.append("item", readItem(object, context));
        return spacer;
    }
    Json widget = loadInner(object, context);
    if (widget.isNull()) return widget;
    readPair(object, "minsize", widget, context);
    widget.append("item", readItem(object, context));
    return widget;
}

// A child of a sizer, with what it became.
struct Item {
    const Element *object;
    Json widget;
};

std::vector<Item> loadItems(const Element &sizer, const XrcClass &type, Context &context) {
    std::vector<Item> items;
    const bool isButtons = type.name == "wxStdDialogButtonSizer";
    for (const Element &child : sizer.children) {
        if (!child.isObject()) continue;
        const XrcClass *inner = classOf(child, context);
        if (inner == nullptr) continue;
        const bool isWanted = inner->family == Family::SizerItem && (inner->name == "button") == isButtons;
        if (!isWanted) {
            context.problems.error(child.place, "bad-sizer-item", std::string(inner->name) + " is directly in " + std::string(type.name) + "; put it into an object of class " + (isButtons ? "button" : "sizeritem"));
            continue;
        }
        Json widget = loadItem(child, *inner, context);
        if (!widget.isNull()) items.push_back({&child, std::move(widget)});
    }
    return items;
}

struct Cell {
    int row;
    int column;
};

// `<cellpos>1,0</cellpos>`; `absent` when it is not said.
Cell readCell(const Element &object, const char *name, Cell absent, Context &context) {
    const Element *property = object.child(name);
    if (property == nullptr) return absent;
    const std::size_t comma = property->text.find(',');
    const auto row = comma == std::string::npos ? std::nullopt : parseInteger(property->text.substr(0, comma));
    const auto column = comma == std::string::npos ? std::nullopt : parseInteger(property->text.substr(comma + 1));
    if (row && column && *row >= absent.row && *column >= absent.column && *row < maxCells && *column < maxCells) return {static_cast<int>(*row), static_cast<int>(*column)};
    context.problems.error(property->place, "bad-value", "<" + property->name + ">" + property->text.substr(0, 80) + "</" + property->name + ">: must be row,column" + (absent.row == 0 ? ", counted from 0" : ", each from 1"));
    return absent;
}

// The cells of a wxGridBagSizer as those of a flexible grid, row by row; empty ones are spacers.
void fillGridBag(Json &widget, const Element &object, std::vector<Item> items, Context &context) {
    std::map<std::pair<int, int>, Item> cells;
    int rows = 1, columns = 1;
    for (Item &item : items) {
        const Element &child = *item.object;
        const Cell at = readCell(child, "cellpos", {0, 0}, context), span = readCell(child, "cellspan", {1, 1}, context);
        if (span.row > 1 || span.column > 1) context.problems.warning(child.place, "unsupported-span", "an item over several cells is laid out in the first of them");
        rows = std::max(rows, at.row + span.row);
        columns = std::max(columns, at.column + span.column);
        const auto [taken, isFree] = cells.emplace(std::pair(at.row, at.column), std::move(item));
        if (!isFree) context.problems.error(child.place, "bad-sizer-item", "cell " + std::to_string(at.row) + "," + std::to_string(at.column) + " is taken by the item in line " + std::to_string(taken->second.object->place.line));
    }
    if (rows > maxCells / columns) return context.problems.error(object.place, "bad-sizer", "a wxGridBagSizer of more than " + std::to_string(maxCells) + " cells");
    widget.append("sizer", Json::object({{"type", "flexGrid"}, {"rows", rows}, {"cols", columns}, {"vgap", readInteger(object, "vgap", maxBorder, context)}, {"hgap", readInteger(object, "hgap", maxBorder, context)}, {"growableRows", readGrowable(object, "growablerows", rows, context)}, {"growableCols", readGrowable(object, "growablecols", columns, context)}}));
    Json children = Json::array();
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const auto cell = cells.find({row, column});
            children.push(cell != cells.end() ? std::move(cell->second.widget) : Json::object({{"kind", "spacer"}, {"minSize", Json::array({0, 0})}, {"item", readItem(Element(), context)}}));
        }
    }
    widget.append("children", std::move(children));
}

// `sizer` and `children` of a widget.
void fill(Json &widget, const Element &object, const XrcClass &type, Context &context) {
    if (type.name == "wxGridBagSizer") return fillGridBag(widget, object, loadItems(object, type, context), context);
    widget.append("sizer", readSizer(object, type, context));
    std::vector<Item> items = loadItems(object, type, context);
    if (items.empty()) return;
    Json children = Json::array();
    for (Item &item : items) children.push(std::move(item.widget));
    widget.append("children", std::move(children));
}

} // namespace

void loadSizerInto(Json &widget, const Element &object, const XrcClass &type, Context &context) {
    // A static box is a window of its own around what its sizer holds.
    if (type.kind == "staticbox") {
        Json box = loadNestedSizer(object, type, context);
        box.append("item", Json::object({{"proportion", 1}, {"expand", true}}));
        widget.append("sizer", Json::object({{"type", "box"}, {"orientation", "vertical"}}));
        widget.append("children", Json::array({std::move(box)}));
        return;
    }
    checkProperties(object, type, context);
    fill(widget, object, type, context);
}

Json loadNestedSizer(const Element &object, const XrcClass &type, Context &context) {
    checkProperties(object, type, context);
    Json widget = Json::object({{"kind", type.kind}});
    if (type.kind == "staticbox") {
        const std::string name = takeName(object, type, context);
        if (!name.empty()) widget.append("name", name);
        Json properties = Json::object();
        readProperties(object, type, properties, context);
        if (properties.size() > 0) widget.append("properties", std::move(properties));
    }
    readPair(object, "minsize", widget, context);
    fill(widget, object, type, context);
    return widget;
}

} // namespace wxwidgets::xrc
