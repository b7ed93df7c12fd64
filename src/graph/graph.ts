// The door: which services an edit affects, exact from what the compilers recorded. Pure: a Graph is never changed, only replaced.
import type { ChangeBatch } from '../model/change.ts'
import type { Environment } from '../model/environment.ts'
import type { Affected, DependencyRecord } from '../model/graph.ts'

export { affectedBy } from './affected.ts'
export { withoutClusterFiles } from './cluster-files.ts'
export { startOrder } from './order.ts'

export interface ServiceRecords {
  /** What each unit read. */
  readonly units: ReadonlyMap<string, readonly string[]>
  /** Turned round: the units that read a file. */
  readonly readers: ReadonlyMap<string, readonly string[]>
  /** Units that were removed since the last good build. */
  readonly gone: ReadonlySet<string>
  /** The newest batch that affected the service. */
  readonly lastBatch: number | null
  /** A good build of this session holds everything up to `lastBatch`: what no record names is not built. */
  readonly isCurrent: boolean
}

export interface Graph {
  readonly environment: Environment
  readonly records: ReadonlyMap<string, ServiceRecords>
}

/** `records`: what earlier builds left, by service. */
export function buildGraph(environment: Environment, records: ReadonlyMap<string, readonly DependencyRecord[]>): Graph {
  const entries = environment.services.map(({ name }): [string, ServiceRecords] => {
    return [name, { ...none, ...indexed(unitsOf(records.get(name) ?? [])) }]
  })
  return { environment, records: new Map(entries) }
}

/**
 * After a good build: its records replace earlier ones of the same units. `batches`: those the build is made from;
 * without them the graph stays careful and takes every unknown file of a source tree for part of the build.
 */
export function updateGraph(
  graph: Graph,
  service: string,
  records: readonly DependencyRecord[],
  batches?: readonly number[],
): Graph {
  const old = graph.records.get(service)
  if (old === undefined) return graph
  const made = unitsOf(records)
  const kept = [...old.units].filter(([unit]) => !old.gone.has(unit))
  const isSame = made.size === 0 && old.gone.size === 0
  const index = isSame ? { units: old.units, readers: old.readers } : indexed(new Map([...kept, ...made]))
  const isCurrent = batches !== undefined && (old.lastBatch === null || batches.includes(old.lastBatch))
  return withRecords(graph, service, { ...index, gone: new Set(), lastBatch: old.lastBatch, isCurrent })
}

/** After `affectedBy` of the batch: until their next good build the records of these services are behind. */
export function noteBatch(graph: Graph, batch: ChangeBatch, affected: readonly Affected[]): Graph {
  return affected.reduce((next, { service }) => {
    const old = next.records.get(service)!
    const gone = new Set(old.gone)
    for (const { path, kind } of batch.changes) {
      if (kind === 'removed' && old.units.has(path)) gone.add(path)
      else gone.delete(path)
    }
    return withRecords(next, service, { ...old, gone, lastBatch: batch.id, isCurrent: false })
  }, graph)
}

const none: ServiceRecords = {
  units: new Map(),
  readers: new Map(),
  gone: new Set(),
  lastBatch: null,
  isCurrent: false,
}

function withRecords(graph: Graph, service: string, records: ServiceRecords): Graph {
  return { ...graph, records: new Map(graph.records).set(service, records) }
}

function unitsOf(records: readonly DependencyRecord[]): ReadonlyMap<string, readonly string[]> {
  return new Map(records.map(({ unit, inputs }) => [unit, inputs]))
}

function indexed(units: ReadonlyMap<string, readonly string[]>) {
  const readers = new Map<string, string[]>()
  for (const [unit, inputs] of units) {
    for (const input of new Set([unit, ...inputs])) {
      const known = readers.get(input)
      if (known === undefined) readers.set(input, [unit])
      else known.push(unit)
    }
  }
  return { units, readers }
}
