// Where an image comes from: the last commit of what it is built from, so that other commits leave it as it is.
import { dirname, relative } from 'node:path'
import { run } from '../clients/process/run.ts'
import type { Environment, Service } from '../model/environment.ts'

export interface Provenance {
  /** Of a commit, with `-dirty` when the files differ from it; `unknown` outside of git. */
  readonly revision: string
  /** The same, short. */
  readonly version: string
  /** SOURCE_DATE_EPOCH, else when that commit was made. */
  readonly epochSeconds: number
  /** Where the sources are published; else their folder in the workspace. */
  readonly source: string
}

export async function provenanceOf(
  environment: Environment,
  service: Service,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Provenance> {
  const { root } = environment
  const libraries = environment.libraries.filter(({ name }) => service.libraries.includes(name))
  const paths = [...service.sources, ...libraries.flatMap(({ sources }) => sources), dirname(service.dockerfile)]
  const git = async (...args: string[]) => {
    const { exitCode, stdout } = await run('git', ['-C', root, ...args], { signal, timeoutMs: 30_000 })
    return exitCode === 0 ? stdout.trim() : null
  }
  const [last, changes, remote] = await Promise.all([
    git('log', '-1', '--format=%H %ct', '--', ...paths),
    git('status', '--porcelain', '--', ...paths),
    git('config', '--get', 'remote.origin.url'),
  ])
  const [commit, seconds] = (last ?? '').split(' ')
  const given = /^\d{1,11}$/.exec(env['SOURCE_DATE_EPOCH'] ?? '')?.[0]
  const mark = changes === '' ? '' : '-dirty'
  return {
    revision: commit ? `${commit}${mark}` : 'unknown',
    version: commit ? `${commit.slice(0, 12)}${mark}` : 'unknown',
    epochSeconds: Number(given ?? seconds ?? 0),
    source: remote ? withoutSecrets(remote) : (service.sources[0] && relative(root, service.sources[0])) || '.',
  }
}

/** A remote may hold a password; an address of ssh is written as one. */
function withoutSecrets(remote: string): string {
  return remote.replace(/^(\w+:\/\/)[^@/]*@/, '$1').replace(/^[\w.-]+@([\w.-]+):/, 'https://$1/')
}
