#include "widget-index.hpp"

#include <unordered_map>

namespace wxwidgets::widgetcore {

struct WidgetIndex::Table {
    std::unordered_map<std::uint32_t, Widget *> byId;
};

WidgetIndex::WidgetIndex() : table_(std::make_unique<Table>()) {}
WidgetIndex::~WidgetIndex() = default;
void WidgetIndex::add(std::uint32_t id, Widget *widget) { table_->byId.emplace(id, widget); }
void WidgetIndex::remove(std::uint32_t id) { table_->byId.erase(id); }
std::size_t WidgetIndex::size() const { return table_->byId.size(); }

Widget *WidgetIndex::find(std::uint32_t id) const {
    const auto found = table_->byId.find(id);
    return found == table_->byId.end() ? nullptr : found->second;
}

} // namespace wxwidgets::widgetcore
