// A Dockerfile as far as it tells how a program is run: the last stage's ports, variables, command and health check.
import { basename, dirname } from 'node:path'
import { pathIn, readText } from '../tree.ts'

export interface ContainerSeen {
  /** `Dockerfile`, or `compose.yaml, service mill`. */
  readonly at: string
  readonly folder: string
  /** Names it may mean: of the program it starts, of files it copies, of its service. */
  readonly names: readonly string[]
  /** What it starts, the program first; empty when it does not say. */
  readonly command: readonly string[]
  readonly ports: readonly number[]
  readonly variables: Readonly<Record<string, string>>
  readonly probePath: string | null
  readonly dependsOn: readonly string[]
}

export function readDockerfile(root: string, file: string): ContainerSeen {
  let ports: number[] = []
  let variables: Record<string, string> = {}
  let entry: string[] = []
  let command: string[] = []
  let copied: string[] = []
  let probePath: string | null = null
  for (const { name, rest } of instructionsOf(readText(file))) {
    const text = fill(rest, variables)
    if (name === 'FROM') {
      ports = []
      variables = {}
      entry = []
      command = []
      copied = []
      probePath = null
    } else if (name === 'EXPOSE')
      ports.push(...[...text.matchAll(/(\d{2,5})(?:\/tcp)?(?=\s|$)/g)].map((match) => Number(match[1])))
    else if (name === 'ENV' || name === 'ARG') Object.assign(variables, name === 'ENV' ? assignments(text) : {})
    else if (name === 'ENTRYPOINT') entry = commandWords(text)
    else if (name === 'CMD') command = commandWords(text)
    else if (name === 'COPY')
      copied.push(
        ...text
          .split(/\s+/)
          .filter((word) => !word.startsWith('--'))
          .map((word) => basename(word)),
      )
    else if (name === 'HEALTHCHECK') probePath = probePathOf(text)
  }
  const whole = [...entry, ...command]
  const started = whole[0] === undefined ? [] : [basename(whole[0])]
  return {
    at: pathIn(root, file),
    folder: dirname(file),
    names: [...started, ...copied],
    command: whole,
    ports,
    variables,
    probePath,
    dependsOn: [],
  }
}

/** `["mill", "--port", "80"]`, or a plain line without anything that only a shell understands. */
export function commandWords(text: string): string[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(trimmed)
      return Array.isArray(words) ? words.map(String) : []
    } catch {
      return []
    }
  }
  if (/[|&;<>$`"'\\]/.test(trimmed)) return []
  return trimmed.split(/\s+/).filter((word) => word !== '' && word !== 'exec')
}

/** `curl -f http://localhost:8080/healthz || exit 1` */
export function probePathOf(text: string): string | null {
  return /https?:\/\/[^\s/"']+(\/[^\s"'\]|;]*)/.exec(text)?.[1] ?? null
}

function instructionsOf(text: string): readonly { name: string; rest: string }[] {
  const joined = text.replace(/^\s*#[^\n]*\n/gm, '').replace(/\\\r?\n/g, ' ')
  return joined.split('\n').flatMap((line) => {
    const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line)
    return match === null ? [] : [{ name: match[1]!.toUpperCase(), rest: match[2]!.trim() }]
  })
}

function assignments(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([A-Za-z_]\w*)=(?:"([^"]*)"|(\S*))/g)]
  if (pairs.length > 0) return Object.fromEntries(pairs.map((match) => [match[1]!, match[2] ?? match[3] ?? '']))
  const [name = '', ...rest] = text.split(/\s+/)
  return { [name]: rest.join(' ') }
}

function fill(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{?(\w+)(?::-([^}]*))?\}?/g, (whole, name: string, byDefault?: string) => {
    return variables[name] ?? byDefault ?? whole
  })
}
