// Runs a target without libFuzzer: `fuzz-json --mutations 3000 <file or folder>...`. The input that ends it is kept as a file.
#include <sanitizer/common_interface_defs.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "mutate.hpp"
#include "target.hpp"

namespace {

std::string current;

void keepInput() {
    const char *folder = std::getenv("TMPDIR");
    const std::string path = std::string(folder == nullptr ? "/tmp" : folder) + "/fuzz-crash";
    std::ofstream(path, std::ios::binary) << current;
    std::fprintf(stderr, "the input is in %s\n", path.c_str());
}

std::string readFile(const std::filesystem::path &path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void readCorpus(const std::filesystem::path &path, std::vector<std::filesystem::path> &files) {
    if (!std::filesystem::is_directory(path)) return files.push_back(path);
    for (const auto &entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
}

void run(const std::string &input) {
    current = input;
    // A copy of its own size, so that a read behind its end is seen.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

} // namespace

// A broken promise aborts, and then the input is wanted as well.
extern "C" const char *__asan_default_options() { return "handle_abort=1"; }

int main(int argc, char **argv) {
    constexpr long maxMemoryKiB = 1024 * 1024;
    unsigned long mutations = 0;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--mutations") == 0 && i + 1 < argc) mutations = std::strtoul(argv[++i], nullptr, 10);
        else readCorpus(argv[i], files);
    }
    // In the same order on every machine.
    std::sort(files.begin(), files.end());
    std::vector<std::string> corpus;
    for (const auto &file : files) corpus.push_back(readFile(file));
    if (corpus.empty()) {
        std::fprintf(stderr, "usage: %s [--mutations count] file-or-folder...\n", argv[0]);
        return 2;
    }
    __sanitizer_set_death_callback(keepInput);
    run("");
    for (const std::string &input : corpus) run(input);
    Mutator mutator(1, corpus);
    for (unsigned long i = 0; i < mutations; ++i) run(mutator.next());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%zu files, %lu runs, %ld MiB at most\n", corpus.size(), mutations + corpus.size() + 1, usage.ru_maxrss / 1024);
    return usage.ru_maxrss > maxMemoryKiB ? 1 : 0;
}
