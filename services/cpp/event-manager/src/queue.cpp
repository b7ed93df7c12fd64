#include "queue.hpp"

#include <algorithm>

#include "kit/json.hpp"

namespace wxwidgets::events {

using kit::Json;

namespace {

std::size_t sizeOf(const Event &event) { return sizeof(Event) + event.widget.size() + event.data.size(); }

// Beyond it a sum could overflow, and no widget is that large.
constexpr std::int64_t largest = 1000000;

struct Box {
    std::int64_t left, top, right, bottom;
};

// False when the data names no rectangle: then the whole widget is meant.
bool readBox(const std::string &data, Box &box) {
    if (data.empty()) return false;
    const Json value = kit::parseJson(data);
    const Json *rect = value.find("rect");
    if (rect == nullptr || !rect->isArray() || rect->size() != 4) return false;
    for (const Json &part : rect->items()) {
        if (!part.isInteger() || part.integer() < -largest || part.integer() > largest) return false;
    }
    const auto &part = rect->items();
    box = {part[0].integer(), part[1].integer(), part[0].integer() + part[2].integer(), part[1].integer() + part[3].integer()};
    return true;
}

} // namespace

std::string mergeData(Coalescing coalescing, const std::string &older, const std::string &newer) {
    if (coalescing != Coalescing::Region) return newer;
    Box a{}, b{};
    if (!readBox(older, a) || !readBox(newer, b)) return std::string();
    const Box both{std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
    const Json rect = Json::array({static_cast<long>(both.left), static_cast<long>(both.top), static_cast<long>(both.right - both.left), static_cast<long>(both.bottom - both.top)});
    return Json::object({{"rect", rect}}).dump();
}

Event *EventQueue::mergeTarget(const Event &event) {
    auto &list = waiting_[static_cast<int>(event.type->priority)];
    const auto isSame = [&](const Event &other) { return other.type == event.type && other.widget == event.widget; };
    switch (event.type->coalescing) {
    case Coalescing::None: return nullptr;
    case Coalescing::Adjacent: return !list.empty() && isSame(list.back()) ? &list.back() : nullptr;
    case Coalescing::Newest:
    case Coalescing::Region: break;
    }
    const auto found = std::find_if(list.begin(), list.end(), isSame);
    return found == list.end() ? nullptr : &*found;
}

Taken EventQueue::push(Event event, std::size_t room) {
    if (Event *waiting = mergeTarget(event)) {
        std::string data = mergeData(event.type->coalescing, waiting->data, event.data);
        if (data.size() > waiting->data.size() && data.size() - waiting->data.size() > room) {
            ++dropped_;
            return Taken::Dropped;
        }
        bytes_ = bytes_ - waiting->data.size() + data.size();
        waiting->data = std::move(data);
        ++merged_;
        return Taken::Merged;
    }
    if (size() >= limit_ || sizeOf(event) > room) {
        ++dropped_;
        return Taken::Dropped;
    }
    event.number = added_++;
    bytes_ += sizeOf(event);
    waiting_[static_cast<int>(event.type->priority)].push_back(std::move(event));
    return Taken::Added;
}

std::vector<Event> EventQueue::take(std::size_t max) {
    std::vector<Event> taken;
    for (auto &list : waiting_) {
        const auto count = static_cast<std::ptrdiff_t>(std::min(max - taken.size(), list.size()));
        for (auto event = list.begin(); event != list.begin() + count; ++event) {
            bytes_ -= sizeOf(*event);
            taken.push_back(std::move(*event));
        }
        list.erase(list.begin(), list.begin() + count);
    }
    return taken;
}

std::vector<Event> EventQueue::peek(std::size_t max) const {
    std::vector<Event> seen;
    for (const auto &list : waiting_) {
        const std::size_t count = std::min(max - seen.size(), list.size());
        seen.insert(seen.end(), list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return seen;
}

std::size_t EventQueue::size() const {
    std::size_t count = 0;
    for (const auto &list : waiting_) count += list.size();
    return count;
}

} // namespace wxwidgets::events
