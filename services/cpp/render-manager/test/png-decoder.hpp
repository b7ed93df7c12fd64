// Reads PNG as its specification says: signature, chunks with their sums, one zlib stream, row filters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wxwidgets::test {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
    /** 0xAARRGGBB */
    std::uint32_t at(int x, int y) const;
};

/** Throws std::runtime_error saying what is wrong with it. */
Image decodePng(const std::string &bytes);

} // namespace wxwidgets::test
