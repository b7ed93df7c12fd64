// The parts of a Deployment that rules look at.
import { type Data, dataAt, listAt, type ManifestObject, ofKind } from './object.ts'

export interface Workload {
  readonly object: ManifestObject
  readonly labels: Data
  readonly pod: Data
  /** Those that run beside or before the service as well. */
  readonly containers: readonly Data[]
}

export function workloads(objects: readonly ManifestObject[]): readonly Workload[] {
  return ofKind(objects, 'Deployment').map((object) => {
    const pod = dataAt(object, 'spec', 'template', 'spec')
    const containers = ['initContainers', 'containers'].flatMap((key) => listAt(pod, key)) as readonly Data[]
    return { object, labels: dataAt(object, 'spec', 'template', 'metadata', 'labels'), pod, containers }
  })
}
