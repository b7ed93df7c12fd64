#include "store.hpp"

#include <atomic>

#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;

struct TreeEntry {
    TreeEntry(std::unique_ptr<Widget> root, const TreeLimits &limits) : tree(std::move(root), limits), widgets(tree.count()) {}
    std::mutex mutex;
    Tree tree;
    /** As of the last access, so that the sum over all trees waits for none. */
    std::atomic<std::size_t> widgets;
};

TreeStore::Access::Access(std::shared_ptr<TreeEntry> entry) : entry_(std::move(entry)), lock_(entry_->mutex) {}

TreeStore::Access::~Access() {
    if (lock_.owns_lock()) entry_->widgets = entry_->tree.count();
}

Tree &TreeStore::Access::operator*() const { return entry_->tree; }
Tree *TreeStore::Access::operator->() const { return &entry_->tree; }

std::string TreeStore::add(std::unique_ptr<Widget> root) {
    auto entry = std::make_shared<TreeEntry>(std::move(root), limits_.tree);
    const std::lock_guard<std::mutex> lock(mutex_);
    if (trees_.size() >= limits_.trees) throw HttpError(422, "too-many-trees", "more than " + std::to_string(limits_.trees) + " trees");
    if (totalLocked() + entry->widgets > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets over all trees");
    std::string id = "t" + std::to_string(nextId_++);
    trees_.emplace(id, std::move(entry));
    return id;
}

TreeStore::Access TreeStore::open(const std::string &id) {
    std::shared_ptr<TreeEntry> entry;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        const auto found = trees_.find(id);
        if (found == trees_.end()) throw HttpError(404, "no-tree", "no tree " + id.substr(0, 64));
        entry = found->second;
    }
    return Access(std::move(entry));
}

void TreeStore::remove(const std::string &id) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (trees_.erase(id) == 0) throw HttpError(404, "no-tree", "no tree " + id.substr(0, 64));
}

std::vector<TreeSummary> TreeStore::list() {
    std::vector<std::pair<std::string, std::shared_ptr<TreeEntry>>> all;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        for (const auto &tree : trees_) all.push_back(tree);
    }
    std::vector<TreeSummary> summaries;
    for (const auto &tree : all) {
        const Access access(tree.second);
        summaries.push_back({tree.first, std::string(access->root().kind->name), access->root().name, access->count()});
    }
    return summaries;
}

void TreeStore::reserve(std::size_t more) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (totalLocked() + more > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets over all trees");
}

std::size_t TreeStore::totalLocked() const {
    std::size_t total = 0;
    for (const auto &tree : trees_) total += tree.second->widgets;
    return total;
}

} // namespace wxwidgets::widgetcore
