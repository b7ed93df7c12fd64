// CPU, memory and descriptors of this process, from the kernel.
#pragma once

namespace wxwidgets::kit {

struct ProcessStats {
    double cpuSeconds = 0;
    double residentBytes = 0;
    double descriptors = 0;
    double threads = 0;
    /** Seconds since 1970. */
    double startedAt = 0;
};

ProcessStats readProcessStats();

} // namespace wxwidgets::kit
