// One table of names and loopback addresses, given to every service by environment variables: the same names that a pod sees.
import type { Environment, Service } from '../../model/environment.ts'

/** What a process gets from the person who started devenv; nothing else of that environment, so no secret of a shell. */
const inherited = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'TZ', 'TMPDIR'] as const

export interface Addresses {
  readonly environment: Environment
  /** Added to every port of Tiltfile.ts, so that two workspaces run side by side. */
  readonly offset: number
}

export function portOf(service: Service, { offset }: Addresses): number {
  return service.port + offset
}

export function urlOf(service: Service, addresses: Addresses): string {
  return `http://127.0.0.1:${portOf(service, addresses)}`
}

/**
 * `PORT`, `BIND` and `CALLS` as the kits read them, and for every service `<NAME>_SERVICE_HOST` and `<NAME>_SERVICE_PORT` as
 * Kubernetes gives them. What Tiltfile.ts says comes last and may use `$(PORT)`.
 */
export function variablesOf(
  service: Service,
  addresses: Addresses,
  own: Readonly<Record<string, string | undefined>>,
  secretsDir: string | null = null,
): Readonly<Record<string, string>> {
  const { services } = addresses.environment
  const called = services.filter(({ name }) => service.calls.includes(name))
  const table: Record<string, string> = {
    LC_ALL: 'C.UTF-8',
    PORT: String(portOf(service, addresses)),
    BIND: '127.0.0.1',
    CALLS: called.map((other) => `${other.name}=${urlOf(other, addresses)}`).join(','),
  }
  if (secretsDir !== null) table['SECRETS_DIR'] = secretsDir
  for (const name of inherited) {
    const value = own[name]
    if (value !== undefined) table[name] = value
  }
  for (const other of services) {
    const name = other.name.toUpperCase().replaceAll('-', '_')
    table[`${name}_SERVICE_HOST`] = '127.0.0.1'
    table[`${name}_SERVICE_PORT`] = String(portOf(other, addresses))
  }
  for (const [name, value] of Object.entries(service.env)) table[name] = expand(value, table)
  return table
}

/** `$(NAME)` becomes the variable's value and `$$(NAME)` stays `$(NAME)`, as in the manifest of a pod. */
export function expand(text: string, table: Readonly<Record<string, string>>): string {
  return text.replace(/(\$?)\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g, (whole, mark: string, name: string) =>
    mark === '$' ? whole.slice(1) : (table[name] ?? whole),
  )
}
