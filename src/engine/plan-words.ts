// `devenv plan <file>`: what an edit would do, from the records of earlier builds, without doing it.
import { relative, resolve } from 'node:path'
import type { Builder } from '../build/build.ts'
import { affectedBy, buildGraph, withoutClusterFiles } from '../graph/graph.ts'
import type { Environment, RuntimeKind } from '../model/environment.ts'
import type { Affected, DependencyRecord } from '../model/graph.ts'
import { explainPlan } from '../plan/plan.ts'

export async function planWords(
  environment: Environment,
  builder: Builder,
  files: readonly string[],
  runtime: RuntimeKind,
): Promise<{ readonly affected: readonly Affected[]; readonly words: readonly string[] }> {
  const records = new Map<string, readonly DependencyRecord[]>()
  await Promise.all(
    environment.services.map(async (service) => records.set(service.name, await builder.records(service))),
  )
  const graph = buildGraph(environment, records)
  const all = affectedBy(
    graph,
    files.map((file) => ({ path: resolve(file), kind: 'changed' as const })),
  )
  if (runtime === 'kind') return { affected: all, words: explainPlan(all, environment) }
  const { affected, unused } = withoutClusterFiles(all)
  const notes = unused.map((path) => `${relative(environment.root, path)}: not used by local processes`)
  // "Nothing is affected" would say it again.
  if (affected.length === 0 && notes.length > 0) return { affected, words: notes }
  return { affected, words: [...notes, ...explainPlan(affected, environment)] }
}
