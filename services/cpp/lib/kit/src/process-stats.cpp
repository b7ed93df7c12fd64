#include "process-stats.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <ctime>

namespace wxwidgets::kit {

namespace {

double countDescriptors() {
    DIR *folder = opendir("/proc/self/fd");
    if (folder == nullptr) return 0;
    double count = -3; // ".", ".." and the folder itself
    while (readdir(folder) != nullptr) ++count;
    closedir(folder);
    return count;
}

} // namespace

ProcessStats readProcessStats() {
    ProcessStats stats;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    stats.cpuSeconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    stats.descriptors = countDescriptors();
    if (std::FILE *file = std::fopen("/proc/self/stat", "re")) {
        char line[1024];
        const std::size_t length = std::fread(line, 1, sizeof line - 1, file);
        std::fclose(file);
        line[length] = '\0';
        // The name in parentheses may hold blanks; fields are counted from behind it.
        const char *rest = std::strrchr(line, ')');
        long threads = 0, pages = 0;
        unsigned long long startTicks = 0;
        if (rest != nullptr && std::sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %ld %*d %llu %*u %ld", &threads, &startTicks, &pages) == 3) {
            stats.threads = static_cast<double>(threads);
            stats.residentBytes = static_cast<double>(pages) * static_cast<double>(sysconf(_SC_PAGESIZE));
            timespec boot{}, now{};
            clock_gettime(CLOCK_BOOTTIME, &boot);
            clock_gettime(CLOCK_REALTIME, &now);
            const double age = static_cast<double>(boot.tv_sec) + static_cast<double>(boot.tv_nsec) / 1e9 - static_cast<double>(startTicks) / static_cast<double>(sysconf(_SC_CLK_TCK));
            stats.startedAt = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - age;
        }
    }
    return stats;
}

} // namespace wxwidgets::kit
