// A bounded queue of events: ordinary ones first, then paint, then idle; what repeats is merged.
#pragma once

#include <cstddef>
#include <vector>

#include "event.hpp"

namespace wxwidgets::events {

enum class Taken { Added, Merged, Dropped };

class EventQueue {
public:
    explicit EventQueue(std::size_t limit) : limit_(limit) {}

    /** Dropped when the queue is full, or the event takes more than `room` bytes. */
    Taken push(Event event, std::size_t room);
    /** At most `max` events, removed, in the order of dispatch. */
    std::vector<Event> take(std::size_t max);
    /** The same, left where they are. */
    std::vector<Event> peek(std::size_t max) const;

    std::size_t limit() const { return limit_; }
    std::size_t size() const;
    /** What the waiting events take. */
    std::size_t bytes() const { return bytes_; }
    std::uint64_t added() const { return added_; }
    std::uint64_t merged() const { return merged_; }
    std::uint64_t dropped() const { return dropped_; }

private:
    Event *mergeTarget(const Event &event);

    std::size_t limit_;
    /** One list a priority. */
    std::vector<Event> waiting_[3];
    std::size_t bytes_ = 0;
    std::uint64_t added_ = 0;
    std::uint64_t merged_ = 0;
    std::uint64_t dropped_ = 0;
};

/** The data of two merged events. For a region: the rectangle around both `rect`; without one the whole widget is meant. */
std::string mergeData(Coalescing coalescing, const std::string &older, const std::string &newer);

} // namespace wxwidgets::events
