// One event: what happened to which widget.
#pragma once

#include <cstdint>
#include <string>

#include "event-types.hpp"

namespace wxwidgets::events {

struct Event {
    const EventType *type = nullptr;
    std::string widget;
    /** JSON text, so that what waits in a queue takes the room it says; empty when there is none. */
    std::string data;
    /** Its place in the request, or in all that the queue ever took. */
    std::uint64_t number = 0;
};

} // namespace wxwidgets::events
