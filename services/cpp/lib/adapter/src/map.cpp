#include "adapter/map.hpp"

#include <algorithm>

#include "adapter/rules.hpp"
#include "kit/http-error.hpp"

namespace wxwidgets::adapter {

using kit::HttpError;
using kit::Json;
using scene::Rect;
using scene::Scene;
using scene::Widget;

NativeWidget::NativeWidget() : attributes(Json::object()) {}
NativeWidget::NativeWidget(NativeWidget &&other) noexcept = default;
NativeWidget::~NativeWidget() = default;

bool NativeWidget::has(std::string_view flag) const { return std::find(style.begin(), style.end(), flag) != style.end(); }

void NativeWidget::addFlag(std::string_view flag) {
    if (!has(flag)) style.emplace_back(flag);
}

void NativeWidget::removeFlag(std::string_view flag) { style.erase(std::remove(style.begin(), style.end(), flag), style.end()); }

namespace {

Rect placed(const Platform &platform, const Widget &widget, const Surroundings &around) {
    const Widget *parent = around.parentOf(widget);
    const Rect frame = parent != nullptr ? parent->rect : Rect{0, 0, around.scene().width, around.scene().height};
    Rect rect = widget.rect;
    rect.x -= frame.x;
    rect.y -= frame.y;
    if (platform.origin == Origin::Bottom) rect.y = frame.height - rect.y - rect.height;
    return rect;
}

void setText(const Platform &platform, const Widget &widget, TextSource source, NativeWidget &native) {
    if (source == TextSource::None) return;
    const char *property = source == TextSource::Label ? "label" : source == TextSource::Title ? "title" : "value";
    const Json *value = widget.properties.find(property);
    native.hasText = value != nullptr && value->isString();
    if (!native.hasText) return;
    // Only a label has a mnemonic; in a title or a value `&` is itself.
    native.text = source == TextSource::Label ? convertMnemonic(value->string(), platform.mnemonic) : value->string();
}

// The numbers of the flags, or-ed by group.
void addNumbers(const Platform &platform, NativeWidget &native) {
    std::map<std::string_view, std::uint32_t> groups;
    for (const Flag &flag : platform.flags) {
        if (native.has(flag.name)) groups[flag.group] |= flag.value;
    }
    for (const auto &group : groups) native.attributes.set(group.first, static_cast<long>(group.second));
}

void checkKinds(const Platform &platform, const Scene &scene) {
    Json unknown = Json::array();
    std::string names;
    for (const Widget &widget : scene.widgets) {
        const bool isNamed = std::any_of(unknown.items().begin(), unknown.items().end(), [&](const Json &name) { return name.string() == widget.kind; });
        if (isNamed || unknown.size() == 20 || findClass(platform, widget) != nullptr) continue;
        unknown.push(widget.kind);
        names += (names.empty() ? "" : ", ") + widget.kind;
    }
    if (unknown.size() > 0) throw HttpError(422, "unknown-kind", "unknown kinds: " + names, Json::object({{"kinds", std::move(unknown)}}));
}

Json encode(const Widget &widget, const NativeWidget &native, const Surroundings &around) {
    Json style = Json::array();
    for (const std::string &flag : native.style) style.push(flag);
    Json one = Json::object({{"id", widget.id}, {"class", native.className}, {"rect", scene::encodeRect(native.rect)}, {"style", std::move(style)}});
    if (native.hasText) one.append("text", native.text);
    if (native.attributes.size() > 0) one.append("attributes", native.attributes);
    if (const Widget *parent = around.parentOf(widget)) one.append("parent", parent->id);
    return one;
}

} // namespace

const ClassRow *findClass(const Platform &platform, const Widget &widget) {
    for (const ClassRow &row : platform.classes) {
        if (row.kind == widget.kind && (row.property.empty() || scene::isSet(widget, row.property))) return &row;
    }
    return nullptr;
}

NativeWidget mapWidget(const Platform &platform, const Widget &widget, const Surroundings &around) {
    const ClassRow *row = findClass(platform, widget);
    if (row == nullptr) throw HttpError(422, "unknown-kind", "unknown kinds: " + widget.kind);
    NativeWidget native;
    native.className = row->className;
    native.rect = placed(platform, widget, around);
    applyWords(row->words, native);
    applyRules(platform, widget, native);
    setText(platform, widget, row->text, native);
    if (platform.finish != nullptr) platform.finish(widget, around, native);
    addNumbers(platform, native);
    return native;
}

Json mapScene(const Platform &platform, const Scene &scene) {
    checkKinds(platform, scene);
    const Surroundings around(&scene);
    Json widgets = Json::array();
    for (const Widget &widget : scene.widgets) widgets.push(encode(widget, mapWidget(platform, widget, around), around));
    return widgets;
}

const Theme *findTheme(const Platform &platform, std::string_view name) {
    for (const Theme &theme : platform.themes) {
        if (theme.name == name) return &theme;
    }
    return nullptr;
}

Json encodeTheme(const Theme &theme) {
    return Json::object({{"name", theme.name}, {"background", theme.background}, {"foreground", theme.foreground}, {"accent", theme.accent}, {"border", theme.border}, {"disabled", theme.disabled},
                         {"font", Json::object({{"family", theme.fontFamily}, {"size", theme.fontSize}})}});
}

} // namespace wxwidgets::adapter
