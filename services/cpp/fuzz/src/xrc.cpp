// XRC resources: the XML reader and all that is built on it.
#include "../../xrc-service/src/loader.hpp"
#include "kit/json.hpp"
#include "target.hpp"

using namespace wxwidgets;

namespace {

std::size_t count(const xrc::Element &element) {
    std::size_t all = 1;
    for (const xrc::Element &child : element.children) all += count(child);
    return all;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string text = textOf(data, size);
    xrc::XmlLimits limits;
    limits.elements = 2000;
    xrc::Element root;
    xrc::Problems problems;
    if (xrc::readXml(text, limits, root, problems)) promise(count(root) <= limits.elements, "elements are bounded");
    else promise(problems.hasErrors(), "what is not read has a reason");
    const xrc::Loaded loaded = xrc::loadResource(text, limits);
    for (const xrc::Problem &problem : loaded.problems.all()) promise(problem.place.line >= 1 && problem.place.column >= 1, "every problem has its place");
    promise(loaded.problems.all().size() <= xrc::Problems::most + 1, "problems are bounded");
    const std::string trees = loaded.trees.dump();
    promise(kit::parseJson(trees, {1000, 100000}).dump() == trees, "trees can be sent");
    loaded.problems.json("file.xrc").dump();
    return 0;
}
