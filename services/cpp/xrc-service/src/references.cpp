#include "references.hpp"

#include "nearest.hpp"

namespace wxwidgets::xrc {

namespace {

class Resolver {
public:
    // Looks names up in `original`, which stays as it is while copies are made.
    Resolver(const Element &original, const XmlLimits &limits, Problems &problems) : original_(original), left_(limits.elements), problems_(problems) {}

    void resolve(Element &element) {
        if (element.name == "object_ref") return replace(element);
        for (Element &child : element.children) resolve(child);
    }

private:
    const Element *find(const std::string &name) const {
        for (const Element &object : original_.children) {
            const std::string *own = object.attribute("name");
            if (object.isObject() && own != nullptr && *own == name) return &object;
        }
        return nullptr;
    }

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> all;
        for (const Element &object : original_.children) {
            if (const std::string *name = object.attribute("name")) all.push_back(*name);
        }
        return all;
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
        const Element *target = find(*name);
        if (target == nullptr) return problems_.error(place, "bad-reference", "no top-level object named " + *name + suggestion(*name, names()));
        if (depth_ >= 16) return problems_.error(place, "bad-reference", "references lead in a circle, or deeper than 16");
        if (!take(*target)) {
            if (!isFlooded_) problems_.error(place, "too-many", "references unfold to too many elements");
            isFlooded_ = true;
            return;
        }
        Element copy = *target;
        copy.place = place;
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

    const Element &original_;
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
