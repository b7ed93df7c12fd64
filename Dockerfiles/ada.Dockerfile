# Ada services. One file for all: `docker build -f Dockerfiles/ada.Dockerfile --build-arg SERVICE=orb-core .`
#   builder        toolchain without sources; also the container that development builds run in
#   build          compiles one service
#   runtime-base   what a binary needs to run; development pods mount theirs from a slot
#   service        (last) one service alone: no shell, no package manager, no compiler
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS builder
RUN set -eu; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        gnat gprbuild libc6-dev mold; \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/log/apt /var/log/dpkg.log
ENV LC_ALL=C.UTF-8

FROM builder AS build
ARG SERVICE
WORKDIR /src
COPY services/ada services/ada
RUN --mount=type=cache,id=devenv-ada-build,target=/build set -eu; \
    test -n "${SERVICE}" || { echo 'which service? --build-arg SERVICE=orb-core' >&2; exit 1; }; \
    gprbuild -p -q -j0 -P "services/ada/${SERVICE}/$(echo "${SERVICE}" | tr - _).gpr" -XBUILD_TYPE=release \
        --relocate-build-tree="/build/${SERVICE}" --root-dir=/src/services/ada; \
    install -D -s "/build/${SERVICE}/${SERVICE}/bin/${SERVICE}" /rootfs/app/service; \
    # The libraries the loader would take, at the places where it looks for them.
    ldd /rootfs/app/service | grep -o '/[^ ]*' | xargs cp -L --parents -t /rootfs; \
    mkdir -p /rootfs/etc; \
    echo 'hosts: files dns' > /rootfs/etc/nsswitch.conf; \
    echo 'nobody:x:65534:65534:nobody:/:/sbin/nologin' > /rootfs/etc/passwd; \
    echo 'nogroup:x:65534:' > /rootfs/etc/group

# The GNAT runtime is inside the binary; the C library is all it needs.
FROM ${BASE} AS runtime-base
ENV LC_ALL=C.UTF-8 BIND=0.0.0.0
USER 65534:65534
WORKDIR /

FROM scratch AS service
ARG SERVICE
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.description="${SERVICE}, an Ada service split out of PolyORB" \
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
