import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { classify, classifyRows, matchingRow, type ToolFailure } from '../../src/errors/classify.ts'

const folder = join(import.meta.dirname, '../fixtures/stderr')
const failure = (tool: string, stderr: string, more: Partial<ToolFailure> = {}): ToolFailure => ({
  tool,
  command: tool,
  exitCode: 1,
  endedBy: null,
  stderr,
  ...more,
})

/** fixture, tool, code, summary; and what else the row needs. */
const cases: [string, string, string, string, Partial<ToolFailure>?][] = [
  [
    'docker-no-daemon',
    'docker',
    'DE0101',
    'Docker does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
  ],
  [
    'docker-permission',
    'docker',
    'DE0101',
    'Docker does not answer: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock:',
  ],
  [
    'kind-no-daemon',
    'kind',
    'DE0101',
    'Docker does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
  ],
  [
    'kind-create-no-daemon',
    '/usr/local/bin/kind',
    'DE0101',
    'Docker does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
  ],
  ['node-enospc-watch', 'node', 'DE0102', 'the inotify limit is too low'],
  ['kind-inotify', 'kind', 'DE0102', 'the inotify limit is too low'],
  ['kubeadm-no-memory', 'kind', 'DE0103', 'not enough memory: 941 MB found, 1700 MB needed'],
  ['kubeadm-one-cpu', 'kind', 'DE0103', 'not enough CPU: 1 found, 2 needed'],
  ['docker-port-allocated', 'docker', 'DE0104', 'port 5001 is taken by another container'],
  ['docker-port-in-use', 'docker', 'DE0104', 'port 9001 is taken'],
  ['kind-port-allocated', 'kind', 'DE0104', 'port 80 is taken by another container'],
  ['node-port-taken', 'node', 'DE0104', 'port 9001 is taken'],
  ['kind-rootless', 'kind', 'DE0105', 'rootless Docker has no cgroup delegation: Delegate=yes missing'],
  ['docker-disk-full', 'docker', 'DE0109', 'no space left on /var/lib/docker/tmp/GetImageBlob1289237'],
  ['ld-disk-full', 'g++', 'DE0109', 'no space left'],
  ['node-enospc-write', 'node', 'DE0109', 'no space left on /home/dev/.local/state/devenv/logs/session.log'],
  ['pod-evicted', 'pod', 'DE0109', 'no space left'],
  ['kind-cgroup-v1', 'kind', 'DE0110', 'the kubelet refuses cgroup v1, and this host has no cgroup v2'],
  ['docker-caps', 'docker', 'DE0111', 'privileged containers may not have all capabilities here'],
  ['node-too-old', 'node', 'DE0112', 'Node is too old: 18.19.1 found, 22.22 or newer wanted'],
  ['gcc-read-only', 'g++', 'DE0113', 'can not write to CMakeFiles/birch.dir/src/answer.cpp.o.d: Read-only file system'],
  ['node-eacces', 'node', 'DE0113', 'can not write to /home/dev/.local/state/devenv: permission denied'],
  [
    'docker-manifest-unknown',
    'docker',
    'DE0201',
    'image debian:bookworm-tiny can not be pulled: the registry has no such tag',
    { command: 'docker pull debian:bookworm-tiny' },
  ],
  [
    'docker-rate-limit',
    'docker',
    'DE0201',
    'image debian:bookworm can not be pulled: toomanyrequests',
    { command: 'docker pull debian:bookworm' },
  ],
  [
    'docker-offline',
    'docker',
    'DE0201',
    'image debian:bookworm can not be pulled: no such host',
    { command: 'docker pull debian:bookworm' },
  ],
  ['pod-image-pull', 'pod', 'DE0201', 'image registry.local:5001/orb-core:9f3c1a can not be pulled: not found'],
  [
    'istioctl-not-ready',
    'istioctl',
    'DE0202',
    'Istiod was not ready in time: resources not ready after 5m0s: context deadline exceeded',
  ],
  [
    'kind-node-image',
    'kind',
    'DE0204',
    'node image kindest/node:v1.35.9 can not be had: manifest for kindest/node:v1.35.9 not found',
  ],
  ['kind-node-image-offline', 'kind', 'DE0204', 'node image kindest/node:v1.35.1 can not be had: no such host'],
  ['kind-kubeadm-failed', 'kind', 'DE0205', 'node devenv-control-plane did not come up: kubeadm init failed'],
  [
    'kubectl-no-server',
    'kubectl',
    'DE0206',
    'cluster devenv does not answer: dial tcp 127.0.0.1:8080: connect: connection refused',
  ],
  ['kubectl-timeout', 'kubectl', 'DE0206', 'cluster devenv does not answer: net/http: TLS handshake timeout'],
  ['kubectl-no-context', 'kubectl', 'DE0206', 'cluster devenv does not answer: kubectl does not know it'],
  ['kind-no-nodes', 'kind', 'DE0206', 'cluster devenv does not answer: it has no nodes'],
  [
    'istioctl-no-cluster',
    'istioctl',
    'DE0206',
    'cluster devenv does not answer: dial tcp 127.0.0.1:37815: connect: connection refused',
  ],
  [
    'docker-node-stopped',
    'docker',
    'DE0206',
    'cluster devenv does not answer: node devenv-control-plane is not running',
    { command: 'docker exec devenv-control-plane true' },
  ],
  [
    'kind-load-failed',
    'kind',
    'DE0207',
    'image orb-core:dev could not be loaded into the nodes',
    { command: 'kind load docker-image orb-core:dev' },
  ],
  ['pod-registry-unreachable', 'pod', 'DE0208', 'the nodes can not reach the local registry: connection refused'],
  [
    'kubectl-invalid',
    'kubectl',
    'DE0209',
    'the cluster refuses Deployment orb-core: spec.template.metadata.labels: Invalid value: {"app":"orb-core"}: `selector` does not match template `labels`',
  ],
  [
    'kubectl-unknown-field',
    'kubectl',
    'DE0209',
    'the cluster refuses manifests/base/orb-core/deployment.yaml: strict decoding error: unknown field "spec.replica"',
  ],
  [
    'kubectl-webhook',
    'kubectl',
    'DE0209',
    'the cluster refuses manifests/base/orb-core/virtual-service.yaml: admission webhook "validation.istio.io" denied the request: configuration is invalid: http route may not be empty',
  ],
  [
    'kubectl-server-side',
    'kubectl',
    'DE0209',
    'the cluster refuses default/orb-core: .spec.replica: field not declared in schema',
  ],
  ['kubectl-exec-no-tar', 'kubectl', 'DE0401', 'the live update of a service failed: there is no tar in the container'],
  [
    'docker-no-container',
    'docker',
    'DE0206',
    'cluster devenv does not answer: node devenv-control-plane is not running',
    { command: 'docker exec devenv-control-plane true' },
  ],
  [
    'kind-image-missing',
    'kind',
    'DE0207',
    'image devenv/registry:none could not be loaded into the nodes: not present locally',
    { command: 'kind load docker-image devenv/registry:none' },
  ],
  [
    'kubectl-no-kind',
    'kubectl',
    'DE0209',
    'the cluster refuses orb-core: no matches for kind "PeerAuthentication" in version "security.istio.io/v1"',
  ],
  [
    'gcc-compile-error',
    'g++',
    'DE0301',
    'widget-core does not compile: b.cpp:3:22: error: conversion from ‘int’ to non-scalar type ‘std::string’ {aka ‘std::__cxx11::basic_string<char>’} requested',
    { values: { service: 'widget-core' } },
  ],
  [
    'gcc-missing-header',
    'ninja',
    'DE0301',
    'a service does not compile: a.cpp:2:10: fatal error: missing_header.hpp: No such file or directory',
  ],
  [
    'clang-compile-error',
    'cmake',
    'DE0301',
    "a service does not compile: b.cpp:3:15: error: no viable conversion from 'int' to 'std::string' (aka 'basic_string<char>')",
  ],
  [
    'gprbuild-compile-error',
    'gprbuild',
    'DE0302',
    'orb-core does not compile: main.adb:1:06: error: file "missing_unit.ads" not found',
    { values: { service: 'orb-core' } },
  ],
  ['ld-undefined-reference', 'g++', 'DE0303', 'a service does not link: ship(int) is undefined'],
  ['mold-undefined-symbol', 'ninja', 'DE0303', 'a service does not link: ship(int) is undefined'],
  ['lld-undefined-symbol', 'clang++', 'DE0303', 'a service does not link: ship(int) is undefined'],
  ['ld-multiple-definition', 'g++', 'DE0303', 'a service does not link: twice() is defined twice'],
  ['ld-library-missing', 'g++', 'DE0303', 'a service does not link: library nosuch is not found'],
  ['gprbuild-link-error', 'gprbuild', 'DE0303', 'a service does not link: ship_it is undefined'],
  [
    'cmake-no-compiler',
    'cmake',
    'DE0304',
    'the C++ compiler is missing or does not fit: none found, a C++17 compiler wanted',
  ],
  ['gprbuild-no-gnat', 'gprbuild', 'DE0305', 'the Ada toolchain is missing: gprbuild finds no GNAT'],
  ['cmake-no-ninja', 'cmake', 'DE0306', 'ninja is missing or too old'],
  ['cmake-too-old', 'cmake', 'DE0306', 'cmake is missing or too old: 3.25.1 found, 9.20 or newer wanted'],
  [
    'service-exec-format',
    'service',
    'DE0307',
    'the binary of a service can not run where it goes: it was built for another architecture',
  ],
  ['service-glibc', 'service', 'DE0307', 'the binary of a service can not run where it goes: it wants GLIBC_2.38'],
  ['gcc-killed', 'g++', 'DE0309', 'the compiler or linker of a service was killed: out of memory'],
  ['ld-killed', 'ninja', 'DE0309', 'the compiler or linker of a service was killed: out of memory'],
  ['gnat-killed', 'gprbuild', 'DE0309', 'the compiler or linker of a service was killed: out of memory'],
  ['docker-build-failed', 'docker', 'DE0310', 'the image of a service does not build: cpp.Dockerfile:14'],
  [
    'docker-build-failed-legacy',
    'docker',
    'DE0310',
    'the image of a service does not build: registry serve /nosuch.yml ended with exit code 1',
  ],
  [
    'cmake-moved-tree',
    'cmake',
    'DE0313',
    'the build folder of a service belongs to another source tree: /home/dev/system/cm',
    { command: 'cmake -S cm2 -B cmb4' },
  ],
  [
    'cmake-moved-build-folder',
    'cmake',
    'DE0313',
    'the build folder of a service belongs to another source tree: /home/dev/system/cmb4',
  ],
  ['gcc-internal-error', 'g++', 'DE0314', 'the compiler of a service crashed'],
  ['gnat-internal-error', 'gcc', 'DE0314', 'the compiler of a service crashed'],
  ['gnat-bug-box', 'gprbuild', 'DE0314', 'the compiler of a service crashed on orb_core-dispatch.adb'],
  ['docker-exec-no-tar', 'docker', 'DE0401', 'the live update of a service failed: there is no tar in the container'],
  [
    'kubectl-read-only',
    'kubectl',
    'DE0401',
    'the live update of a service failed: its file system is read-only',
    { command: 'kubectl exec -i orb-core-0 -- tar x' },
  ],
  ['service-library-missing', 'service', 'DE0408', 'a service misses a shared library: libshop.so.1'],
  ['service-port-taken', 'service', 'DE0409', 'a service can not listen on its port'],
  ['pod-crash-loop', 'pod', 'DE0412', 'a service is crash looping'],
  ['pod-insufficient-cpu', 'pod', 'DE0413', 'the pod of a service can not be scheduled: Insufficient cpu'],
  [
    'pod-taint',
    'pod',
    'DE0413',
    'the pod of a service can not be scheduled: untolerated taint {node-role.kubernetes.io/control-plane: }',
  ],
  [
    'kubectl-rollout-timeout',
    'kubectl',
    'DE0414',
    'the rollout of a service is not complete: timed out waiting for the condition',
    { command: 'kubectl rollout status deploy/orb-core' },
  ],
  [
    'kubectl-progress-deadline',
    'kubectl',
    'DE0414',
    'the rollout of orb-core is not complete: its progress deadline is over',
  ],
  [
    'kubectl-exec-lost',
    'kubectl',
    'DE0416',
    'the connection to the pod of a service was lost: container not found ("orb-core")',
  ],
  [
    'kubectl-stream-lost',
    'kubectl',
    'DE0416',
    'the connection to the pod of a service was lost: next reader: websocket: close 1006 (abnormal closure): unexpected EOF',
  ],
  ['node-syntax', 'node', 'DE0601', "Tiltfile.ts does not load: Expected ',', got 'ident'"],
  [
    'node-missing-import',
    'node',
    'DE0601',
    "Tiltfile.ts does not load: Cannot find module '/home/dev/system/nowhere.ts'",
  ],
  [
    'node-enum',
    'node',
    'DE0609',
    'Tiltfile.ts uses syntax that Node can not strip: TypeScript enum is not supported in strip-only mode',
  ],
  [
    'cmake-package-missing',
    'cmake',
    'DE0902',
    'cmake failed with exit code 1: CMake Error at CMakeLists.txt:3 (find_package)',
  ],
  [
    'ninja-missing-input',
    'ninja',
    'DE0902',
    "ninja failed with exit code 1: ninja: error: 'in', needed by 'out', missing and no known rule to make it",
  ],
  [
    'ninja-no-folder',
    'ninja',
    'DE0902',
    "ninja failed with exit code 1: ninja: fatal: chdir to 'nosuch' - No such file or directory",
  ],
  ['unknown', 'kustomize', 'DE0902', 'kustomize failed with exit code 1: kustomize: flux capacitor out of alignment'],
]

