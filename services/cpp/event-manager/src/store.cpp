#include "store.hpp"

#include <algorithm>

#include "kit/http-error.hpp"

namespace wxwidgets::events {

using kit::HttpError;
using Lock = std::lock_guard<std::mutex>;

std::string QueueStore::add(std::string name, std::size_t limit) {
    const Lock lock(mutex_);
    if (queues_.size() >= limits_.queues) throw HttpError(422, "too-many-queues", "more than " + std::to_string(limits_.queues) + " queues");
    std::string id = "q" + std::to_string(nextId_++);
    queues_.emplace_back(new Entry{id, std::move(name), EventQueue(limit), std::make_shared<BindingTable>()});
    return id;
}

void QueueStore::remove(const std::string &id) {
    const Lock lock(mutex_);
    const Entry *entry = &find(id);
    queues_.erase(std::find_if(queues_.begin(), queues_.end(), [&](const auto &other) { return other.get() == entry; }));
}

QueueState QueueStore::state(const std::string &id) {
    const Lock lock(mutex_);
    return describe(find(id));
}

std::vector<QueueState> QueueStore::list() {
    const Lock lock(mutex_);
    std::vector<QueueState> all;
    for (const auto &entry : queues_) all.push_back(describe(*entry));
    return all;
}

PushResult QueueStore::push(const std::string &id, std::vector<Event> events) {
    const Lock lock(mutex_);
    EventQueue &queue = find(id).queue;
    std::size_t others = 0;
    for (const auto &entry : queues_) others += &entry->queue == &queue ? 0 : entry->queue.bytes();
    PushResult result;
    for (Event &event : events) {
        const std::size_t used = others + queue.bytes();
        switch (queue.push(std::move(event), limits_.bytes > used ? limits_.bytes - used : 0)) {
        case Taken::Added: ++result.added; break;
        case Taken::Merged: ++result.merged; break;
        case Taken::Dropped: ++result.dropped; break;
        }
    }
    result.length = queue.size();
    return result;
}

Batch QueueStore::take(const std::string &id, std::size_t max) {
    const Lock lock(mutex_);
    Entry &entry = find(id);
    Batch batch;
    batch.events = entry.queue.take(max);
    batch.bindings = entry.bindings;
    batch.left = entry.queue.size();
    return batch;
}

std::vector<Event> QueueStore::peek(const std::string &id, std::size_t max) {
    const Lock lock(mutex_);
    return find(id).queue.peek(max);
}

void QueueStore::bind(const std::string &id, SharedBindings bindings) {
    const Lock lock(mutex_);
    find(id).bindings.swap(bindings);
}

SharedBindings QueueStore::bindings(const std::string &id) {
    const Lock lock(mutex_);
    return find(id).bindings;
}

QueueState QueueStore::describe(const Entry &entry) const {
    const EventQueue &queue = entry.queue;
    return {entry.id, entry.name, queue.limit(), queue.size(), entry.bindings->all().size(), queue.added(), queue.merged(), queue.dropped()};
}

QueueStore::Entry &QueueStore::find(const std::string &id) {
    for (const auto &entry : queues_) {
        if (entry->id == id) return *entry;
    }
    throw HttpError(404, "no-queue", "no queue " + id.substr(0, 64));
}

} // namespace wxwidgets::events
