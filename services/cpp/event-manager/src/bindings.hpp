// Which handlers are bound to which widgets: the dynamic event tables of a window tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "event-types.hpp"

namespace wxwidgets::events {

/** The widget that stands for the application: asked when no widget handled an event. */
constexpr std::string_view application = "*";

struct Binding {
    std::string widget;
    /** Null: every type, as wxEVT_ANY. */
    const EventType *type = nullptr;
    std::string handler;
    /** The handler calls event.Skip(). */
    bool skips = false;
    /** The handler calls event.Veto(). */
    bool vetoes = false;
    /** When it was bound: the highest is asked first; of equals the last in the list. */
    std::int64_t order = 0;
};

/** The bindings of one widget in the order they are asked. */
struct BindingRange {
    const Binding *first;
    const Binding *last;
    const Binding *begin() const { return first; }
    const Binding *end() const { return last; }
};

class BindingTable {
public:
    BindingTable() = default;
    explicit BindingTable(std::vector<Binding> bindings);

    BindingRange of(std::string_view widget) const;
    /** As they were bound. */
    const std::vector<Binding> &all() const { return bound_; }

private:
    std::vector<Binding> bound_;
    /** By widget, then in the order they are asked. */
    std::vector<Binding> sorted_;
};

} // namespace wxwidgets::events
