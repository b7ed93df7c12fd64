// What is there and what runs.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { engineVersion, findDocker } from './docker.ts'
import { testbedClusters } from './down.ts'
import type { Step } from './step.ts'
import { ownEngine } from './steps/engine.ts'
import { groundSteps, testbedSteps } from './steps.ts'
import type { Cache } from './store.ts'

/** One line each: the engine, every step with its key, clusters, and where the variables are. */
export async function status(cache: Cache): Promise<string[]> {
  const docker = await findDocker(cache)
  const version = docker === null ? null : await engineVersion(docker)
  const pid = ownEngine(cache)
  const owner = pid === null ? 'not started by the testbed' : `started by the testbed, process ${pid}`
  const lines = [
    version === null ? 'Docker Engine: none answers' : `Docker Engine: ${version}, ${owner}, client ${docker?.client}`,
  ]
  const steps = [
    ...(await groundSteps(cache)),
    ...(docker === null ? [] : await testbedSteps(cache, docker, new Set(['helm']))),
  ]
  for (const step of steps) lines.push(await stepLine(step))
  if (docker !== null && version !== null) {
    const clusters = await testbedClusters(docker)
    lines.push(`clusters: ${clusters.length > 0 ? clusters.join(', ') : 'none'}`)
  }
  const env = join(cache.root, 'env')
  return [...lines, `variables: ${existsSync(env) ? env : 'not written yet'}`]
}

async function stepLine(step: Step): Promise<string> {
  return `${(await step.isDone()) ? '✓' : '-'} ${step.name.padEnd(14)} ${step.key}`
}
