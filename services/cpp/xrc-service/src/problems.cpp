#include "problems.hpp"

#include <algorithm>

namespace wxwidgets::xrc {

using kit::Json;

void Problems::error(const Place &place, std::string code, std::string message) {
    ++errors_;
    add({true, place, std::move(code), std::move(message)});
}

void Problems::warning(const Place &place, std::string code, std::string message) { add({false, place, std::move(code), std::move(message)}); }

void Problems::add(Problem problem) {
    if (all_.size() < most) all_.push_back(std::move(problem));
}

Json Problems::json(const std::string &file) const {
    std::vector<const Problem *> sorted;
    for (const Problem &problem : all_) sorted.push_back(&problem);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Problem *a, const Problem *b) {
        return a->place.line != b->place.line ? a->place.line < b->place.line : a->place.column < b->place.column;
    });
    Json list = Json::array();
    for (const Problem *problem : sorted) {
        Json entry = Json::object({{"severity", problem->isError ? "error" : "warning"}, {"code", problem->code}, {"message", problem->message}});
        if (!file.empty()) {
            entry.append("file", file);
            entry.append("at", file + ":" + std::to_string(problem->place.line) + ":" + std::to_string(problem->place.column));
        }
        entry.append("line", problem->place.line);
        entry.append("column", problem->place.column);
        list.push(std::move(entry));
    }
    return list;
}

} // namespace wxwidgets::xrc
