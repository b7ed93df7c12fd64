#include "references.hpp"

#include <unordered_map>

#include "nearest.hpp"

namespace wxwidgets::xrc {

namespace {

class Resolver {
public:
    // Looks names up in `original`, which stays as it is while copies are made.
    Resolver(const Element &original, const XmlLimits &limits, Problems &problems) : left_(limits.elements), problems_(problems) {
        // As wxWidgets looks: at the top first, then everywhere inside.
        for (const Element &object : original.children) note(object);
        for (const Element &object : original.children) noteBelow(object);
    }

    void resolve(Element &element) {
        if (element.name == "object_ref") return replace(element);
        for (Element &child : element.children) resolve(child);
    }

private:
    void note(const Element &object) {
        const std::string *name = object.attribute("name");
        if (!object.isObject() || name == nullptr || !targets_.emplace(*name, &object).second) return;
        if (suggested_.size() < mostSuggested) suggested_.push_back(*name);
    }

    void noteBelow(const Element &element) {
        for (const Element &child : element.children) {
            note(child);
            noteBelow(child);
        }
    }

    void refuseName(const Place &place, const std::string &name) {
        problems_.error(place, "bad-reference", "no object named " + name.substr(0, 64) + (problems_.wantsGuess() ? suggestion(name, suggested_) : ""));
    }

    bool take(const Element &element) {
        if (left_ == 0) return false;
        --left_;
        for (const Element &child : element.children) {
            if (!take(child)) return false;
        }
        return true;
    }

    void replace(Element &reference) {
        const Place place = reference.place;
        const std::string *name = reference.attribute("ref");
        if (name == nullptr) return problems_.error(place, "bad-reference", "object_ref needs a ref attribute");
        const auto found = targets_.find(*name);
        if (found == targets_.end()) return refuseName(place, *name);
        const Element *target = found->second;
        if (depth_ >= 16) return problems_.error(place, "bad-reference", "references lead in a circle, or deeper than 16");
        if (!take(*target)) {
            if (!isFlooded_) problems_.error(place, "too-many", "references unfold to too many elements");
            isFlooded_ = true;
            return;
        }
        Element copy = *target;
        copy.place = place;
        copy.isCopy = true;
        // What the reference says itself comes in place of what the object said.
        for (const auto &attribute : reference.attributes) {
            if (attribute.first == "ref") continue;
            bool isKnown = false;
            for (auto &own : copy.attributes) {
                if (own.first != attribute.first) continue;
                own.second = attribute.second;
                isKnown = true;
            }
            if (!isKnown) copy.attributes.push_back(attribute);
        }
        for (Element &child : reference.children) {
            Element *old = nullptr;
            for (Element &own : copy.children) old = own.name == child.name && !own.isObject() && own.name != "object_ref" ? &own : old;
            if (old != nullptr) *old = std::move(child);
            else copy.children.push_back(std::move(child));
        }
        reference = std::move(copy);
        ++depth_;
        for (Element &child : reference.children) resolve(child);
        --depth_;
    }

    static constexpr std::size_t mostSuggested = 1000;

    std::unordered_map<std::string, const Element *> targets_;
    std::vector<std::string_view> suggested_;
    std::size_t left_;
    Problems &problems_;
    int depth_ = 0;
    bool isFlooded_ = false;
};

bool hasReference(const Element &element) {
    if (element.name == "object_ref") return true;
    for (const Element &child : element.children) {
        if (hasReference(child)) return true;
    }
    return false;
}

} // namespace

void resolveReferences(Element &resource, const XmlLimits &limits, Problems &problems) {
    if (!hasReference(resource)) return;
    const Element original = resource;
    Resolver(original, limits, problems).resolve(resource);
}

} // namespace wxwidgets::xrc
