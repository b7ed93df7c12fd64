// PNG: signature, header, one stream of deflated rows cut into chunks, end. Every row is filtered with "Up", which
// suits flat areas, and deflated at once, so that no image is ever in memory as a whole.
#include <zlib.h>

#include "kit/http-error.hpp"
#include "output.hpp"

namespace wxwidgets::render {

namespace {

constexpr int bandRows = 64;

void addNumber(std::string &out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 255U);
}

void addChunk(std::string &out, const char *type, const std::string &data) {
    addNumber(out, static_cast<std::uint32_t>(data.size()));
    const std::string checked = type + data;
    out += checked;
    addNumber(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef *>(checked.data()), static_cast<uInt>(checked.size()))));
}

class Deflater {
public:
    explicit Deflater(std::string &out) : out_(out) {
        if (deflateInit(&stream_, 6) != Z_OK) throw std::runtime_error("deflateInit");
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;

    void feed(const std::vector<std::uint8_t> &bytes, bool isLast) {
        stream_.next_in = const_cast<Bytef *>(bytes.data());
        stream_.avail_in = static_cast<uInt>(bytes.size());
        std::string data;
        int state = Z_OK;
        do {
            char buffer[16 * 1024];
            stream_.next_out = reinterpret_cast<Bytef *>(buffer);
            stream_.avail_out = sizeof buffer;
            state = deflate(&stream_, isLast ? Z_FINISH : Z_NO_FLUSH);
            if (state == Z_STREAM_ERROR) throw std::runtime_error("deflate");
            data.append(buffer, sizeof buffer - stream_.avail_out);
        } while (isLast ? state != Z_STREAM_END : stream_.avail_out == 0);
        if (!data.empty()) addChunk(out_, "IDAT", data);
    }

private:
    std::string &out_;
    z_stream stream_{};
};

// Each byte less the one above it; `above` becomes the last row.
void filterRows(const std::vector<std::uint8_t> &pixels, std::size_t rowBytes, std::vector<std::uint8_t> &above, std::vector<std::uint8_t> &filtered) {
    filtered.clear();
    for (std::size_t row = 0; row < pixels.size(); row += rowBytes) {
        filtered.push_back(2);
        for (std::size_t i = 0; i < rowBytes; ++i) {
            filtered.push_back(static_cast<std::uint8_t>(pixels[row + i] - above[i]));
            above[i] = pixels[row + i];
        }
    }
}

} // namespace

std::string writePng(const DrawList &list, int scale) {
    const int width = list.width * scale, height = list.height * scale;
    if (width > maxImageExtent || height > maxImageExtent || width == 0 || height == 0)
        throw kit::HttpError(422, "bad-size", "an image must have from 1x1 to " + std::to_string(maxImageExtent) + "x" + std::to_string(maxImageExtent) + " pixels, this one would have " + std::to_string(width) + "x" + std::to_string(height));
    std::string out("\x89PNG\r\n\x1a\n", 8);
    std::string header;
    addNumber(header, static_cast<std::uint32_t>(width));
    addNumber(header, static_cast<std::uint32_t>(height));
    header += std::string("\x08\x06\0\0\0", 5); // 8 bits, RGBA, not interlaced
    addChunk(out, "IHDR", header);
    Deflater deflater(out);
    const std::size_t rowBytes = static_cast<std::size_t>(width) * 4;
    std::vector<std::uint8_t> pixels, above(rowBytes, 0), filtered;
    for (int row = 0; row < height; row += bandRows) {
        const int rows = std::min(bandRows, height - row);
        drawBand(list, scale, row, rows, pixels);
        filterRows(pixels, rowBytes, above, filtered);
        deflater.feed(filtered, row + rows == height);
    }
    addChunk(out, "IEND", "");
    return out;
}

} // namespace wxwidgets::render
