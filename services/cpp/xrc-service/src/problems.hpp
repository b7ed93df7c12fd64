// What is wrong with a resource, and where.
#pragma once

#include <string>
#include <vector>

#include "kit/json.hpp"

namespace wxwidgets::xrc {

/** Counted from 1. */
struct Place {
    int line = 0;
    int column = 0;
};

struct Problem {
    bool isError;
    Place place;
    std::string code;
    std::string message;
};

class Problems {
public:
    /** After this many no more are kept: the first ones say it. */
    static constexpr std::size_t most = 200;

    void error(const Place &place, std::string code, std::string message);
    void warning(const Place &place, std::string code, std::string message);
    /** A guess at what was meant takes time; the first ones are read. */
    bool wantsGuess() const { return all_.size() < 20; }
    bool hasErrors() const { return errors_ > 0; }
    const std::vector<Problem> &all() const { return all_; }

    /** In order of lines; `file` joins each entry when it is not empty. */
    kit::Json json(const std::string &file) const;

private:
    void add(Problem problem);

    std::vector<Problem> all_;
    std::size_t errors_ = 0;
};

} // namespace wxwidgets::xrc
