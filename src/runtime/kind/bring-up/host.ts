// Is the host fit: Docker answers, the tools are there, the ports are free.

import { engineInfo, inspectContainer } from '../../../clients/docker/docker-containers.ts'
import { takenPorts } from '../../../clients/network/taken-ports.ts'
import type { ClusterTool } from '../../../clients/tools/tool-folder.ts'
import { isOlder, toolVersion } from '../../../clients/tools/tool-versions.ts'
import { fail } from '../../../errors/errors.ts'
import { GIB, gib } from '../../../model/bytes.ts'
import type { Step, StepReport } from '../../../model/step.ts'
import { wantedPorts } from '../kind-config.ts'
import type { World } from '../world.ts'

const NEEDED_BYTES = 3 * GIB

export function hostStep(world: World): Step {
  return {
    name: 'host',
    title: 'Check host',
    dependsOn: [],
    optional: false,
    // A node that runs is proof enough; the tools are needed to make one.
    isDone: async (signal) => {
      const node = await inspectContainer(await world.docker(signal), world.node, signal)
      return node?.isRunning === true ? 'Docker answers, the node runs' : null
    },
    run: async (report, signal) => {
      const docker = await world.docker(signal)
      const info = await engineInfo(docker, signal)
      report.log(`Docker ${info.version}, ${info.cpus} CPUs, ${gib(info.memoryBytes)}, cgroup v${info.cgroupVersion}`)
      if (info.memoryBytes < NEEDED_BYTES) {
        fail('DE0103', { resource: 'memory', found: gib(info.memoryBytes), needed: gib(NEEDED_BYTES) })
      }
      const found = await checkTools(world, signal)
      const node = await inspectContainer(docker, world.node, signal)
      if (node === null) await checkPorts(world, report, signal)
      return `Docker ${info.version}, ${found.join(', ')}`
    },
  }
}

async function checkTools(world: World, signal: AbortSignal): Promise<readonly string[]> {
  const tools: readonly ClusterTool[] = world.context.environment.cluster.istio
    ? ['kind', 'kubectl', 'istioctl']
    : ['kind', 'kubectl']
  return Promise.all(
    tools.map(async (tool) => {
      const range = world.versions.tools[tool]
      const found = await toolVersion(tool, signal)
      const values = { tool, wanted: `${range.oldest} or newer, tested with ${range.tested}` }
      // Istio is an addon: without its tool the rest comes up.
      if (found === null) return tool === 'istioctl' ? 'no istioctl' : fail('DE0106', values)
      if (isOlder(found, range.oldest) && tool !== 'istioctl') fail('DE0106', { ...values, found })
      return `${tool} ${found}`
    }),
  )
}

async function checkPorts(world: World, { detail }: StepReport, signal: AbortSignal): Promise<void> {
  const ports = wantedPorts(world.context.environment)
  const [taken] = await takenPorts(ports, new Set(), { tell: detail, signal })
  if (taken !== undefined) fail('DE0104', { ...taken })
}
