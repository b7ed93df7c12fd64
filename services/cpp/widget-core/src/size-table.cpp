#include "size-table.hpp"

#include <unordered_map>

namespace wxwidgets::widgetcore {

struct SizeTable::Table {
    std::unordered_map<const Widget *, Size> sizes;
};

SizeTable::SizeTable() : table_(std::make_unique<Table>()) {}
SizeTable::~SizeTable() = default;
void SizeTable::set(const Widget &widget, Size size) { table_->sizes[&widget] = size; }
const Size &SizeTable::get(const Widget &widget) const { return table_->sizes.at(&widget); }

} // namespace wxwidgets::widgetcore
