// DE06xx: Tiltfile.ts and the command line.
import { catalogGroup } from './catalog-entry.ts'

export const configEntries = catalogGroup('user', 3, [
  {
    code: 'DE0601',
    summary: '{file|Tiltfile.ts} does not load[: {reason}]',
    cause:
      'Node loads Tiltfile.ts as a module. A syntax error, an import that is not there, or an exception in it ends that.',
    hints: [{ label: 'mend the line that is named', effect: 'in a session it is loaded again when you save it' }],
  },
  {
    code: 'DE0602',
    summary: '{file|Tiltfile.ts} is not valid[: {count}]',
    cause: 'It loads, but what it describes does not fit together. All problems are listed at once.',
    hints: [{ label: 'mend each place that is listed', effect: 'in a session it is loaded again when you save it' }],
  },
  {
    code: 'DE0603',
    summary: 'there is no Tiltfile.ts in {folder|this folder} or above',
    cause: 'devenv looks for Tiltfile.ts in the current folder, then in each folder above it.',
    hints: [
      {
        label: 'go to your workspace',
        effect: 'the folder that holds Tiltfile.ts',
        command: 'cd {workspace|your-workspace}',
      },
      { label: 'or make one', effect: 'from the CMake and GPR projects below this folder', command: 'devenv init' },
    ],
  },
  {
    code: 'DE0604',
    summary: 'there is no {kind|service} "{name}"[; did you mean {nearest}?]',
    cause: 'The name is in no service, profile or overlay of Tiltfile.ts.',
    hints: [{ label: 'list the names', effect: 'every service with its state', command: 'devenv status' }],
    exitCode: 2,
  },
  {
    code: 'DE0605',
    summary: 'services call each other in a circle[: {path}]',
    cause: 'The start order follows `calls`, and a circle has no first one.',
    hints: [
      {
        label: 'take one call out of `calls`',
        effect: 'the service may still call it at run time; only the start order changes',
      },
    ],
  },
  {
    code: 'DE0606',
    summary: 'two {what|things} are the same[: {value}]',
    cause: 'Names, ports and artifact slots must be used by one service only.',
    hints: [{ label: 'change one of the two places', effect: 'both are named in the details' }],
  },
  {
    code: 'DE0607',
    summary: 'path {path} does not exist[; did you mean {nearest}?]',
    cause: 'Tiltfile.ts names a file or folder that is not there. Paths are relative to the folder of Tiltfile.ts.',
    hints: [
      {
        label: 'correct the path in Tiltfile.ts, or create it',
        effect: 'in a session it is loaded again when you save it',
      },
    ],
  },
  {
    code: 'DE0608',
    summary: '{reason|unknown command or flag}[ "{name}"][; did you mean {nearest}?]',
    cause: 'The command line holds a word that devenv does not know, or lacks one that it needs.',
    hints: [
      { label: 'see what there is', effect: 'commands and flags', command: 'devenv {command} --help' },
      { label: 'see all commands', effect: 'one line each', command: 'devenv --help' },
    ],
    exitCode: 2,
  },
  {
    code: 'DE0609',
    summary: '{file|Tiltfile.ts} uses syntax that Node can not strip[: {reason}]',
    cause:
      'Node runs TypeScript by leaving the types out. enum, namespace and parameter properties are code, not types, and can not be left out.',
    hints: [
      {
        label: 'write a union or an object instead',
        effect: "enum Size { S, L } becomes type Size = 's' | 'l'; namespace becomes an object or a module",
      },
    ],
  },
  {
    code: 'DE0610',
    summary: 'Tiltfile.ts wants another version of devenv[: {wanted}, this is {found}]',
    cause: 'Its `devenv` key names the versions it was written for.',
    hints: [
      { label: 'use that version, or change the key', effect: 'what changed between versions is in the release notes' },
    ],
  },
  {
    code: 'DE0611',
    summary: '{what|this command} needs runtime kind, this session runs as process',
    cause: 'Some things exist only in a cluster: Istio, manifests, several replicas.',
    hints: [{ label: 'use the cluster', effect: 'needs Docker', command: 'devenv up --runtime kind' }],
    exitCode: 2,
  },
  {
    code: 'DE0612',
    summary: '{file|Tiltfile.ts} is there already',
    cause: 'devenv init makes a first Tiltfile.ts. The one that is there may hold decisions of people, so it stays.',
    hints: [
      { label: 'see what it would write', effect: 'nothing is changed', command: 'devenv init --print' },
      {
        label: 'write it anew',
        effect: 'the present one is kept beside it, as Tiltfile.ts.bak',
        command: 'devenv init --force',
      },
    ],
  },
  {
    code: 'DE0613',
    summary: 'nothing was found in {folder|this folder} that could be a service',
    cause:
      'devenv init looks for CMake projects (CMakeLists.txt with project()) and GPR projects (*.gpr), and in them for programs that listen on a port. Build folders, vendored sources and links are not looked into.',
    hints: [
      { label: 'go to the folder of the sources', effect: 'it looks there and below, never above' },
      { label: 'answer its questions', effect: 'in a terminal, without --yes, it asks about every program it found' },
      { label: 'or write Tiltfile.ts yourself', effect: 'docs/tiltfile.md lists every key' },
    ],
  },
  {
    code: 'DE0614',
    summary: 'there is nothing to send: no request of Tiltfile.ts goes to a service of this session',
    cause: 'devenv traffic sends what the key `traffic` of Tiltfile.ts lists.',
    hints: [{ label: 'list requests under `traffic` in Tiltfile.ts', effect: 'docs/traffic.md has an example' }],
  },
  {
    code: 'DE0615',
    summary: '{object|an object} of the manifests is not what Kubernetes takes[: {reason}]',
    cause:
      'Each object is compared with the schema of the pinned Kubernetes or Istio in cluster/schemas. A field that it does not know is most often misspelt or at the wrong depth.',
    hints: [
      {
        label: 'mend the field that is named',
        effect: 'the check needs no cluster',
        command: 'devenv manifests check',
      },
      {
        label: 'read what the field may hold',
        effect: 'the documentation of the object, from a cluster',
        command: 'kubectl explain {kind|deployment} --recursive',
      },
    ],
  },
  {
    code: 'DE0616',
    summary: '{object|an object} of the manifests breaks a rule[: {reason}]',
    cause:
      'devenv manifests check holds the overlays to rules of safety and operation: no root, no capabilities, no paths of the node outside of development, images with versions, probes, limits, budgets, no tokens, no secrets in files, nothing open that no policy names.',
    hints: [
      { label: 'do what the line `fix` says', effect: 'docs/manifests.md tells each rule and why it is there' },
      { label: 'check again', effect: 'all overlays, all at once', command: 'devenv manifests check' },
    ],
  },
  {
    code: 'DE0617',
    summary: 'the manifests and Tiltfile.ts differ[: {reason}]',
    cause:
      'Ports, replicas, calls and namespaces stand in Tiltfile.ts and in the manifests. Where they differ, development tries another system than the one that is deployed.',
    hints: [
      { label: 'change the one that is wrong', effect: 'both places are named' },
      { label: 'check again', effect: 'all overlays, all at once', command: 'devenv manifests check' },
    ],
  },
])
