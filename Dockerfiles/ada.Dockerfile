# Ada services. One file for all: `docker build -f Dockerfiles/ada.Dockerfile --build-arg SERVICE=orb-core .`
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
        gnat gprbuild libc6-dev libssl-dev mold; \
    rm -rf /var/log/apt /var/log/dpkg.log
ENV LC_ALL=C.UTF-8

FROM builder AS build
ARG SERVICE
WORKDIR /src
COPY Dockerfiles/collect.sh /collect.sh
# The libraries and this one service: an edit of another leaves these layers as they are.
COPY services/ada/lib services/ada/lib
COPY services/ada/${SERVICE} services/ada/${SERVICE}
# Any new value compiles again, from nothing.
ARG FRESH=
# One build of a service at a time: its objects are kept.
RUN --mount=type=cache,id=devenv-ada-objects,target=/objects set -eu; \
    test -n "${SERVICE}" || { echo 'which service? --build-arg SERVICE=orb-core' >&2; exit 1; }; \
    build="/objects/${SERVICE}"; \
    mkdir -p "${build}"; \
    exec 9> "${build}.lock"; \
    flock 9; \
    gnatmake --version > /tmp/compiler; \
    # Objects of another compiler can not be bound.
    if [ -n "${FRESH}" ] || ! cmp -s /tmp/compiler "${build}/compiler"; then rm -rf "${build}"; fi; \
    mkdir -p "${build}"; \
    cp /tmp/compiler "${build}/compiler"; \
    # A link that was skipped names nothing.
    rm -f "${build}/${SERVICE}/bin/${SERVICE}"; \
    gprbuild -p -j0 -P "services/ada/${SERVICE}/"*.gpr -XBUILD_TYPE=release \
        --relocate-build-tree="${build}" --root-dir=/src/services/ada -largs -Wl,-Map=/tmp/linked; \
    # What is opened by name at run time, the loader does not know.
    case "${SERVICE}" in \
        security-service) set -- libssl.so.3 libcrypto.so.3 ;; \
        *) set -- ;; \
    esac; \
    sh /collect.sh "${build}/${SERVICE}/bin/${SERVICE}" /out "$@"

# The GNAT runtime is inside the binary; security-service opens OpenSSL.
FROM ${BASE} AS runtime-base
# hadolint ignore=DL3008
RUN --mount=type=cache,id=devenv-apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=devenv-apt-lists,target=/var/lib/apt/lists,sharing=locked set -eu; \
    rm -f /etc/apt/apt.conf.d/docker-clean; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libssl3; \
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
ARG SOURCE=services/ada/${SERVICE}
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.description="${SERVICE}, an Ada service split out of PolyORB" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="scratch"

FROM image AS evidence
COPY --from=build /out/evidence /.evidence

FROM image AS service
