// The kit's JSON: what is read is written so that it reads the same.
#include "kit/http-error.hpp"
#include "kit/json.hpp"
#include "target.hpp"

using namespace wxwidgets::kit;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    try {
        const Json value = parseJson(textOf(data, size));
        const std::string written = value.dump();
        promise(written.find('\n') == std::string::npos, "one line");
        promise(parseJson(written).dump() == written, "what is written reads the same");
        const Json copy = value;
        promise(copy == copy, "a copy is equal to itself");
    } catch (const HttpError &error) {
        promise(error.status() == 400, "bad JSON is a 400");
    }
    return 0;
}
