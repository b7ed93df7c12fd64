// An XML document as elements that know their line. Document types, and with them entities, are refused.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "problems.hpp"

namespace wxwidgets::xrc {

struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    /** Character data directly inside, blanks at both ends left out. */
    std::string text;
    Place place;
    /** Stands where an `object_ref` was. */
    bool isCopy = false;
    std::vector<Element> children;

    /** Null when absent. */
    const std::string *attribute(std::string_view wanted) const;
    /** First child element of that name; null when absent. */
    const Element *child(std::string_view wanted) const;
    bool isObject() const { return name == "object"; }
};

struct XmlLimits {
    std::size_t depth = 100;
    std::size_t elements = 50000;
    std::size_t attributes = 32;
};

/** True with `root` filled in; false with one problem added. */
bool readXml(std::string_view text, const XmlLimits &limits, Element &root, Problems &problems);

} // namespace wxwidgets::xrc
