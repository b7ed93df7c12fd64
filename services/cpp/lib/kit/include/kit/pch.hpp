// Precompiled for every unit of a service: headers of the system, and those of the kit that nearly every unit reads.
// The others are left out on purpose: an edit of one recompiles its readers, not everything.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kit/fields.hpp"
#include "kit/http-error.hpp"
#include "kit/http.hpp"
#include "kit/json.hpp"
#include "kit/router.hpp"
