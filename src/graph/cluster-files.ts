// Dockerfiles and manifests make what runs in a cluster; local processes are made of neither.
import type { Affected, AffectedBy } from '../model/graph.ts'

const clusterOnly: ReadonlySet<AffectedBy['how']> = new Set(['dockerfile', 'manifest'])

/** What is left of an edit where there is no cluster, and the paths that have no effect there. */
export function withoutClusterFiles(affected: readonly Affected[]): {
  readonly affected: readonly Affected[]
  readonly unused: readonly string[]
} {
  const unused = new Set<string>()
  const left = affected.flatMap((entry): Affected[] => {
    const because = entry.because.filter(({ how }) => !clusterOnly.has(how))
    for (const { path, how } of entry.because) if (clusterOnly.has(how)) unused.add(path)
    if (because.length === 0) return []
    const need = entry.need === 'image' || entry.need === 'apply' ? 'live' : entry.need
    return [{ ...entry, need, because }]
  })
  return { affected: left, unused: [...unused] }
}
