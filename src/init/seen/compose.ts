// Compose files: ports, variables, commands and who depends on whom. https://github.com/compose-spec/compose-spec
import { basename, dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { pathIn, readText } from '../tree.ts'
import { type ContainerSeen, commandWords, probePathOf } from './dockerfile.ts'

export const isComposeFile = (file: string) => /^(docker-)?compose([.-][\w-]+)?\.ya?ml$/.test(basename(file))

export interface ComposeSeen extends ContainerSeen {
  readonly service: string
  readonly dockerfile: string | null
}

export function readCompose(root: string, file: string): readonly ComposeSeen[] {
  const services = recordOf(recordOf(parsed(file))['services'])
  return Object.entries(services).flatMap(([name, value]): ComposeSeen[] => {
    const service = recordOf(value)
    // Without a build it runs somebody else's image.
    if (service['build'] === undefined) return []
    const build = typeof service['build'] === 'string' ? { context: service['build'] } : recordOf(service['build'])
    const context = resolve(dirname(file), text(build['context'], '.'))
    const command = [...words(service['entrypoint']), ...words(service['command'])]
    const test = recordOf(service['healthcheck'])['test']
    const started = command[0] === undefined ? [] : [basename(command[0])]
    return [
      {
        service: name,
        dockerfile: resolve(context, text(build['dockerfile'], 'Dockerfile')),
        at: `${pathIn(root, file)}, service ${name}`,
        folder: context,
        names: [name, ...started],
        command,
        ports: [...list(service['ports']).map(targetPort), ...list(service['expose']).map(Number)].filter(
          (port) => port > 0,
        ),
        variables: variablesOf(service['environment']),
        probePath: test === undefined ? null : probePathOf(Array.isArray(test) ? test.join(' ') : String(test)),
        dependsOn: Array.isArray(service['depends_on'])
          ? service['depends_on'].map(String)
          : Object.keys(recordOf(service['depends_on'])),
      },
    ]
  })
}

/** `8080`, `80:8080`, `127.0.0.1:80:8080/tcp`, `{ target: 8080 }` */
function targetPort(value: unknown): number {
  if (typeof value === 'object' && value !== null) return Number(recordOf(value)['target'] ?? 0)
  return Number(/(\d+)(?:\/tcp)?$/.exec(String(value))?.[1] ?? 0)
}

function variablesOf(value: unknown): Readonly<Record<string, string>> {
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value.map(String).flatMap((line) => {
        const at = line.indexOf('=')
        return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)]]
      }),
    )
  }
  const entries = Object.entries(recordOf(value)).filter(([, one]) => one !== null)
  return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]))
}

function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'string' ? commandWords(value) : []
}

function parsed(file: string): unknown {
  try {
    return parse(readText(file))
  } catch {
    return null
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown, byDefault: string) => (typeof value === 'string' ? value : byDefault)
