// Windows: their common properties, and what is inside them.
#include "flags.hpp"
#include "loader.hpp"
#include "values.hpp"

namespace wxwidgets::xrc {

using kit::Json;

namespace {

void refuse(const Element &property, const char *wanted, Context &context) {
    context.problems.error(property.place, "bad-value", "<" + property.name + ">" + property.text.substr(0, 80) + "</" + property.name + ">: must be " + wanted);
}

Json readMinSize(const Element &object, const XrcClass &type, Context &context) {
    Json minSize;
    for (const char *name : {"size", "minsize"}) {
        const Element *property = object.child(name);
        // Of a splitter, <minsize> is the least that a sash leaves of a pane.
        if (property == nullptr || (property->name == "minsize" && type.kind == "splitter")) continue;
        const auto pair = parsePair(property->text);
        if (pair) minSize = Json::array({pair->first, pair->second});
        else refuse(*property, "width,height in pixels, or in dialog units as 100,50d", context);
    }
    return minSize;
}

void readPosition(const Element &object, Json &properties, Context &context) {
    const Element *property = object.child("pos");
    if (property == nullptr) return;
    const auto pair = parsePair(property->text);
    if (!pair) return refuse(*property, "x,y in pixels, or in dialog units as 10,5d", context);
    if (pair->first >= 0) properties.set("x", pair->first);
    if (pair->second >= 0) properties.set("y", pair->second);
}

void readColours(const Element &object, Json &properties, Context &context) {
    const std::pair<const char *, const char *> names[] = {{"fg", "foreground"}, {"ownfg", "foreground"}, {"bg", "background"}, {"ownbg", "background"}};
    for (const auto &name : names) {
        const Element *property = object.child(name.first);
        if (property == nullptr) continue;
        const auto colour = parseColour(property->text);
        if (colour) properties.set(name.second, *colour);
        else if (property->text.compare(0, 6, "wxSYS_") == 0) context.problems.warning(property->place, "system-colour", property->text.substr(0, 80) + " is the platform's to choose and left out");
        else if (isColourName(property->text)) context.problems.warning(property->place, "unknown-colour", property->text.substr(0, 80) + " is no colour that is known here and left out");
        else refuse(*property, "a colour as #rrggbb, a name as red, or a wxSYS_COLOUR_ name", context);
    }
}

void readStyle(const Element &object, const XrcClass &type, Json &properties, Context &context) {
    const Element *property = object.child("style");
    if (property == nullptr) return;
    Json rest = Json::array();
    for (const std::string &flag : splitFlags(property->text)) {
        if (flag.compare(0, 2, "wx") != 0 && !parseInteger(flag)) {
            context.problems.error(property->place, "bad-style", flag.substr(0, 64) + " is no style");
            continue;
        }
        bool isProperty = false;
        for (const StyleRule &rule : type.styles) {
            if (rule.flag != flag) continue;
            properties.set(rule.property, true);
            isProperty = true;
        }
        if (!isProperty) rest.push(flag);
    }
    if (rest.size() > 0) properties.set("style", std::move(rest));
}

void readOrientation(const Element &object, Json &properties, Context &context) {
    const Element *property = object.child("orientation");
    if (property == nullptr) return;
    if (property->text == "vertical") properties.set("vertical", true);
    else if (property->text != "horizontal") refuse(*property, "horizontal or vertical", context);
}

// What a book takes.
std::string_view pageOf(std::string_view book) {
    constexpr std::pair<std::string_view, std::string_view> pages[] = {{"wxChoicebook", "choicebookpage"}, {"wxListbook", "listbookpage"}, {"wxSimplebook", "simplebookpage"}, {"wxToolbook", "toolbookpage"}, {"wxTreebook", "treebookpage"}};
    for (const auto &[name, page] : pages) {
        if (name == book) return page;
    }
    return "notebookpage";
}

// Pages of a notebook hold one window each.
void loadPage(const Element &page, const XrcClass &type, std::size_t index, Json &properties, Json &children, Context &context) {
    checkProperties(page, type, context);
    const Element *selected = page.child("selected");
    if (selected != nullptr && parseBoolean(selected->text).value_or(false)) properties.set("selection", static_cast<int>(index));
    const Element *window = page.child("object");
    if (window == nullptr) return context.problems.error(page.place, "bad-page", "a " + std::string(type.name) + " needs an object");
    const XrcClass *inner = classOf(*window, context);
    if (inner == nullptr) return;
    if (inner->family != Family::Window && inner->family != Family::Container) return context.problems.error(window->place, "bad-page", std::string(inner->name) + " can't be a page");
    Json widget = loadWindow(*window, *inner, context);
    if (const Element *label = page.child("label")) {
        const Json *own = widget.find("properties");
        Json shown = own == nullptr ? Json::object() : *own;
        shown.set("tab", parseText(label->text));
        widget.set("properties", std::move(shown));
    }
    children.push(std::move(widget));
}

void loadChildren(const Element &object, const XrcClass &type, Json &widget, Json &properties, Context &context) {
    Json children = Json::array();
    const Element *sizer = nullptr;
    for (const Element &child : object.children) {
        if (!child.isObject()) continue;
        const XrcClass *inner = classOf(child, context);
        if (inner == nullptr) continue;
        if (type.family != Family::Container) {
            context.problems.error(child.place, "no-container", std::string(type.name) + " takes no children");
        } else if (type.kind == "notebook" || inner->family == Family::Page) {
            if (type.kind != "notebook") context.problems.error(child.place, "bad-page", std::string(inner->name) + " is outside of a book");
            else if (inner->name != pageOf(type.name)) context.problems.error(child.place, "bad-page", std::string(type.name) + " takes " + std::string(pageOf(type.name)) + " objects");
            else loadPage(child, *inner, children.size(), properties, children, context);
        } else if (inner->family == Family::SizerItem) {
            context.problems.error(child.place, "bad-sizer-item", std::string(inner->name) + " is outside of a sizer");
        } else if (inner->family == Family::Sizer) {
            if (sizer != nullptr) context.problems.error(child.place, "two-sizers", "a window has one sizer; the first is in line " + std::to_string(sizer->place.line));
            else if (type.kind == "splitter") context.problems.error(child.place, "no-container", "a wxSplitterWindow takes windows, no sizer");
            else loadSizerInto(widget, child, *inner, context);
            sizer = &child;
        } else if (sizer != nullptr) {
            context.problems.error(child.place, "outside-sizer", std::string(inner->name) + " is beside the sizer of its window, not in it");
        } else {
            children.push(loadWindow(child, *inner, context));
        }
    }
    if (type.kind == "splitter" && children.size() > 2) context.problems.error(object.place, "too-many", "a wxSplitterWindow takes two windows");
    if (children.size() == 0) return;
    if (sizer != nullptr) return context.problems.error(sizer->place, "outside-sizer", "a window with a sizer has other children beside it");
    widget.set("children", std::move(children));
}

} // namespace

Json loadWindow(const Element &object, const XrcClass &type, Context &context) {
    checkProperties(object, type, context);
    Json widget = Json::object({{"kind", type.kind}});
    const std::string name = takeName(object, type, context);
    if (!name.empty()) widget.append("name", name);
    Json properties = Json::object();
    readProperties(object, type, properties, context);
    readPosition(object, properties, context);
    readColours(object, properties, context);
    readStyle(object, type, properties, context);
    if (type.kind == "splitter") readOrientation(object, properties, context);
    if (const Element *hidden = object.child("hidden")) {
        const auto isHidden = parseBoolean(hidden->text);
        if (!isHidden) refuse(*hidden, "0 or 1", context);
        else if (*isHidden) properties.set("visible", false);
    }
    Json minSize = readMinSize(object, type, context);
    if (!minSize.isNull() && !type.isTopLevel) widget.append("minSize", std::move(minSize));
    if (type.name != "unknown") loadChildren(object, type, widget, properties, context);
    if (properties.size() > 0) widget.append("properties", std::move(properties));
    return widget;
}

} // namespace wxwidgets::xrc
