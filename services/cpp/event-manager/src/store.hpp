// All queues of this process, by id.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "queue.hpp"

namespace wxwidgets::events {

struct StoreLimits {
    std::size_t queues = 100;
    std::size_t events = 10000;
    /** What all waiting events may take together. */
    std::size_t bytes = 64 * 1024 * 1024;
};

using SharedBindings = std::shared_ptr<const BindingTable>;

struct QueueState {
    std::string id;
    std::string name;
    std::size_t limit, length, bindings;
    std::uint64_t added, merged, dropped;
};

struct PushResult {
    std::size_t added = 0, merged = 0, dropped = 0, length = 0;
};

struct Batch {
    std::vector<Event> events;
    SharedBindings bindings;
    /** What still waits. */
    std::size_t left = 0;
};

// Every member takes the lock for as long as it moves events about; decoding and dispatch happen outside. An id that is
// none is HttpError 404.
class QueueStore {
public:
    explicit QueueStore(const StoreLimits &limits = {}) : limits_(limits) {}

    const StoreLimits &limits() const { return limits_; }
    /** Returns its id. HttpError 422 when there are too many. */
    std::string add(std::string name, std::size_t limit);
    void remove(const std::string &id);
    QueueState state(const std::string &id);
    std::vector<QueueState> list();
    PushResult push(const std::string &id, std::vector<Event> events);
    Batch take(const std::string &id, std::size_t max);
    std::vector<Event> peek(const std::string &id, std::size_t max);
    void bind(const std::string &id, SharedBindings bindings);
    SharedBindings bindings(const std::string &id);

private:
    struct Entry {
        std::string id;
        std::string name;
        EventQueue queue;
        SharedBindings bindings;
    };
    QueueState describe(const Entry &entry) const;
    Entry &find(const std::string &id);

    const StoreLimits limits_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Entry>> queues_;
    std::uint64_t nextId_ = 1;
};

} // namespace wxwidgets::events
