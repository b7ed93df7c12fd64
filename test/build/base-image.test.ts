import { expect, test } from 'vitest'
import { baseImage } from '../../src/build/base-image.ts'

test.each([
  ['FROM debian:bookworm-slim', 'debian 12'],
  ['FROM debian:12.5', 'debian 12'],
  ['FROM debian:trixie AS build\nRUN make\nFROM gcr.io/distroless/cc-debian12@sha256:00 AS runtime', 'debian 12'],
  [
    'ARG BASE=debian:bookworm-slim\nFROM $BASE AS base\nFROM base AS builder\nFROM --platform=linux/amd64 base',
    'debian 12',
  ],
  ['FROM ubuntu:24.04', 'ubuntu 24.04'],
  ['FROM docker.io/library/debian:bookworm-slim', 'debian 12'],
  ['FROM alpine:3.20', null],
  ['FROM scratch', null],
  [
    'FROM debian:trixie AS builder\nFROM debian:bookworm-slim AS runtime-base\nFROM scratch AS service\nCOPY --from=builder / /',
    'debian 12',
  ],
  ['FROM debian:bookworm AS builder\nFROM scratch\nCOPY --from=builder / /', 'debian 12'],
  ['', null],
])('%s', (dockerfile, wanted) => {
  const found = baseImage(dockerfile)
  expect(found === null ? null : `${found.id} ${found.version}`).toBe(wanted)
})
