// `devenv plan <file>`: what an edit would do, from the records of earlier builds, without doing it.
import { resolve } from 'node:path'
import type { Builder } from '../build/build.ts'
import { affectedBy, buildGraph } from '../graph/graph.ts'
import type { Environment } from '../model/environment.ts'
import type { Affected, DependencyRecord } from '../model/graph.ts'
import { explainPlan } from '../plan/plan.ts'

export async function planWords(
  environment: Environment,
  builder: Builder,
  files: readonly string[],
): Promise<{ readonly affected: readonly Affected[]; readonly words: readonly string[] }> {
  const records = new Map<string, readonly DependencyRecord[]>()
  await Promise.all(
    environment.services.map(async (service) => records.set(service.name, await builder.records(service))),
  )
  const graph = buildGraph(environment, records)
  const affected = affectedBy(
    graph,
    files.map((file) => ({ path: resolve(file), kind: 'changed' as const })),
  )
  return { affected, words: explainPlan(affected, environment) }
}
