#include "damage.hpp"

namespace wxwidgets::render {

using scene::Rect;
using scene::Scene;
using scene::Widget;

namespace {

struct Seen {
    const Widget *widget;
    /** What shows of it; empty when nothing does. */
    Rect rect;
    std::string_view parent;
    /** Among the widgets that both scenes have. */
    std::size_t rank = 0;
};
using Table = std::unordered_map<std::string_view, Seen>;

Table tableOf(const Scene &scene) {
    Table table;
    std::vector<Rect> clips;
    for (const Widget &widget : scene.widgets) {
        const bool isRoot = widget.parent == scene::noParent;
        const Rect above = isRoot ? Rect{0, 0, scene.width, scene.height} : clips[static_cast<std::size_t>(widget.parent)];
        const Rect rect = isSet(widget, "visible", true) ? scene::intersection(above, widget.rect) : Rect{};
        clips.push_back(rect);
        // A page shows in its notebook's tabs as well.
        const bool isPage = !isRoot && scene.widgets[static_cast<std::size_t>(widget.parent)].kind == "notebook";
        table.emplace(widget.id, Seen{&widget, isPage ? above : rect, isRoot ? std::string_view() : std::string_view(scene.widgets[static_cast<std::size_t>(widget.parent)].id), 0});
    }
    return table;
}

// Who is drawn over whom follows from the order.
void rank(const Scene &scene, Table &table, const Table &other) {
    std::size_t next = 0;
    for (const Widget &widget : scene.widgets) {
        if (other.count(widget.id) != 0) table.at(widget.id).rank = next++;
    }
}

bool looksAlike(const Seen &a, const Seen &b) {
    const Widget &x = *a.widget, &y = *b.widget;
    return a.rank == b.rank && a.rect == b.rect && x.rect == y.rect && a.parent == b.parent && x.kind == y.kind && x.name == y.name && x.properties == y.properties;
}

} // namespace

std::vector<Rect> compareScenes(const Scene &before, const Scene &after) {
    const Rect whole{0, 0, after.width, after.height};
    if (before.width != after.width || before.height != after.height) return mergeRegions({whole}, whole);
    Table old = tableOf(before), now = tableOf(after);
    rank(before, old, now);
    rank(after, now, old);
    std::vector<Rect> regions;
    for (const auto &entry : old) {
        const auto found = now.find(entry.first);
        if (found != now.end() && looksAlike(entry.second, found->second)) continue;
        regions.push_back(entry.second.rect);
        if (found != now.end()) regions.push_back(found->second.rect);
    }
    for (const auto &entry : now) {
        if (old.count(entry.first) == 0) regions.push_back(entry.second.rect);
    }
    return mergeRegions(std::move(regions), whole);
}

} // namespace wxwidgets::render
