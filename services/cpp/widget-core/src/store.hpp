// All trees of this process, by id. A tree is used by one request at a time.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tree.hpp"

namespace wxwidgets::widgetcore {

struct StoreLimits {
    std::size_t trees = 1000;
    std::size_t widgets = 200000;
    TreeLimits tree;
};

struct TreeSummary {
    std::string id;
    std::string kind;
    std::string name;
    std::size_t widgets;
};

class TreeStore {
public:
    explicit TreeStore(const StoreLimits &limits = {}) : limits_(limits) {}

    /** A tree, locked as long as this lives. */
    class Access {
    public:
        Access(std::shared_ptr<struct TreeEntry> entry);
        ~Access();
        Access(Access &&) = default;
        Tree &operator*() const;
        Tree *operator->() const;

    private:
        std::shared_ptr<struct TreeEntry> entry_;
        std::unique_lock<std::mutex> lock_;
    };

    const TreeLimits &treeLimits() const { return limits_.tree; }
    /** Returns its id. HttpError 422 when there are too many. */
    std::string add(std::unique_ptr<Widget> root);
    /** HttpError 404 when there is none. */
    Access open(const std::string &id);
    void remove(const std::string &id);
    std::vector<TreeSummary> list();
    /** Throws HttpError 422 when `more` widgets would be too many over all trees. */
    void reserve(std::size_t more);

private:
    std::size_t totalLocked() const;
    std::size_t indexLocked(const std::string &id) const;

    const StoreLimits limits_;
    std::mutex mutex_;
    /** At most `limits_.trees`: looking one up by walking is fast enough. */
    std::vector<std::shared_ptr<struct TreeEntry>> trees_;
    std::uint64_t nextId_ = 1;
};

} // namespace wxwidgets::widgetcore
