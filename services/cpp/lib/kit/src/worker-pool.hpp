// Threads for handlers: started when work comes, bounded, with a bounded queue.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace wxwidgets::kit {

class WorkerPool {
public:
    WorkerPool(std::size_t maxThreads, std::size_t maxQueued);
    /** Finishes what is queued. */
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /** False when the queue is full. */
    bool submit(std::function<void()> job);

private:
    void work();

    const std::size_t maxThreads_;
    const std::size_t maxQueued_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    std::size_t idle_ = 0;
    bool isStopping_ = false;
};

} // namespace wxwidgets::kit
