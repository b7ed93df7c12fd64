// `object_ref`: an object that repeats a named one of the same resource, with changes.
#pragma once

#include "xml-reader.hpp"

namespace wxwidgets::xrc {

/** Replaces every reference below `resource` by a copy; unknown names, circles and floods become problems. */
void resolveReferences(Element &resource, const XmlLimits &limits, Problems &problems);

} // namespace wxwidgets::xrc
