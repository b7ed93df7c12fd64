// Objects of the cluster: from YAML, with our labels, applied in an order that works.
import { parseAllDocuments } from 'yaml'
import { type Kube, KubeError, type KubeObject } from '../../clients/kube/kube.ts'
import { fail } from '../../errors/errors.ts'

export function parseObjects(text: string): readonly KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const object = document.toJS() as KubeObject | null
    return object === null ? [] : [object]
  })
}

export function withLabels<T extends KubeObject>(object: T, labels: Readonly<Record<string, string>>): T {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } } }
}

const first = ['Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'ConfigMap', 'Secret']

/** Namespaces first, then what pods need at their start, then the rest side by side. */
export async function applyObjects(
  kube: Kube,
  objects: readonly KubeObject[],
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  const applied: KubeObject[] = []
  const rank = (object: KubeObject) => {
    const at = first.indexOf(object.kind)
    return at === -1 ? first.length : at
  }
  for (let level = 0; level <= first.length; level += 1) {
    const now = objects.filter((object) => rank(object) === level)
    applied.push(...(await Promise.all(now.map((object) => applyOne(kube, object, signal)))))
  }
  return applied
}

async function applyOne(kube: Kube, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
  try {
    return await kube.apply(object, signal)
  } catch (thrown) {
    if (!(thrown instanceof KubeError)) throw thrown
    const name = `${object.kind} ${object.metadata.namespace === undefined ? '' : `${object.metadata.namespace}/`}${object.metadata.name}`
    const details = [
      { label: 'object', text: name },
      { label: 'answer', text: thrown.status === 0 ? thrown.message : `${thrown.status}: ${thrown.message}` },
    ]
    if (thrown.status === 0) fail('DE0206', { reason: thrown.message }, { details, cause: thrown })
    return fail(
      'DE0209',
      { object: name, kind: object.kind.toLowerCase(), reason: thrown.message },
      { details, cause: thrown },
    )
  }
}

export interface DeploymentStatus {
  readonly metadata: { readonly generation?: number }
  readonly spec: { readonly replicas?: number }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
  }
}

/** True when every replica is of the newest generation. */
export function isReplaced(deployment: DeploymentStatus): boolean {
  const wanted = deployment.spec.replicas ?? 1
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0 } = deployment.status ?? {}
  const isSeen = observedGeneration >= (deployment.metadata.generation ?? 0)
  return isSeen && replicas === wanted && updatedReplicas === wanted
}

/** Replaced, and all of it available. */
export function isRolledOut(deployment: DeploymentStatus): boolean {
  return isReplaced(deployment) && (deployment.status?.availableReplicas ?? 0) === (deployment.spec.replicas ?? 1)
}
