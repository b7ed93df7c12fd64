// The types of events and how each travels.
#pragma once

#include <string_view>
#include <vector>

namespace wxwidgets::events {

/** What a queue hands out first. */
enum class Priority { Normal, Paint, Idle };

/** What becomes of an event when the queue already holds one of its type for its widget. */
enum class Coalescing {
    None,
    Newest,   // the waiting one takes the newer data
    Region,   // their rectangles unite
    Adjacent, // as Newest, but only when nothing else came in between
};

struct EventType {
    std::string_view name;
    /** How wxWidgets calls it. */
    std::string_view wxName;
    /** Goes up to parents: the class is derived from wxCommandEvent. */
    bool isCommand;
    /** The class is derived from wxNotifyEvent, or is wxCloseEvent. */
    bool canVeto;
    Priority priority;
    Coalescing coalescing;
};

const std::vector<EventType> &allEventTypes();
/** Null when there is none of that name. */
const EventType *findEventType(std::string_view name);
const char *priorityName(Priority priority);
const char *coalescingName(Coalescing coalescing);

} // namespace wxwidgets::events
