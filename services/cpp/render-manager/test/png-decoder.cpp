#include "png-decoder.hpp"

#include <zlib.h>

#include <stdexcept>

namespace wxwidgets::test {

namespace {

void require(bool isFine, const char *what) {
    if (!isFine) throw std::runtime_error(what);
}

std::uint32_t numberAt(const std::string &bytes, std::size_t at) {
    require(at + 4 <= bytes.size(), "cut short");
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return number;
}

std::string inflated(const std::string &data, std::size_t size) {
    std::string out(size, '\0');
    uLongf length = static_cast<uLongf>(size);
    require(uncompress(reinterpret_cast<Bytef *>(out.data()), &length, reinterpret_cast<const Bytef *>(data.data()), static_cast<uLong>(data.size())) == Z_OK, "not one zlib stream of the right size");
    require(length == size, "too few pixels");
    return out;
}

} // namespace

std::uint32_t Image::at(int x, int y) const {
    const std::uint8_t *pixel = &pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4];
    return static_cast<std::uint32_t>(pixel[3]) << 24 | static_cast<std::uint32_t>(pixel[0]) << 16 | static_cast<std::uint32_t>(pixel[1]) << 8 | pixel[2];
}

Image decodePng(const std::string &bytes) {
    require(bytes.compare(0, 8, "\x89PNG\r\n\x1a\n") == 0, "no signature");
    Image image;
    std::string data;
    for (std::size_t at = 8;;) {
        const std::size_t length = numberAt(bytes, at);
        require(at + 12 + length <= bytes.size(), "cut short");
        const std::string type = bytes.substr(at + 4, 4), content = bytes.substr(at + 8, length), checked = type + content;
        require(numberAt(bytes, at + 8 + length) == crc32(0, reinterpret_cast<const Bytef *>(checked.data()), static_cast<uInt>(checked.size())), "a chunk's sum is wrong");
        at += 12 + length;
        if (type == "IHDR") {
            require(content.substr(8) == std::string("\x08\x06\0\0\0", 5), "not 8 bit RGBA");
            image.width = static_cast<int>(numberAt(content, 0));
            image.height = static_cast<int>(numberAt(content, 4));
        } else if (type == "IDAT") data += content;
        else if (type == "IEND") {
            require(at == bytes.size(), "something behind the end");
            break;
        }
    }
    const std::size_t row = static_cast<std::size_t>(image.width) * 4;
    const std::string raw = inflated(data, (row + 1) * static_cast<std::size_t>(image.height));
    image.pixels.resize(row * static_cast<std::size_t>(image.height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        const char filter = raw[y * (row + 1)];
        require(filter == 0 || filter == 2, "an unknown filter");
        for (std::size_t i = 0; i < row; ++i) {
            const std::uint8_t above = y > 0 && filter == 2 ? image.pixels[(y - 1) * row + i] : std::uint8_t{0};
            image.pixels[y * row + i] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(raw[y * (row + 1) + 1 + i]) + above);
        }
    }
    return image;
}

} // namespace wxwidgets::test
