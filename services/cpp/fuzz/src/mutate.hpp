// Mutations of an input, the same for the same seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

class Mutator {
public:
    Mutator(std::uint64_t seed, const std::vector<std::string> &corpus) : state_(seed), corpus_(corpus) {}
    /** One to eight changes to an input of the corpus. */
    std::string next();

private:
    std::uint64_t random();
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit); }
    void change(std::string &text);

    std::uint64_t state_;
    const std::vector<std::string> &corpus_;
};
