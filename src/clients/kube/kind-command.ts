// The kind command: clusters whose nodes are containers.
import { chmod } from 'node:fs/promises'
import type { DockerSocket } from '../docker/docker-socket.ts'
import { runTool, streamTool } from '../tools/tool.ts'
import { toolFile } from '../tools/tool-folder.ts'

export interface NewCluster {
  readonly name: string
  /** Path of the kind configuration. */
  readonly config: string
  readonly image: string
  readonly kubeconfig: string
}

/** Names files of one workspace, so a process with these arguments is that workspace's. */
export function createArgs({ name, config, image, kubeconfig }: NewCluster): readonly string[] {
  return ['create', 'cluster', '--name', name, '--config', config, '--image', image, '--kubeconfig', kubeconfig]
}

export async function createCluster(
  docker: DockerSocket,
  cluster: NewCluster,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await streamTool(toolFile('kind'), createArgs(cluster), {
    env: docker.env,
    onLine: (line) => onLine(stepOf(line)),
    signal,
    values: { cluster: cluster.name, image: cluster.image, node: `${cluster.name}-control-plane` },
  })
  await chmod(cluster.kubeconfig, 0o600)
}

/** Writes the way into the cluster to a file of its own; the user's kubeconfig stays as it is. */
export async function exportKubeconfig(
  docker: DockerSocket,
  name: string,
  kubeconfig: string,
  signal: AbortSignal,
): Promise<void> {
  await runTool(toolFile('kind'), ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig], {
    env: docker.env,
    signal,
  })
  await chmod(kubeconfig, 0o600)
}

/** A line of kind without its spinner and tick. */
function stepOf(line: string): string {
  return line
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/^[\s•✓✗]+/u, '')
    .trim()
}
