// Changes -> affected services, each with its reasons. The first rule that speaks for a file decides.
import { dirname } from 'node:path'
import type { Change } from '../model/change.ts'
import type { Environment, Service } from '../model/environment.ts'
import type { Affected, AffectedBy, Need } from '../model/graph.ts'
import { isCompiled, isProjectFile, isProse, recordKind } from './file-kind.ts'
import { isInside } from './folder.ts'
import type { Graph, ServiceRecords } from './graph.ts'

const needs: readonly Need[] = ['live', 'apply', 'image', 'config']

/** In the order of the services in Tiltfile.ts; a service that nothing speaks for is left out. */
export function affectedBy(graph: Graph, changes: readonly Change[]): readonly Affected[] {
  return graph.environment.services.flatMap((service): Affected[] => {
    const trees = treesOf(graph.environment, service)
    const records = graph.records.get(service.name)!
    const effects = changes.flatMap((change) => effectOn(graph.environment, service, trees, records, change) ?? [])
    if (effects.length === 0) return []
    const builds = effects.filter(({ units }) => units !== 'none')
    const isKnown = builds.every(({ units }) => units !== 'tool')
    const units = isKnown ? builds.flatMap((effect) => effect.units) : []
    return [
      {
        service: service.name,
        need: needs[Math.max(...effects.map(({ need }) => needs.indexOf(need)))]!,
        units: [...new Set(units)],
        because: effects.map(({ because }) => because),
      },
    ]
  })
}

interface Effect {
  readonly need: Need
  /** Exactly these; `tool`: the build tool decides; `none`: nothing is compiled for it. */
  readonly units: readonly string[] | 'tool' | 'none'
  readonly because: AffectedBy
}

function effectOn(
  environment: Environment,
  service: Service,
  trees: readonly string[],
  records: ServiceRecords,
  { path, kind }: Change,
): Effect | null {
  const effect = (need: Need, how: AffectedBy['how'], units: Effect['units']): Effect => {
    return { need, units, because: { path, how } }
  }
  if (path === environment.file) return effect('config', 'config', 'none')
  if (concernsImage(environment, service, path)) return effect('image', 'dockerfile', 'none')
  if (concernsManifests(environment, service, path)) return effect('apply', 'manifest', 'none')

  const readers = records.readers.get(path)
  if (readers !== undefined) {
    const how = recordKind(readers[0]!)
    // Without the file the recorded commands do not hold any more.
    return effect('live', how, kind === 'changed' ? readers : 'tool')
  }
  if (!trees.some((tree) => isInside(tree, path)) || isProse(path)) return null
  if (isProjectFile(path)) return effect('live', 'project', 'tool')
  return isKnownNotBuilt(records, path, kind) ? null : effect('live', 'tree', 'tool')
}

function treesOf(environment: Environment, service: Service): readonly string[] {
  const libraries = environment.libraries.filter(({ name }) => service.libraries.includes(name))
  return [...service.sources, ...libraries.flatMap(({ sources }) => sources)]
}

function concernsImage({ root }: Environment, { dockerfile }: Service, path: string): boolean {
  return path === dockerfile || path === `${dockerfile}.dockerignore` || path === `${root}/.dockerignore`
}

/** Its own base; the overlay, and whatever lies beside the bases, speak for all. */
function concernsManifests(environment: Environment, service: Service, path: string): boolean {
  if (isInside(service.manifests, path)) return true
  if (isInside(environment.cluster.overlay, path)) return true
  if (!isInside(dirname(service.manifests), path)) return false
  return !environment.services.some(({ manifests }) => isInside(manifests, path))
}

/**
 * A unit test, say: the compilers of the last good build could have read the file, and no record of the deployed
 * binary names it. After an edit that is not built yet it may have become part of the build.
 */
function isKnownNotBuilt({ isCurrent }: ServiceRecords, path: string, kind: Change['kind']): boolean {
  return isCurrent && kind !== 'added' && isCompiled(path)
}
