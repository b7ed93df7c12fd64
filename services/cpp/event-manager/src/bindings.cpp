#include "bindings.hpp"

#include <algorithm>

namespace wxwidgets::events {

BindingTable::BindingTable(std::vector<Binding> bindings) : bound_(std::move(bindings)), sorted_(bound_) {
    // Turned round first, so that a stable sort leaves the last bound before its equals.
    std::reverse(sorted_.begin(), sorted_.end());
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const Binding &a, const Binding &b) {
        const int byWidget = a.widget.compare(b.widget);
        return byWidget != 0 ? byWidget < 0 : a.order > b.order;
    });
}

BindingRange BindingTable::of(std::string_view widget) const {
    const auto first = std::lower_bound(sorted_.begin(), sorted_.end(), widget, [](const Binding &binding, std::string_view name) { return binding.widget < name; });
    auto last = first;
    while (last != sorted_.end() && last->widget == widget) ++last;
    const Binding *base = sorted_.data();
    return {base + (first - sorted_.begin()), base + (last - sorted_.begin())};
}

} // namespace wxwidgets::events
