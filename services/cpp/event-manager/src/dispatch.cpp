#include "dispatch.hpp"

namespace wxwidgets::events {

namespace {

/** A request may bring 1,000 events to 1,000 handlers that all skip; the answer must stay within bounds. */
constexpr std::size_t mostCalls = 100;

// True when a handler took the event for good, or too many have run.
bool askTable(const Event &event, std::string_view widget, const BindingTable &bindings, Dispatched &result, bool &isVetoed) {
    result.path.push_back(widget);
    for (const Binding &binding : bindings.of(widget)) {
        if (binding.type != nullptr && binding.type != event.type) continue;
        if (result.calls.size() == mostCalls) {
            result.reason = "100 handlers skipped it, no more are asked";
            return true;
        }
        result.calls.push_back({widget, binding.handler});
        // wxEVT_ANY reaches events that cannot be vetoed; Veto() has no meaning there.
        isVetoed = isVetoed || (binding.vetoes && event.type->canVeto);
        if (!binding.skips) return true;
    }
    return false;
}

bool askWindows(const Event &event, const WindowIndex *windows, const BindingTable &bindings, Dispatched &result, bool &isVetoed) {
    if (windows == nullptr) return askTable(event, event.widget, bindings, result, isVetoed);
    for (const Window *window = windows->find(event.widget); window != nullptr; window = windows->parentOf(*window)) {
        if (askTable(event, window->id, bindings, result, isVetoed)) return true;
        if (!event.type->isCommand || window->isTopLevel) break;
    }
    return false;
}

bool askApplication(const Event &event, const BindingTable &bindings, Dispatched &result, bool &isVetoed) {
    const BindingRange bound = bindings.of(application);
    if (bound.begin() == bound.end()) return false;
    return askTable(event, application, bindings, result, isVetoed);
}

} // namespace

Dispatched dispatch(const Event &event, const WindowIndex *windows, const BindingTable &bindings) {
    Dispatched result;
    bool isVetoed = false, isTaken = false;
    const bool isForApplication = event.widget == application;
    if (!isForApplication && windows != nullptr && windows->find(event.widget) == nullptr) {
        // wxWidgets forgets what waits for a window when the window goes.
        result.reason = "the scene has no such widget";
        return result;
    }
    if (!isForApplication) isTaken = askWindows(event, windows, bindings, result, isVetoed);
    // Idle events are sent to the application in their own right, else it would swallow those of every window.
    if (!isTaken && (isForApplication || event.type->priority != Priority::Idle)) isTaken = askApplication(event, bindings, result, isVetoed);
    result.outcome = isVetoed ? Outcome::Vetoed : isTaken && result.reason == nullptr ? Outcome::Handled : !result.calls.empty() ? Outcome::Skipped : Outcome::Unhandled;
    return result;
}

const char *outcomeName(Outcome outcome) {
    switch (outcome) {
    case Outcome::Unhandled: return "unhandled";
    case Outcome::Skipped: return "skipped";
    case Outcome::Handled: return "handled";
    case Outcome::Vetoed: break;
    }
    return "vetoed";
}

} // namespace wxwidgets::events