/** Short ones, in the words of the tools, where a whole fixture would say no more. */
const further: [string, string, string, Partial<ToolFailure>][] = [
  ['gprbuild', '', 'DE0309', { exitCode: null, endedBy: 'SIGKILL' }],
  ['kubectl', '', 'DE0902', { exitCode: null, endedBy: 'SIGKILL' }],
  ['service', '', 'DE0402', { exitCode: 137 }],
  ['pod', 'last state: OOMKilled', 'DE0402', { exitCode: 137 }],
  ['service', 'sh: 1: /devenv/slot/orb-core: Text file busy', 'DE0404', {}],
  ['docker', 'error during connect: dial unix /var/run/docker.sock: connect: no such file or directory', 'DE0101', {}],
  ['pod', 'node has condition DiskPressure', 'DE0109', {}],
  ['kind', 'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.35.1"', 'DE0204', {}],
  [
    'docker',
    'ctr: failed to ingest: unexpected EOF',
    'DE0207',
    { command: 'docker exec -i devenv-control-plane ctr -n k8s.io images import -' },
  ],
  ['kubeadm', 'error execution phase preflight: preflight checks failed', 'DE0205', {}],
  ['kubectl', 'Error from server (Forbidden): pods "x" is forbidden: exceeded quota', 'DE0209', {}],
  ['gprbuild', 'GNAT BUG DETECTED', 'DE0314', {}],
  ['g++', 'dispatch.cpp:42:7: internal compiler error: in tsubst_copy, at cp/pt.cc:17004', 'DE0314', {}],
  ['cmake', 'The CXX compiler identification is unknown', 'DE0304', {}],
  ['ld', 'ld returned 1 exit status', 'DE0303', {}],
  ['docker', 'ERROR: failed to solve: debian:none: not found', 'DE0310', {}],
  ['docker', 'unable to prepare context: path "x" not found', 'DE0310', { command: 'docker build x' }],
]

