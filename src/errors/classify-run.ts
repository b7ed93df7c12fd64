// Rows for what services, pods and streams into pods say.
import type { ClassifyRow } from './classify-row.ts'
import { reason } from './classify-row.ts'

const execTools = ['kubectl', 'docker', 'exec']
const said = ['service', 'pod']

export const runRows: readonly ClassifyRow[] = [
  {
    tools: said,
    pattern: /error while loading shared libraries: ([^\s:]+):/,
    code: 'DE0408',
    take: ([, library]) => ({ library: library! }),
  },
  {
    tools: said,
    pattern: /version `(GLIBC\w*_[\d.]+)' not found/,
    code: 'DE0307',
    take: ([, version]) => ({ reason: `it wants ${version}` }),
  },
  {
    tools: said,
    pattern: /[Ee]xec format error/,
    code: 'DE0307',
    take: () => ({ reason: 'it was built for another architecture' }),
  },
  {
    tools: said,
    pattern: /(?:port |:)?(\d+)?:? ?[Aa]ddress already in use/,
    code: 'DE0409',
    take: ([, port]) => ({ port: port ?? '' }),
  },
  { tools: [...said, ...execTools], pattern: /[Tt]ext file busy/, code: 'DE0404' },
  { tools: said, pattern: /OOMKilled/, code: 'DE0402', take: () => ({ reason: 'out of memory' }) },
  { tools: said, exitCode: 137, pattern: /^/, code: 'DE0402', take: () => ({ reason: 'exit code 137' }) },
  {
    tools: said,
    pattern: /(Insufficient (?:cpu|memory|ephemeral-storage|pods)|untolerated taint \{[^}]+\}|didn't match [^.\n]+)/,
    code: 'DE0413',
    take: reason,
  },
  { tools: said, pattern: /CrashLoopBackOff|back-off \S+ restarting failed container/, code: 'DE0412' },
  {
    tools: ['kubectl'],
    pattern: /deployment "([^"]+)" exceeded its progress deadline/,
    code: 'DE0414',
    take: ([, service]) => ({ service: service!, reason: 'its progress deadline is over' }),
  },
  {
    tools: ['kubectl'],
    command: /\brollout status\b|\bwait\b/,
    pattern: /timed out waiting for the condition/,
    code: 'DE0414',
    take: (match) => ({ reason: match[0] }),
  },
  {
    tools: execTools,
    pattern: /exec: "([^"]+)": executable file not found/,
    code: 'DE0401',
    take: ([, program]) => ({ reason: `there is no ${program} in the container` }),
  },
  {
    tools: execTools,
    command: /\bexec\b|\bcp\b/,
    pattern: /[Rr]ead-only file system/,
    code: 'DE0401',
    take: () => ({ reason: 'its file system is read-only' }),
  },
  {
    tools: execTools,
    pattern:
      /unable to upgrade connection: ([^\n]+)|error reading from error stream: ([^\n]+)|(websocket: close 1006[^\n]*)/,
    code: 'DE0416',
    take: (match) => ({ reason: match[1] ?? match[2] ?? match[3] ?? '' }),
  },
]
