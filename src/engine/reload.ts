// Tiltfile.ts was edited: the new configuration takes over, or the old one stays and the mistakes are shown.
import { asDevenvError, makeError } from '../errors/errors.ts'
import { buildGraph } from '../graph/graph.ts'
import type { Environment, Service } from '../model/environment.ts'
import type { DependencyRecord } from '../model/graph.ts'
import type { LiveSession } from './live-session.ts'
import { watchedPaths } from './watched.ts'

export async function reloadConfig(session: LiveSession): Promise<void> {
  const { problems, store, loop, options } = session
  let environment: Environment
  try {
    environment = await options.reload()
  } catch (thrown) {
    problems.open('config', null, asDevenvError(thrown).toData())
    return
  }
  problems.close('config', null)
  const before = store.state.environment
  if (shape(before) !== shape(environment)) {
    const details = [{ label: 'changed', text: 'services, ports or the cluster section' }]
    const hints = [
      {
        label: 'end this session and run devenv up again',
        effect: 'brings the new services up and removes those that are gone',
      },
    ]
    problems.open('config', null, makeError('DE0108', { difference: 'Tiltfile.ts' }, { details, hints }).toData())
    return
  }
  const records = new Map<string, readonly DependencyRecord[]>()
  for (const service of environment.services) records.set(service.name, await options.builder.records(service))
  loop.setGraph(buildGraph(environment, records))
  store.dispatch({ kind: 'environment', environment })
  if (JSON.stringify(watchedPaths(before)) !== JSON.stringify(watchedPaths(environment))) await session.rewatch()
  for (const service of environment.services) {
    const old = before.services.find(({ name }) => name === service.name)
    if (old === undefined || definition(old) === definition(service)) continue
    const need = JSON.stringify(old.build) === JSON.stringify(service.build) ? 'apply' : 'live'
    store.dispatch({ kind: 'build.asked', service: service.name, trigger: 'config', need })
  }
  loop.pump()
}

/** What only a new bring-up can change. */
function shape(environment: Environment): string {
  return JSON.stringify([
    environment.cluster,
    environment.services.map(({ name, port, namespace }) => [name, port, namespace]),
  ])
}

function definition(service: Service): string {
  const { declaredAt: _, ...rest } = service
  return JSON.stringify(rest)
}