describe('classify', () => {
  test.each(cases.map(([name, tool, code, summary, more = {}]) => ({ name, tool, code, summary, more })))(
    '$name of $tool is $code',
    ({ name, tool, code, summary, more }) => {
      const error = classify(failure(tool, readFileSync(join(folder, `${name}.txt`), 'utf8'), more))
      expect({ code: error.code, summary: error.summary }).toEqual({ code, summary })
    },
  )

  test('every fixture is used', () => {
    expect(readdirSync(folder).sort()).toEqual(cases.map(([name]) => `${name}.txt`).sort())
  })

  test.each([
    ['docker', 'DE0101'],
    ['kind', 'DE0106'],
    ['kubectl', 'DE0106'],
    ['istioctl', 'DE0106'],
    ['cmake', 'DE0306'],
    ['ninja', 'DE0306'],
    ['gprbuild', 'DE0305'],
    ['g++', 'DE0304'],
    ['rsync', 'DE0902'],
  ])('%s that is not installed is %s', (tool, code) => {
    expect(classify(failure(tool, '', { exitCode: null, startError: 'ENOENT' })).code).toBe(code)
  })

  test.each(further)('%s: %s is %s', (tool, stderr, code, more) => {
    expect(classify(failure(tool, stderr, more)).code).toBe(code)
  })

  test('every row of the table is reached', () => {
    const inputs = [
      ...cases.map(([name, tool, , , more]) => failure(tool, readFileSync(join(folder, `${name}.txt`), 'utf8'), more)),
      ...['docker', 'kind', 'cmake', 'gprbuild', 'g++'].map((tool) =>
        failure(tool, '', { exitCode: null, startError: 'ENOENT' }),
      ),
      ...further.map(([tool, stderr, , more]) => failure(tool, stderr, more)),
    ]
    const reached = new Set(inputs.map((input) => matchingRow(input)?.row))
    expect(classifyRows.filter((row) => !reached.has(row)).map((row) => `${row.code} ${row.pattern}`)).toEqual([])
  })

  test('details hold the command, how it ended and the last lines, with secrets masked', () => {
    const error = classify(
      failure('docker', 'one\n\ntoken: abcdef\n', { command: 'docker login --password hunter2', exitCode: 3 }),
    )
    expect(error.details).toEqual([
      { label: 'command', text: 'docker login --password ***' },
      { label: 'ended', text: 'exit code 3' },
      { label: 'last lines', text: 'one\ntoken: ***' },
    ])
    expect(error.summary).toBe('docker failed with exit code 3: token: ***')
  })
})
