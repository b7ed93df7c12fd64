# C++ services. One file for all: `docker build -f Dockerfiles/cpp.Dockerfile --build-arg SERVICE=widget-core .`
#   builder        toolchain without sources; also the container that development builds run in
#   build          compiles one service
#   runtime-base   what a binary needs to run; development pods mount theirs from a slot
#   image          one service alone: no shell, no package manager, no compiler
#   evidence       the same, and what was found out on the way: `devenv images build` reads it and leaves it out
#   service        (last) the image
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS builder
# The stable release: what changes there are security updates, and those are wanted.
# hadolint ignore=DL3008
RUN --mount=type=cache,id=devenv-apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=devenv-apt-lists,target=/var/lib/apt/lists,sharing=locked set -eu; \
    rm -f /etc/apt/apt.conf.d/docker-clean; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        build-essential ccache cmake libexpat1-dev mold ninja-build nlohmann-json3-dev prometheus-cpp-dev zlib1g-dev; \
    rm -rf /var/log/apt /var/log/dpkg.log
# ccache looks through precompiled headers only with these.
ENV LC_ALL=C.UTF-8 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

FROM builder AS build
ARG SERVICE
WORKDIR /src
COPY Dockerfiles/collect.sh /collect.sh
# The libraries and this one service: an edit of another leaves these layers as they are.
COPY services/cpp/lib services/cpp/lib
COPY services/cpp/${SERVICE} services/cpp/${SERVICE}
# Any new value compiles again, from nothing.
ARG FRESH=
RUN --mount=type=cache,id=devenv-cpp-ccache,target=/ccache set -eu; \
    test -n "${SERVICE}" || { echo 'which service? --build-arg SERVICE=widget-core' >&2; exit 1; }; \
    export CCACHE_DIR=/ccache; \
    if [ -n "${FRESH}" ]; then export CCACHE_RECACHE=1; fi; \
    cmake -G Ninja -S "services/cpp/${SERVICE}" -B /build -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_EXE_LINKER_FLAGS=-Wl,-Map=/tmp/linked; \
    ninja -C /build "${SERVICE}"; \
    ninja -C /build -t deps > /tmp/read; \
    c++ --version > /tmp/compiler; \
    sh /collect.sh "/build/${SERVICE}" /out

FROM ${BASE} AS runtime-base
# hadolint ignore=DL3008
RUN --mount=type=cache,id=devenv-apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=devenv-apt-lists,target=/var/lib/apt/lists,sharing=locked set -eu; \
    rm -f /etc/apt/apt.conf.d/docker-clean; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libexpat1 libprometheus-cpp-core1.0 libstdc++6 zlib1g; \
    rm -rf /var/log/apt /var/log/dpkg.log
ENV LC_ALL=C.UTF-8 BIND=0.0.0.0
USER 65534:65534
WORKDIR /

FROM scratch AS image
# Libraries first: services which load the same ones share the layer.
COPY --from=build /out/base /
COPY --from=build /out/app /
ENV LC_ALL=C.UTF-8 BIND=0.0.0.0
USER 65534:65534
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=2s --start-period=5s --retries=3 CMD ["/app/service", "--check"]
ENTRYPOINT ["/app/service"]
ARG SERVICE
ARG VERSION=0.0.0
ARG REVISION=unknown
ARG SOURCE=services/cpp/${SERVICE}
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.description="${SERVICE}, a C++ service split out of wxWidgets" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="scratch"

FROM image AS evidence
COPY --from=build /out/evidence /.evidence

FROM image AS service
