// Events and bindings from JSON; the shape is in README.md. HttpError 400 names the place, 422 the limit.
#pragma once

#include <string>
#include <vector>

#include "bindings.hpp"
#include "event.hpp"
#include "kit/json.hpp"

namespace wxwidgets::events {

struct DecodeLimits {
    std::size_t events = 1000;
    std::size_t bindings = 1000;
    std::size_t dataBytes = 4096;
    std::size_t nameBytes = 128;
};

std::vector<Event> decodeEvents(const kit::Json &value, const std::string &path, const DecodeLimits &limits = {});
std::vector<Binding> decodeBindings(const kit::Json &value, const std::string &path, const DecodeLimits &limits = {});
kit::Json encodeBindings(const std::vector<Binding> &bindings);
kit::Json encodeEvent(const Event &event);

} // namespace wxwidgets::events
