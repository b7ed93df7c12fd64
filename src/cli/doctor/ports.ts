// The ports of this Tiltfile.ts: free, or who holds them (DE0104).

import { inspectContainer } from '../../clients/docker/docker-containers.ts'
import { listClaims } from '../../clients/files/claim-file.ts'
import { runtimeHome } from '../../clients/files/folders.ts'
import { portHolder } from '../../clients/network/loopback-port.ts'
import type { Environment } from '../../model/environment.ts'
import { byHand, type Check, dockerOf, makeCheck, type Subject } from './check.ts'

interface Wanted {
  readonly port: number
  readonly name: string
  /** What to change in Tiltfile.ts. */
  readonly key: string
  readonly isKindOnly: boolean
}

export async function checkPorts(subject: Subject): Promise<readonly Check[]> {
  const { environment, session, signal } = subject
  if (environment === null) return []
  const wanted = wantedPorts(environment)
  // What a session of this workspace or its cluster holds is where it should be.
  const owner = session === null ? await clusterOwner(subject) : `the session that runs here (process ${session})`
  const holders = await Promise.all(wanted.map(({ port }) => portHolder(port, signal)))
  const taken = wanted.flatMap((entry, at) => {
    const holder = holders[at]
    return holder === null || holder === undefined ? [] : [{ ...entry, holder }]
  })
  const base = { code: 'DE0104', needed: 'free: links, probes and other tools rely on it' } as const
  if (taken.length === 0 || owner !== null) {
    const found = taken.length === 0 ? 'all are free' : `in use by ${owner}`
    return [
      makeCheck({ ...base, name: 'ports', state: 'ok', found, needed: wanted.map(({ port }) => port).join(', ') }),
    ]
  }
  return taken.map(({ port, name, key, isKindOnly, holder }) => {
    const other = otherWorkspace(port, subject)
    const isMoved = other !== null && !isKindOnly
    return makeCheck({
      ...base,
      name: `port ${port} of ${name}`,
      state: 'blocks',
      // Local processes of a second workspace take ports of their own; a cluster's are fixed when it is made.
      runtime: isKindOnly || isMoved ? 'kind' : null,
      found: `taken by ${holder}${other === null ? '' : ` of the workspace ${other}`}`,
      details: isMoved ? ['local processes here take ports moved by a multiple of 100'] : [],
      fix: byHand(
        isMoved
          ? `devenv down in ${other}, or change ${key} in Tiltfile.ts`
          : `end ${holder}, or change ${key} in Tiltfile.ts   # ss -ltnp sport = :${port}`,
      ),
    })
  })
}

/** The folder of another workspace of this user that has the port now. */
function otherWorkspace(port: number, { folders }: Subject): string | null {
  const claims = listClaims(runtimeHome()).filter(({ id }) => id !== folders?.id)
  return claims.find(({ ports, offset }) => ports.includes(port - offset))?.root ?? null
}

function wantedPorts({ services, cluster }: Environment): readonly Wanted[] {
  return [
    ...services.map(({ name, port }) => ({ port, name, key: `the port of ${name}`, isKindOnly: false })),
    ...(cluster.prometheus
      ? [{ port: cluster.prometheusPort, name: 'Prometheus', key: 'cluster.prometheusPort', isKindOnly: true }]
      : []),
    { port: cluster.registryPort, name: 'the image registry', key: 'cluster.registryPort', isKindOnly: true },
  ]
}

async function clusterOwner(subject: Subject): Promise<string | null> {
  const look = await dockerOf(subject)
  if (look === null || subject.environment === null) return null
  const name = `${subject.environment.cluster.name}-control-plane`
  const node = await inspectContainer(look.socket, name, subject.signal).catch(() => null)
  const isOurs = node?.mounts.some(({ source }) => source === subject.folders?.slots) === true
  return isOurs && node?.isRunning === true ? `the cluster of this workspace (container ${name})` : null
}
