// A cluster that is there: made here and for this Tiltfile.ts (DE0108).
import { type Container, inspectContainer } from '../../clients/docker/docker-containers.ts'
import type { Environment } from '../../model/environment.ts'
import type { WorkspaceFolders } from '../../model/workspace.ts'
import { clusterFolder, readVersions } from '../../runtime/kind/versions.ts'
import { byHand, type Check, dockerOf, makeCheck, type Subject } from './check.ts'

export async function checkCluster(subject: Subject): Promise<readonly Check[]> {
  const { environment, folders, signal } = subject
  const look = await dockerOf(subject)
  if (look === null || environment === null || folders === null) return []
  const node = await inspectContainer(look.socket, `${environment.cluster.name}-control-plane`, signal)
  if (node === null) return []
  return [clusterCheck(node, environment, folders, readVersions(clusterFolder(environment.root)).nodeImage)]
}

export function clusterCheck(
  node: Container,
  environment: Environment,
  folders: WorkspaceFolders,
  image: string,
): Check {
  const isOurs = node.mounts.some(({ source }) => source === folders.slots)
  const lacking = environment.services.filter(({ port }) => !node.ports.has(port)).map(({ port }) => port)
  const differences = [
    ...(isOurs ? [] : ['it belongs to another workspace, or was made without devenv']),
    ...(isOurs && node.image !== image ? [`its node image is ${node.image}, not ${image}`] : []),
  ]
  const remarks = isOurs && lacking.length > 0 ? [`no way in for the ports ${lacking.join(', ')}, added since`] : []
  return makeCheck({
    code: 'DE0108',
    name: 'cluster',
    runtime: 'kind',
    // Another Kubernetes version works on; somebody else's cluster is not touched.
    state: !isOurs ? 'blocks' : differences.length + remarks.length > 0 ? 'warns' : 'ok',
    found: [...differences, ...remarks].join('; ') || `${environment.cluster.name}, made here`,
    needed: 'one that this workspace made, with the ports and the Kubernetes version of now',
    fix:
      differences.length + remarks.length === 0
        ? null
        : byHand(isOurs ? 'devenv down && devenv up' : 'set cluster.name in Tiltfile.ts to a name of its own'),
  })
}
