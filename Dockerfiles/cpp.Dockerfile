# C++ services. One file for all: `docker build -f Dockerfiles/cpp.Dockerfile --build-arg SERVICE=widget-core .`
#   builder        toolchain without sources; also the container that development builds run in
#   build          compiles one service
#   runtime-base   what a binary needs to run; development pods mount theirs from a slot
#   service        (last) one service alone: no shell, no package manager, no compiler
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS builder
RUN set -eu; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        build-essential ccache cmake libexpat1-dev mold ninja-build nlohmann-json3-dev prometheus-cpp-dev; \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/log/apt /var/log/dpkg.log
# ccache looks through precompiled headers only with these.
ENV LC_ALL=C.UTF-8 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

FROM builder AS build
ARG SERVICE
WORKDIR /src
COPY services/cpp services/cpp
RUN --mount=type=cache,id=devenv-cpp-ccache,target=/ccache set -eu; \
    test -n "${SERVICE}" || { echo 'which service? --build-arg SERVICE=widget-core' >&2; exit 1; }; \
    export CCACHE_DIR=/ccache; \
    cmake -G Ninja -S "services/cpp/${SERVICE}" -B /build -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache; \
    ninja -C /build "${SERVICE}"; \
    install -D -s "/build/${SERVICE}" /rootfs/app/service; \
    # The libraries the loader would take, at the places where it looks for them.
    ldd /rootfs/app/service | grep -o '/[^ ]*' | xargs cp -L --parents -t /rootfs; \
    mkdir -p /rootfs/etc; \
    echo 'hosts: files dns' > /rootfs/etc/nsswitch.conf; \
    echo 'nobody:x:65534:65534:nobody:/:/sbin/nologin' > /rootfs/etc/passwd; \
    echo 'nogroup:x:65534:' > /rootfs/etc/group

FROM ${BASE} AS runtime-base
RUN set -eu; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libexpat1 libprometheus-cpp-core1.0 libstdc++6; \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log
ENV LC_ALL=C.UTF-8 BIND=0.0.0.0
USER 65534:65534
WORKDIR /

FROM scratch AS service
ARG SERVICE
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.description="${SERVICE}, a C++ service split out of wxWidgets" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="scratch"
COPY --from=build /rootfs /
ENV LC_ALL=C.UTF-8 BIND=0.0.0.0
USER 65534:65534
WORKDIR /
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=2s --start-period=5s --retries=3 CMD ["/app/service", "--check"]
ENTRYPOINT ["/app/service"]
