// `devenv plan <file>`: what an edit would do, in words, without doing it.
import { basename, relative } from 'node:path'
import type { Environment, Service } from '../model/environment.ts'
import type { Affected, AffectedBy } from '../model/graph.ts'

const shownUnits = 5

/** One line a service that the edit affects, then one for the others. */
export function explainPlan(affected: readonly Affected[], environment: Environment): readonly string[] {
  const width = Math.max(0, ...affected.map(({ service }) => service.length))
  const lines = affected.flatMap((entry) => {
    const service = environment.services.find(({ name }) => name === entry.service)
    return service === undefined ? [] : [`${entry.service.padEnd(width)}  ${effectWords(entry, service, environment)}`]
  })
  const names = affected.map(({ service }) => service)
  const untouched = environment.services.map(({ name }) => name).filter((name) => !names.includes(name))
  if (lines.length === 0)
    return ['no service: no compiler read it, and nothing else is made from it', ...rest(untouched)]
  return [...lines, ...rest(untouched)]
}

function rest(untouched: readonly string[]): readonly string[] {
  if (untouched.length === 0) return []
  const words = untouched.length === 1 ? '1 service stays untouched' : `${untouched.length} services stay untouched`
  return [`${words}: ${untouched.join(', ')}`]
}

function effectWords(entry: Affected, service: Service, environment: Environment): string {
  const because = [...new Map(entry.because.map((reason) => [reason.how, reason])).values()]
  const reasons = because.map((reason) => reasonWords(reason, environment)).join('; ')
  switch (entry.need) {
    case 'live':
      return `live update: ${compileWords(entry, service)}, link, restart (${reasons})`
    case 'apply':
      return `apply, only what differs: not live-updatable (${reasons})`
    case 'image':
      return `image build and rollout: not live-updatable (${reasons})`
    case 'config':
      return `configuration is loaded again; a build follows where its settings differ (${reasons})`
  }
}

function compileWords({ units }: Affected, { build }: Service): string {
  if (units.length === 0)
    return build.kind === 'cpp' ? 'CMake and ninja decide what to compile' : 'gprbuild decides what to compile'
  const names = units.map((unit) => basename(unit))
  const more = names.length > shownUnits ? ` and ${names.length - shownUnits} more` : ''
  return `compile ${names.slice(0, shownUnits).join(', ')}${more}`
}

function reasonWords({ path, how }: AffectedBy, { root }: Environment): string {
  const file = relative(root, path)
  switch (how) {
    case 'depfile':
      return 'the compiler recorded in a depfile that it read the file'
    case 'ali':
      return 'GNAT recorded in an ALI file that it read the file'
    case 'tree':
      return 'no record knows the file, its source tree stands in'
    case 'project':
      return `${file} belongs to the build itself`
    case 'dockerfile':
      return `the image is made from ${file}`
    case 'manifest':
      return `${file} is a manifest`
    case 'config':
      return `${file} changed`
  }
}
