// What a server takes from the outside before it says no.
#pragma once

#include <chrono>
#include <cstddef>

namespace wxwidgets::kit {

struct Limits {
    std::size_t headerBytes = 16 * 1024;
    std::size_t headerFields = 100;
    std::size_t bodyBytes = 1024 * 1024;
    std::size_t connections = 512;
    /** Over all connections; above it a request that is still arriving gets a 503. */
    std::size_t bufferedBytes = 64 * 1024 * 1024;
    std::size_t threads = 4;
    std::size_t queuedRequests = 256;

    /** From the first byte of a request to the end of its head. */
    std::chrono::milliseconds head{5000};
    /** From the end of the head to the end of the body. */
    std::chrono::milliseconds body{10000};
    std::chrono::milliseconds write{10000};
    /** Above the hour a mesh proxy keeps idle connections, so that the proxy closes first and never races us. */
    std::chrono::milliseconds idle{3610 * 1000};
    /** Time for requests in progress once told to stop. */
    std::chrono::milliseconds drain{5000};
    /** Time for requests that are still arriving once told to stop. */
    std::chrono::milliseconds drainArriving{500};
};

} // namespace wxwidgets::kit
