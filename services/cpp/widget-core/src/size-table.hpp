// Minimum sizes found by the first half of a layout pass. Kept out of sight for the same reason as WidgetIndex.
#pragma once

#include <memory>

#include "geometry.hpp"

namespace wxwidgets::widgetcore {

struct Widget;

class SizeTable {
public:
    SizeTable();
    ~SizeTable();

    void set(const Widget &widget, Size size);
    const Size &get(const Widget &widget) const;

private:
    struct Table;
    std::unique_ptr<Table> table_;
};

} // namespace wxwidgets::widgetcore
