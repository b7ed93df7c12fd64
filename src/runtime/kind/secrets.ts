// Secrets of development in the cluster: a Secret of the overlay that has no data and the annotation
// `devenv.dev/generate: token-key` gets a random value for each name, once; what the cluster has stays.

import { randomSecret } from '../../clients/files/secret-files.ts'
import type { Kube, KubeObject } from '../../clients/kube/kube.ts'

const GENERATE = 'devenv.dev/generate'

interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>
}

/** The same objects, with the data of generated secrets. */
export function fillSecrets(
  objects: readonly KubeObject[],
  kube: () => Promise<Pick<Kube, 'get'>>,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  return Promise.all(
    objects.map(async (object) => {
      const names = generated(object)
      return names.length === 0 ? object : fill(object, names, await kube(), signal)
    }),
  )
}

async function fill(
  secret: Secret,
  names: readonly string[],
  kube: Pick<Kube, 'get'>,
  signal: AbortSignal,
): Promise<Secret> {
  const { name, namespace } = secret.metadata
  const known = (await kube.get<Secret>(`/api/v1/namespaces/${namespace}/secrets/${name}`, signal))?.data ?? {}
  const made = names.map((key) => [key, known[key] ?? Buffer.from(`${randomSecret()}\n`).toString('base64')] as const)
  return { ...secret, data: { ...secret.data, ...Object.fromEntries(made) } }
}

function generated({ kind, metadata }: KubeObject): readonly string[] {
  if (kind !== 'Secret') return []
  return (metadata.annotations?.[GENERATE] ?? '').split(/[\s,]+/).filter((name) => name !== '')
}
