#include "tree.hpp"

#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;

namespace {

std::size_t levelOf(const Widget &widget) {
    std::size_t level = 0;
    for (const Widget *at = &widget; at != nullptr; at = at->parent) ++level;
    return level;
}

// `w12` is 12; 0 for what is no id.
std::uint32_t numberOf(std::string_view id) {
    if (id.size() < 2 || id.size() > 10 || id[0] != 'w') return 0;
    std::uint32_t number = 0;
    for (std::size_t i = 1; i < id.size(); ++i) {
        if (id[i] < '0' || id[i] > '9') return 0;
        number = number * 10 + static_cast<std::uint32_t>(id[i] - '0');
    }
    return number;
}

void collectNamed(const Widget &widget, std::string_view name, std::vector<const Widget *> &found) {
    if (widget.name == name) found.push_back(&widget);
    for (const auto &child : widget.children) collectNamed(*child, name, found);
}

} // namespace

Tree::Tree(std::unique_ptr<Widget> root, const TreeLimits &limits) : limits_(limits), root_(std::move(root)) {
    if (!root_->kind->isContainer()) throw HttpError(422, "bad-root", "a " + std::string(root_->kind->name) + " takes no children and can't be a root");
    adopt(*root_);
}

Widget &Tree::get(std::string_view id) {
    Widget *found = byId_.find(numberOf(id));
    if (found == nullptr) throw HttpError(404, "no-widget", "no widget " + std::string(id.substr(0, 64)) + " in this tree");
    return *found;
}

std::vector<const Widget *> Tree::findByName(std::string_view name) const {
    std::vector<const Widget *> found;
    collectNamed(*root_, name, found);
    return found;
}

Widget &Tree::insert(std::string_view parentId, std::optional<std::size_t> index, std::unique_ptr<Widget> widget) {
    Widget &parent = get(parentId);
    checkParent(parent, index);
    if (levelOf(parent) + depthOf(*widget) > limits_.depth) throw HttpError(422, "too-deep", "nested deeper than " + std::to_string(limits_.depth) + " widgets");
    if (count() + countWidgets(*widget) > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets in one tree");
    adopt(*widget);
    return insertChild(parent, index.value_or(parent.children.size()), std::move(widget));
}

Widget &Tree::move(std::string_view id, std::string_view parentId, std::optional<std::size_t> index) {
    Widget &widget = get(id);
    Widget &parent = get(parentId);
    if (widget.parent == nullptr) throw HttpError(409, "is-root", "the root can't be moved");
    for (const Widget *at = &parent; at != nullptr; at = at->parent) {
        if (at == &widget) throw HttpError(409, "inside-itself", idText(parent.id) + " is " + idText(widget.id) + " or inside it");
    }
    if (levelOf(parent) + depthOf(widget) > limits_.depth) throw HttpError(422, "too-deep", "nested deeper than " + std::to_string(limits_.depth) + " widgets");
    // Checked against the children it will have then: moving to the end of its own parent is one place less.
    const std::size_t others = parent.children.size() - (widget.parent == &parent ? 1 : 0);
    if (index && *index > others) throw HttpError(422, "bad-index", "index must be from 0 to " + std::to_string(others));
    checkParent(parent, std::nullopt);
    std::unique_ptr<Widget> taken = takeChild(widget);
    return insertChild(parent, index.value_or(parent.children.size()), std::move(taken));
}

std::size_t Tree::remove(std::string_view id) {
    Widget &widget = get(id);
    if (widget.parent == nullptr) throw HttpError(409, "is-root", "the root goes with its tree: DELETE the tree");
    const std::unique_ptr<Widget> gone = takeChild(widget);
    const std::size_t before = count();
    forget(*gone);
    return before - count();
}

void Tree::checkParent(const Widget &parent, std::optional<std::size_t> index) const {
    if (!parent.kind->isContainer()) throw HttpError(422, "no-container", "a " + std::string(parent.kind->name) + " takes no children");
    if (parent.kind->arrangement == Arrangement::Split && parent.children.size() >= 2) throw HttpError(422, "full", "a splitter takes two children");
    if (index && *index > parent.children.size()) throw HttpError(422, "bad-index", "index must be from 0 to " + std::to_string(parent.children.size()));
}

void Tree::adopt(Widget &widget) {
    widget.id = nextId_++;
    byId_.add(widget.id, &widget);
    for (const auto &child : widget.children) adopt(*child);
}

void Tree::forget(const Widget &widget) {
    byId_.remove(widget.id);
    for (const auto &child : widget.children) forget(*child);
}

} // namespace wxwidgets::widgetcore
