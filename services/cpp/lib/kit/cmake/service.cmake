# How C++ services are built here: build types, linker, precompiled header, warnings. Included after project().
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
option(BUILD_TESTING "Build the tests" OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Dev CACHE STRING "Dev, Release, Debug or RelWithDebInfo" FORCE)
endif()
# Dev: the shortest way from an edit to a running binary; lines and functions stay known to debuggers.
set(CMAKE_CXX_FLAGS_DEV "-O0 -g1")
set(CMAKE_EXE_LINKER_FLAGS_DEV "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(KIT_MOLD mold)
mark_as_advanced(KIT_MOLD)
if(KIT_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
# Fewer symbols to look up when the process starts.
add_link_options(-Wl,--as-needed -Wl,--build-id=sha1)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Depfiles name the headers inside the precompiled header too, and ccache can work with it.
    add_compile_options(-fpch-deps -fpch-preprocess)
endif()

# -Werror is for those who change the code, not for a newer compiler: off unless asked for.
option(KIT_WERROR "Warnings are errors" OFF)
function(kit_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${KIT_WERROR}>:-Werror>)
endfunction()

# A precompiled header lies in one build folder, so what is compiled with it is compiled anew for every service. Where there
# is a compiler cache the libraries read the same headers as text: a unit is then compiled once for all services.
set(KIT_HEADERS ${CMAKE_CURRENT_LIST_DIR}/../include/kit/pch.hpp)
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
    set(KIT_SHARES_OBJECTS ON)
endif()

# kit_headers(<target>): what nearly every unit reads, for a library that services share.
function(kit_headers target)
    if(KIT_SHARES_OBJECTS)
        target_compile_options(${target} PRIVATE -include ${KIT_HEADERS})
    elseif(target STREQUAL "kit")
        target_precompile_headers(kit PRIVATE ${KIT_HEADERS})
    else()
        target_precompile_headers(${target} REUSE_FROM kit)
    endif()
endfunction()

# kit_service(<name> <sources>...): the logic as objects that tests link too, and the executable.
function(kit_service name)
    # Objects, not an archive: one step less between an edit and the binary.
    add_library(${name}-logic OBJECT ${ARGN})
    target_link_libraries(${name}-logic PUBLIC kit)
    target_include_directories(${name}-logic PUBLIC src)
    if(KIT_SHARES_OBJECTS)
        target_precompile_headers(${name}-logic PRIVATE ${KIT_HEADERS})
    else()
        target_precompile_headers(${name}-logic REUSE_FROM kit)
    endif()
    kit_warnings(${name}-logic)

    add_executable(${name} src/main.cpp)
    target_link_libraries(${name} PRIVATE ${name}-logic)
    target_compile_definitions(${name} PRIVATE SERVICE_VERSION="${PROJECT_VERSION}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    target_precompile_headers(${name} REUSE_FROM ${name}-logic)
    kit_warnings(${name})
endfunction()
