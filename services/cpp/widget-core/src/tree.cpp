#include "tree.hpp"

#include <charconv>

#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;

namespace {

std::size_t levelOf(const Widget &widget) {
    std::size_t level = 0;
    for (const Widget *at = &widget; at != nullptr; at = at->parent) ++level;
    return level;
}

} // namespace

Tree::Tree(std::unique_ptr<Widget> root, const TreeLimits &limits) : limits_(limits), root_(std::move(root)) {
    if (!root_->kind->isContainer()) throw HttpError(422, "bad-root", "a " + std::string(root_->kind->name) + " takes no children and can't be a root");
    adopt(*root_);
}

Widget &Tree::get(std::string_view id) {
    std::uint32_t number = 0;
    const char *end = id.data() + id.size();
    const bool isId = id.size() > 1 && id[0] == 'w' && std::from_chars(id.data() + 1, end, number).ptr == end;
    Widget *found = isId ? byId_.find(number) : nullptr;
    if (found == nullptr) throw HttpError(404, "no-widget", "no widget " + std::string(id.substr(0, 64)) + " in this tree");
    return *found;
}

std::vector<const Widget *> Tree::findByName(std::string_view name) const {
    std::vector<const Widget *> found, open{root_.get()};
    while (!open.empty()) {
        const Widget *widget = open.back();
        open.pop_back();
        if (widget->name == name) found.push_back(widget);
        for (auto child = widget->children.rbegin(); child != widget->children.rend(); ++child) open.push_back(child->get());
    }
    return found;
}

Widget &Tree::insert(std::string_view parentId, std::optional<std::size_t> index, std::unique_ptr<Widget> widget) {
    Widget &parent = get(parentId);
    checkParent(parent, index);
    if (levelOf(parent) + depthOf(*widget) > limits_.depth) throw HttpError(422, "too-deep", "nested deeper than " + std::to_string(limits_.depth) + " widgets");
    if (count() + countWidgets(*widget) > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets in one tree");
    adopt(*widget);
    return place(parent, index, std::move(widget));
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
    return place(parent, index, detach(widget));
}

std::size_t Tree::remove(std::string_view id) {
    Widget &widget = get(id);
    if (widget.parent == nullptr) throw HttpError(409, "is-root", "the root goes with its tree: DELETE the tree");
    const std::unique_ptr<Widget> gone = detach(widget);
    const std::size_t before = count();
    forget(*gone);
    return before - count();
}

void Tree::checkParent(const Widget &parent, std::optional<std::size_t> index) const {
    if (!parent.kind->isContainer()) throw HttpError(422, "no-container", "a " + std::string(parent.kind->name) + " takes no children");
    if (parent.kind->arrangement == Arrangement::Split && parent.children.size() >= 2) throw HttpError(422, "full", "a splitter takes two children");
    if (index && *index > parent.children.size()) throw HttpError(422, "bad-index", "index must be from 0 to " + std::to_string(parent.children.size()));
}

Widget &Tree::place(Widget &parent, std::optional<std::size_t> index, std::unique_ptr<Widget> widget) {
    widget->parent = &parent;
    const auto at = parent.children.begin() + static_cast<std::ptrdiff_t>(index.value_or(parent.children.size()));
    return **parent.children.insert(at, std::move(widget));
}

std::unique_ptr<Widget> Tree::detach(Widget &widget) {
    auto &siblings = widget.parent->children;
    std::size_t at = 0;
    while (siblings[at].get() != &widget) ++at;
    std::unique_ptr<Widget> detached = std::move(siblings[at]);
    siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(at));
    detached->parent = nullptr;
    return detached;
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
