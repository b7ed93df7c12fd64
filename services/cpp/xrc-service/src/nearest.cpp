#include "nearest.hpp"

#include <algorithm>

namespace wxwidgets::xrc {

namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein, case ignored.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (folded(a[i - 1]) == folded(b[j - 1]) ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

} // namespace

std::string suggestion(std::string_view name, const std::vector<std::string_view> &valid) {
    if (name.size() > 64) return "";
    std::string_view best;
    std::size_t least = name.size() / 3 + 2;
    for (const std::string_view candidate : valid) {
        const std::size_t steps = distance(name, candidate);
        if (steps < least) {
            least = steps;
            best = candidate;
        }
    }
    return best.empty() ? "" : ", did you mean " + std::string(best) + "?";
}

} // namespace wxwidgets::xrc
