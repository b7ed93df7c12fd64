// What every fuzz target is: a function over bytes that neither crashes nor hangs, and whose promises hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

/** A promise that does not hold is a crash to the fuzzer. */
inline void promise(bool holds, const char *what) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

inline std::string textOf(const std::uint8_t *data, std::size_t size) { return std::string(reinterpret_cast<const char *>(data), size); }
