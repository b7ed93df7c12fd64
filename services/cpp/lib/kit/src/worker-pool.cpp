#include "worker-pool.hpp"

#include <system_error>

namespace wxwidgets::kit {

WorkerPool::WorkerPool(std::size_t maxThreads, std::size_t maxQueued) : maxThreads_(maxThreads), maxQueued_(maxQueued) {}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        isStopping_ = true;
    }
    wake_.notify_all();
    for (std::thread &thread : threads_) thread.join();
}

bool WorkerPool::submit(std::function<void()> job) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (jobs_.size() >= maxQueued_) return false;
    jobs_.push_back(std::move(job));
    if (idle_ < jobs_.size() && threads_.size() < maxThreads_) {
        try {
            threads_.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // No more threads to be had: those that run do the work, and without any it is refused.
            if (threads_.empty()) {
                jobs_.pop_back();
                return false;
            }
        }
    }
    wake_.notify_one();
    return true;
}

void WorkerPool::work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
        ++idle_;
        wake_.wait(lock, [this] { return isStopping_ || !jobs_.empty(); });
        --idle_;
        if (jobs_.empty()) return;
        const std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

} // namespace wxwidgets::kit
