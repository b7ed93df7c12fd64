// The order in which wxWidgets asks event handlers, without validators, which have no place here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bindings.hpp"
#include "event.hpp"
#include "windows.hpp"

namespace wxwidgets::events {

enum class Outcome { Unhandled, Skipped, Handled, Vetoed };

struct Call {
    std::string_view widget;
    std::string_view handler;
};

struct Dispatched {
    /** Whose tables were asked, in this order. */
    std::vector<std::string_view> path;
    /** Handlers that ran. */
    std::vector<Call> calls;
    Outcome outcome = Outcome::Unhandled;
    /** Why not everybody was asked; else null. */
    const char *reason = nullptr;
};

/**
 * The widget's own table, last bound first; a command event that nobody took or all skipped goes on to the parent, as far as the frame or dialog that
 * holds it; the application is asked last, of anything but idle. Without `windows` a widget has no parents. The answer points into all three.
 */
Dispatched dispatch(const Event &event, const WindowIndex *windows, const BindingTable &bindings);

const char *outcomeName(Outcome outcome);

} // namespace wxwidgets::events
