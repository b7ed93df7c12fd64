// Calls to the services that a request goes through, in the order of the answer's `through`.
#pragma once

#include <string>
#include <vector>

#include "kit/dependencies.hpp"
#include "kit/json.hpp"

namespace wxwidgets::widgetcore {

/** The adapter of `linux`, `windows` or `macos`. HttpError 400 for anything else. */
std::string adapterOf(const std::string &platform);

class Chain {
public:
    explicit Chain(kit::Dependencies &dependencies) : dependencies_(dependencies) {}

    /**
     * Posts to a service that only computes. Its 200, whatever the body is. HttpError: with its own status and words for a 4xx,
     * which is about what the caller sent; 503 naming it when it is away, 502 when it fails.
     */
    kit::Answer post(const std::string &service, const std::string &target, const kit::Json &body);
    /** The same, with an object that has an array of that name as the answer. */
    kit::Json postForList(const std::string &service, const std::string &target, const kit::Json &body, const char *list);

    const std::vector<std::string> &through() const { return through_; }
    /** `through` with commas. */
    std::string throughText() const;
    kit::Json throughJson() const;

private:
    kit::Dependencies &dependencies_;
    std::vector<std::string> through_;
};

} // namespace wxwidgets::widgetcore
