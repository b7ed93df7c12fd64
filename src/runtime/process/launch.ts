// How the supervisor of a service is started: its arguments, and what tells it from one that was started otherwise.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { keepSecrets } from '../../clients/files/secret-files.ts'
import { planLimits } from '../../clients/process/resource-limits.ts'
import type { SupervisorCommand } from '../../clients/supervisor/supervisor-process.ts'
import type { Probe, Service } from '../../model/environment.ts'
import type { RuntimeContext } from '../runtime.ts'
import { type Addresses, expand, portOf, variablesOf } from './discovery.ts'

/** The name of its socket and status file in the service's run folder. */
export const INSTANCE = 'process'
const LOG_MAX_BYTES = 16 * 1024 * 1024
const LOG_KEEP = 3

export interface Launch {
  readonly command: SupervisorCommand
  /** Two launches with the same stamp give the same process. */
  readonly stamp: string
  /** `memory 1 GiB by RLIMIT_DATA; CPU not limited` */
  readonly limits: string
}

export function launchOf(context: RuntimeContext, service: Service, addresses: Addresses): Launch {
  const { folders, supervisor, environment } = context
  const secretsDir =
    service.secrets.length === 0 ? null : keepSecrets(join(folders.secrets, service.name), service.secrets)
  const env = variablesOf(service, addresses, process.env, secretsDir)
  const limits = planLimits(folders.id, service.name, service.limits)
  const args = [
    'run',
    ...['--slot', join(folders.slots, service.name), '--name', service.name],
    ...['--probe', probeWords(service, addresses, env)],
    ...['--grace', String(service.graceMs), '--ready-timeout', String(service.readyTimeoutMs)],
    ...['--on-fail', service.revert ? 'revert' : 'hold'],
    ...['--status-dir', join(folders.run, service.name), '--instance', INSTANCE],
    ...['--log', logPath(context, service.name), '--log-max', String(LOG_MAX_BYTES), '--log-keep', String(LOG_KEEP)],
    ...limits.args,
  ]
  const own = service.args.map((arg) => expand(arg, env))
  const stamp = createHash('sha256')
    .update(JSON.stringify([args, own, env]))
    .update(contentOf(supervisor))
    .digest('hex')
  const lifeline = context.keep ? [] : ['--lifeline']
  return {
    command: {
      binary: supervisor,
      args: [...args, ...lifeline, '--', ...own],
      env,
      cwd: environment.root,
      endsWithUs: !context.keep,
    },
    stamp,
    limits: limits.words,
  }
}

/** What the service prints, stamped, kept over its builds and over sessions. */
export function logPath({ folders }: RuntimeContext, service: string): string {
  return join(folders.logs, `${service}.out`)
}

function probeWords(service: Service, addresses: Addresses, env: Readonly<Record<string, string>>): string {
  const { probe } = service
  const port = (own: Exclude<Probe, { kind: 'exec' }>) =>
    own.port === service.port ? portOf(service, addresses) : own.port + addresses.offset
  switch (probe.kind) {
    case 'http':
      return `http:${port(probe)}${probe.path}`
    case 'tcp':
      return `tcp:${port(probe)}`
    case 'exec':
      return `exec:${probe.command.map((word) => expand(word, env)).join(' ')}`
  }
}

let hashed: { readonly key: string; readonly content: string } | null = null

/** Of the supervisor, the same for all services: read again only when it is another file. */
function contentOf(path: string): string {
  const { ino, size, mtimeMs } = statSync(path)
  const key = `${path} ${ino} ${size} ${mtimeMs}`
  if (hashed?.key !== key) hashed = { key, content: createHash('sha256').update(readFileSync(path)).digest('hex') }
  return hashed.content
}
