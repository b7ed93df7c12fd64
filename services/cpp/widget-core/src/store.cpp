#include "store.hpp"

#include <atomic>

#include "kit/http-error.hpp"

namespace wxwidgets::widgetcore {

using kit::HttpError;

struct TreeEntry {
    TreeEntry(std::unique_ptr<Widget> root, const TreeLimits &limits) : tree(std::move(root), limits), widgets(tree.count()) {}
    std::string id;
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
    std::shared_ptr<TreeEntry> entry(new TreeEntry(std::move(root), limits_.tree));
    const std::lock_guard<std::mutex> lock(mutex_);
    if (trees_.size() >= limits_.trees) throw HttpError(422, "too-many-trees", "more than " + std::to_string(limits_.trees) + " trees");
    if (totalLocked() + entry->widgets > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets over all trees");
    entry->id = "t" + std::to_string(nextId_++);
    trees_.push_back(entry);
    return entry->id;
}

TreeStore::Access TreeStore::open(const std::string &id) {
    std::shared_ptr<TreeEntry> entry;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        entry = trees_[indexLocked(id)];
    }
    return Access(std::move(entry));
}

void TreeStore::remove(const std::string &id) {
    const std::lock_guard<std::mutex> lock(mutex_);
    // In order, as a list of trees is read by people.
    for (std::size_t i = indexLocked(id) + 1; i < trees_.size(); ++i) trees_[i - 1].swap(trees_[i]);
    trees_.pop_back();
}

std::vector<TreeSummary> TreeStore::list() {
    std::vector<std::shared_ptr<TreeEntry>> all;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        all = trees_;
    }
    std::vector<TreeSummary> summaries;
    for (const auto &tree : all) {
        const Access access(tree);
        summaries.push_back({tree->id, std::string(access->root().kind->name), access->root().name, access->count()});
    }
    return summaries;
}

void TreeStore::reserve(std::size_t more) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (totalLocked() + more > limits_.widgets) throw HttpError(422, "too-many", "more than " + std::to_string(limits_.widgets) + " widgets over all trees");
}

std::size_t TreeStore::totalLocked() const {
    std::size_t total = 0;
    for (const auto &tree : trees_) total += tree->widgets;
    return total;
}

std::size_t TreeStore::indexLocked(const std::string &id) const {
    for (std::size_t i = 0; i < trees_.size(); ++i) {
        if (trees_[i]->id == id) return i;
    }
    throw HttpError(404, "no-tree", "no tree " + id.substr(0, 64));
}

} // namespace wxwidgets::widgetcore
