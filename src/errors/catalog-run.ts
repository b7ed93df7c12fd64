// DE04xx: deploy and run.
import { catalogGroup } from './catalog-entry.ts'

const readLog = {
  label: 'read its log',
  effect: 'the last lines of the pod',
  command: 'devenv logs {service} --source pod',
} as const
const revert = {
  label: 'revert',
  effect: 'the last good build is put back and restarted',
  command: 'devenv revert {service}',
} as const
const build = { label: 'build again', effect: 'compile, link and update', command: 'devenv build {service}' } as const

export const runEntries = catalogGroup('user', 1, [
  {
    code: 'DE0401',
    summary: 'the live update of {service|a service} failed[: {reason}]',
    cause: 'The new binary could not be put in place in the running pod. devenv falls back to an image build.',
    hints: [
      {
        label: 'mount the artifact slot and the supervisor',
        effect: 'live updates work again; the dev overlay in manifests/overlays/dev shows how',
      },
      readLog,
    ],
  },
  {
    code: 'DE0402',
    summary: '{service|a service} was killed[: {reason}]',
    cause:
      'Exit code 137 is SIGKILL. With the reason OOMKilled the process went over its memory limit; else somebody, or a failing liveness probe, ended it.',
    hints: [{ label: 'raise resources.limits.memory in its manifest', effect: 'saving it applies it' }, readLog],
  },
  {
    code: 'DE0403',
    summary: 'the pod of {service|a service} has no supervisor of this devenv[: {reason}]',
    cause: 'PID 1 of the pod is something else or another version, so a new binary in the slot would not be started.',
    hints: [
      {
        label: 'deploy it again',
        effect: 'the mount and the command of the supervisor are put into the pod',
        command: 'devenv restart {service}',
      },
      { label: 'check its manifest', effect: 'it must not set `command` on top of the dev overlay' },
    ],
  },
  {
    code: 'DE0404',
    summary: 'the binary of {service|a service} is busy[: {holder} holds it open]',
    cause:
      'Linux does not start a file that something has open for writing. devenv never writes to a file in place, so another program does.',
    hints: [{ label: 'end the program that holds it', effect: 'the next update goes through' }, build],
  },
  {
    code: 'DE0405',
    summary:
      '[build {build} of ]{service|a service} did not get ready and was reverted[ to build {lastGood}][: {reason}]',
    cause:
      'The new process did not answer its readiness probe in time, or it exited. The last good build was put back by itself.',
    hints: [
      {
        label: 'look at what it said',
        effect: 'the last lines before the revert',
        command: 'devenv logs {service} --source pod --tail 50',
      },
      { label: 'mend it and save', effect: 'the next edit heals it' },
      { label: 'keep a failing build for a look', effect: 'set `revert: false` for this service in Tiltfile.ts' },
    ],
  },
  {
    code: 'DE0406',
    summary: '{service|a service} did not get ready[: {reason}]',
    cause:
      'The first build did not answer its readiness probe in time, so there is no last good build to put back. The pod is kept.',
    hints: [
      readLog,
      {
        label: 'check port and path of its probe in Tiltfile.ts',
        effect: 'the probe must fit what the service listens on',
      },
      build,
    ],
  },
  {
    code: 'DE0407',
    summary: '[build {build} of ]{service|a service} exits at start[: {reason}]',
    cause:
      'The new binary ended before it answered its probe. The supervisor keeps the pod and waits for the next build (crash hold).',
    hints: [readLog, { label: 'mend it and save', effect: 'the next build starts in the same pod' }, revert],
  },
  {
    code: 'DE0408',
    summary: '{service|a service} misses a shared library[: {library}]',
    cause: 'The binary was linked against a library that is not in its image.',
    hints: [
      { label: 'add the library to its Dockerfile', effect: 'an image build follows' },
      { label: 'or link it statically', effect: 'nothing has to be in the image' },
    ],
  },
  {
    code: 'DE0409',
    summary: '{service|a service} can not listen on its port[ {port}][: {holder} holds it]',
    cause: 'Its port is taken inside the pod, or on this host in runtime process.',
    hints: [
      {
        label: 'compare the ports',
        effect: 'that of the program, of the manifest and of Tiltfile.ts must be the same and used once',
      },
      readLog,
    ],
  },
  {
    code: 'DE0411',
    summary: '{service|a service} is not ready[: {reason}]',
    cause: 'Its process runs, and its readiness probe fails. Traffic is kept away from it.',
    hints: [
      readLog,
      { label: 'restart it', effect: 'the process is started anew in its pod', command: 'devenv restart {service}' },
    ],
  },
  {
    code: 'DE0412',
    summary: '{service|a service} is crash looping[, {restarts} restarts][: {reason}]',
    cause: 'Its process exits again and again, and each restart waits longer.',
    hints: [readLog, revert, build],
  },
  {
    code: 'DE0413',
    summary: 'the pod of {service|a service} can not be scheduled[: {reason}]',
    cause: 'No node has the CPU, memory or properties that the pod asks for.',
    hints: [
      {
        label: 'see what is free',
        effect: 'requests and limits by node',
        command: 'kubectl --context {context|kind-devenv} describe nodes',
      },
      { label: 'lower its requests, or bring up fewer services', effect: 'the pod fits' },
    ],
    fault: 'environment',
    exitCode: 4,
  },
  {
    code: 'DE0414',
    summary: 'the rollout of {service|a service} is not complete[: {reason}]',
    cause: 'New pods were asked for and not all became ready in time. The old ones keep serving as far as they can.',
    hints: [
      {
        label: 'look at its pods',
        effect: 'what each of them waits for',
        command: 'kubectl --context {context|kind-devenv} -n {namespace|devenv} describe pods -l app={service}',
      },
      readLog,
    ],
  },
  {
    code: 'DE0415',
    summary: 'the replicas of {service|a service} run different builds[: {pods}]',
    cause:
      'Some pods took the new build and others did not. devenv brings them together; where it can not, an image build follows.',
    hints: [
      {
        label: 'wait, or restart it',
        effect: 'all pods start the newest good build',
        command: 'devenv restart {service}',
      },
    ],
  },
  {
    code: 'DE0416',
    summary: 'the connection to the pod of {service|a service} was lost[: {reason}]',
    cause: 'A stream through the API server broke and did not come back after several tries.',
    hints: [
      { label: 'look at the cluster', effect: 'nodes, addons and services in one table', command: 'devenv status' },
      { label: 'repair it', effect: 'stopped nodes are started', command: 'devenv up' },
    ],
    fault: 'environment',
    exitCode: 4,
  },
])
