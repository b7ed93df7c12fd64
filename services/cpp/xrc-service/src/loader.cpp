#include "loader.hpp"

#include "nearest.hpp"
#include "references.hpp"
#include "unsupported.hpp"
#include "values.hpp"

namespace wxwidgets::xrc {

using kit::Json;

namespace {

Json readChoices(const Element &property, Context &context) {
    Json choices = Json::array();
    for (const Element &item : property.children) {
        if (item.name == "item") choices.push(item.text);
        else context.problems.warning(item.place, "unknown-element", "<" + item.name + "> in <content> is not read; only <item> is");
    }
    return choices;
}

// Null with a problem when the text is not of the rule's type.
Json readValue(const Element &property, const PropertyRule &rule, Context &context) {
    const std::string &text = property.text;
    const auto refuse = [&](const char *wanted) {
        context.problems.error(property.place, "bad-value", "<" + property.name + ">" + text.substr(0, 80) + "</" + property.name + ">: must be " + wanted);
        return Json();
    };
    switch (rule.type) {
    case ValueType::Text: return parseText(text);
    case ValueType::Verbatim: return text;
    case ValueType::Choices: return readChoices(property, context);
    case ValueType::Integer: {
        const auto number = parseInteger(text);
        return number && *number >= -1000000 && *number <= 1000000 ? Json(*number) : refuse("an integer from -1000000 to 1000000");
    }
    case ValueType::Dimension: {
        const auto number = parseDimension(text);
        return number ? Json(*number) : refuse("pixels, or dialog units as 5d");
    }
    case ValueType::Boolean: {
        const auto flag = parseBoolean(text);
        return flag ? Json(*flag) : refuse("0 or 1");
    }
    case ValueType::Ignored: break;
    }
    return {};
}

void loadTopLevel(const Element &object, Loaded &loaded) {
    Context context{loaded.problems, {}};
    const XrcClass *type = classOf(object, context);
    if (type == nullptr) return;
    if (!type->isTopLevel) return context.problems.error(object.place, "bad-top-level", std::string(type->name) + " can't be at the top of a resource: wxFrame, wxDialog, wxPanel and wxScrolledWindow can");
    const std::string *name = object.attribute("name");
    if (name == nullptr || name->empty()) context.problems.error(object.place, "missing-name", "a top-level " + std::string(type->name) + " needs a name: programs load it by that");
    Json tree = Json::object({{"name", name == nullptr ? std::string() : *name}});
    if (const Element *size = object.child("size")) {
        const auto pair = parsePair(size->text);
        if (pair && pair->first >= 0 && pair->second >= 0) tree.append("size", Json::array({pair->first, pair->second}));
    }
    tree.append("root", loadWindow(object, *type, context));
    loaded.trees.push(std::move(tree));
}

} // namespace

const XrcClass *classOf(const Element &object, Context &context) {
    const std::string *name = object.attribute("class");
    if (name == nullptr || name->empty()) {
        context.problems.error(object.place, "missing-class", "an object needs a class");
        return nullptr;
    }
    const XrcClass *type = findClass(*name);
    if (type != nullptr) return type;
    const Unsupported unsupported = findUnsupported(*name);
    if (unsupported == Unsupported::LeftOut) context.problems.warning(object.place, "unsupported-class", *name + " is not supported here and left out");
    else if (unsupported == Unsupported::Area) context.problems.warning(object.place, "unsupported-class", *name + " is not supported here and shown as an empty area");
    else context.problems.error(object.place, "unknown-class", "unknown class " + name->substr(0, 64) + (context.problems.wantsGuess() ? suggestion(*name, classNames()) : ""));
    return unsupported == Unsupported::Area ? findClass("unknown") : nullptr;
}

std::string takeName(const Element &object, const XrcClass &type, Context &context) {
    const std::string *attribute = object.attribute("name");
    if (attribute == nullptr || attribute->empty() || *attribute == "-1") {
        if (!type.isDecoration && !type.isTopLevel && type.kind != "staticbox" && findClass(*object.attribute("class")) != nullptr) context.problems.warning(object.place, "missing-name", std::string(type.name) + " has no name: programs can't find it");
        return {};
    }
    const std::string name = attribute->substr(0, 256);
    const auto [other, isNew] = context.names.emplace(name, object.place);
    // References repeat names by intent.
    const bool isRepeated = object.isCopy || (other->second.line == object.place.line && other->second.column == object.place.column);
    if (!isNew && !isRepeated) context.problems.warning(object.place, "duplicate-id", name + " is used twice in one top-level object: programs find the first, in line " + std::to_string(other->second.line));
    return name;
}

void checkProperties(const Element &object, const XrcClass &type, Context &context) {
    if (type.name == "unknown") return; // its real class has properties that nobody here knows
    std::vector<std::string_view> seen;
    for (const Element &property : object.children) {
        if (property.isObject() || property.name == "object_ref") continue;
        if (findRule(type, property.name) == nullptr) {
            std::vector<std::string_view> known;
            for (const PropertyRule &rule : type.properties) known.push_back(rule.name);
            context.problems.warning(property.place, "unknown-property", std::string(type.name) + " has no <" + property.name.substr(0, 64) + ">" + suggestion(property.name, known));
        }
        for (const std::string_view other : seen) {
            if (other == property.name) context.problems.error(property.place, "duplicate-property", "<" + property.name + "> is given twice");
        }
        seen.push_back(property.name);
        if (seen.size() > 100) return context.problems.error(property.place, "too-many", "more than 100 properties in one object");
    }
}

void readProperties(const Element &object, const XrcClass &type, Json &properties, Context &context) {
    for (const Element &property : object.children) {
        const PropertyRule *rule = property.isObject() ? nullptr : findRule(type, property.name);
        if (rule == nullptr || rule->type == ValueType::Ignored) continue;
        Json value = readValue(property, *rule, context);
        if (!value.isNull()) properties.set(rule->property, std::move(value));
    }
}

Loaded loadResource(std::string_view text, const XmlLimits &limits) {
    Loaded loaded;
    Element resource;
    if (!readXml(text, limits, resource, loaded.problems)) return loaded;
    if (resource.name != "resource") {
        loaded.problems.error(resource.place, "no-resource", "the document must be a <resource>, is <" + resource.name.substr(0, 64) + ">");
        return loaded;
    }
    keepForPlatform(resource);
    resolveReferences(resource, limits, loaded.problems);
    std::unordered_map<std::string, int> names;
    for (const Element &object : resource.children) {
        if (object.name == "object_ref") continue; // said by resolveReferences
        if (object.name == "ids-range") continue;  // numbers for programs, nothing to see
        if (!object.isObject()) {
            loaded.problems.warning(object.place, "unknown-element", "<" + object.name.substr(0, 64) + "> at the top of a resource is not read");
            continue;
        }
        loadTopLevel(object, loaded);
        const std::string *name = object.attribute("name");
        if (name == nullptr) continue;
        const auto [other, isNew] = names.emplace(*name, object.place.line);
        if (!isNew) loaded.problems.error(object.place, "duplicate-id", "top-level object " + name->substr(0, 256) + " is there twice, first in line " + std::to_string(other->second));
    }
    if (loaded.trees.size() == 0 && !loaded.problems.hasErrors()) loaded.problems.warning(resource.place, "empty", "the resource holds no object");
    return loaded;
}

} // namespace wxwidgets::xrc
