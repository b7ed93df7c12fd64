// Widgets of a tree by id. The table is kept out of sight: hash tables cost every unit that sees them dear to compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace wxwidgets::widgetcore {

struct Widget;

class WidgetIndex {
public:
    WidgetIndex();
    ~WidgetIndex();

    void add(std::uint32_t id, Widget *widget);
    void remove(std::uint32_t id);
    /** Null when there is none. */
    Widget *find(std::uint32_t id) const;
    std::size_t size() const;

private:
    struct Table;
    std::unique_ptr<Table> table_;
};

} // namespace wxwidgets::widgetcore
