// A tree of widgets with ids: create, nest, move, remove, find.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "codec.hpp"
#include "widget-index.hpp"
#include "widget.hpp"

namespace wxwidgets::widgetcore {

class Tree {
public:
    /** Takes a whole subtree as its root; it must be a container. */
    Tree(std::unique_ptr<Widget> root, const TreeLimits &limits);

    const Widget &root() const { return *root_; }
    std::size_t count() const { return byId_.size(); }

    /** HttpError 404 when there is none. */
    Widget &get(std::string_view id);
    std::vector<const Widget *> findByName(std::string_view name) const;

    /** `index` counts from 0; none = last. HttpError 422 when the parent takes no children or a limit is reached. */
    Widget &insert(std::string_view parentId, std::optional<std::size_t> index, std::unique_ptr<Widget> widget);
    /** HttpError 409 when it would end up inside itself. */
    Widget &move(std::string_view id, std::string_view parentId, std::optional<std::size_t> index);
    /** With all below it; returns how many went. The root stays. */
    std::size_t remove(std::string_view id);

private:
    void adopt(Widget &widget);
    void forget(const Widget &widget);
    void checkParent(const Widget &parent, std::optional<std::size_t> index) const;

    const TreeLimits limits_;
    std::unique_ptr<Widget> root_;
    WidgetIndex byId_;
    std::uint32_t nextId_ = 1;
};

} // namespace wxwidgets::widgetcore
