// On which port a service listens, how it is told, and by what its readiness is seen.
import { type Asker, answerPort } from './asking.ts'
import type { Candidate } from './candidates.ts'
import { probeRank, wordsOf } from './seen/patterns.ts'

export interface Listening {
  readonly port: number
  readonly remark: string
  readonly args: readonly string[]
  readonly argsRemark: string
  readonly env: readonly { readonly name: string; readonly value: string; readonly remark: string }[]
}

/** Of other things than the service itself: its metrics, what it connects to. */
const otherWords = new Set(
  'metrics admin debug db database redis postgres mysql mongo kafka amqp remote peer upstream target client dest destination proxy src source max min'.split(
    ' ',
  ),
)

export async function listeningOf(
  candidate: Candidate,
  meanings: ReadonlyMap<string, Candidate>,
  taken: Set<number>,
  asker: Asker | null,
): Promise<Listening> {
  const { code, containers, program } = candidate
  const isOwn = (name: string) =>
    wordsOf(name).every((word) => !otherWords.has(word) && (meanings.get(word) ?? candidate) === candidate)
  const variable = code.variables.find(({ value }) => wordsOf(value.name).includes('port') && isOwn(value.name))
  const command = commandOf(candidate)
  const inCode = code.ports.find(({ value }) => isOwn(value.name))
  const container = containers.find(({ ports }) => ports.length > 0)
  const byDefault = Number(variable?.value.byDefault ?? 0)
  const isTold = command !== null || code.portArgument !== null || variable !== undefined
  const places = [
    ...(container === undefined ? [] : [{ port: container.ports[0]!, remark: `from ${container.at}` }]),
    ...(byDefault >= 1 && byDefault <= 65_535
      ? [{ port: byDefault, remark: `the default of ${variable!.value.name}: ${variable!.at}` }]
      : []),
    ...(inCode === undefined
      ? []
      : [
          {
            port: inCode.value.port,
            remark: isTold ? `as in its code: ${inCode.at}` : `fixed in its code: ${inCode.at}`,
          },
        ]),
  ]
  // What is fixed in the code is so whatever a container says.
  const seen = isTold || inCode === undefined ? places[0] : places.at(-1)!
  const { port, remark } = await choosePort(seen ?? null, isTold, program.name, taken, asker)
  taken.add(port)
  const env =
    variable === undefined || variable.value.name === 'PORT' || command !== null || code.portArgument !== null
      ? []
      : [{ name: variable.value.name, value: '$(PORT)', remark: variable.at }]
  return { port, remark, ...argsOf(candidate, command), env }
}

async function choosePort(
  seen: { readonly port: number; readonly remark: string } | null,
  isTold: boolean,
  name: string,
  taken: ReadonlySet<number>,
  asker: Asker | null,
): Promise<{ port: number; remark: string }> {
  if (seen !== null && !taken.has(seen.port)) return seen
  const free = nextFree(seen?.port ?? 8080, taken)
  if (seen !== null && !isTold) {
    const question = `${name} has port ${seen.port} in its code, as another service has. Its port once the code is changed`
    const { value } = await answerPort(asker, question, free, taken)
    return {
      port: value,
      remark: `Guess: ${seen.port} (${seen.remark}) is another service's: change the code to this one`,
    }
  }
  const question = seen === null ? `Port of ${name}` : `${name} wants ${seen.port}, which another service has. Its port`
  const { value, isGuess } = await answerPort(asker, question, free, taken)
  if (!isGuess) return { port: value, remark: '' }
  return {
    port: value,
    remark: seen === null ? 'Guess: no port was seen' : `Guess: ${seen.port} (${seen.remark}) is another service's`,
  }
}

function nextFree(from: number, taken: ReadonlySet<number>): number {
  let port = from
  while (taken.has(port) || port === 9090 || port === 5001) port += 1
  return port
}

interface Command {
  readonly args: readonly string[]
  readonly at: string
}

/** The arguments of a container's command, when they name the port. */
function commandOf({ containers, program }: Candidate): Command | null {
  for (const { command, ports, at } of containers) {
    const start = command.findIndex((word) =>
      [program.name, ...program.aliases].includes(word.slice(word.lastIndexOf('/') + 1)),
    )
    const args = command.slice(start === -1 ? 1 : start + 1)
    const replaced = args.map((word) => {
      const number = /^(.*?[=:]|)(\d{2,5})$/.exec(word)
      return number !== null && ports.includes(Number(number[2])) ? `${number[1]}$(PORT)` : word
    })
    if (replaced.some((word, index) => word !== args[index])) return { args: replaced, at }
  }
  return null
}

function argsOf({ code, containers }: Candidate, command: Command | null): Pick<Listening, 'args' | 'argsRemark'> {
  if (command !== null) return { args: command.args, argsRemark: `as in ${command.at}` }
  const other = containers.find(({ command: words }) => words.length > 1)
  const given = other?.command.slice(1) ?? []
  if (code.portArgument === null) return { args: given, argsRemark: given.length === 0 ? '' : `as in ${other!.at}` }
  const { value, at } = code.portArgument
  const own = value === 1 ? ['$(PORT)'] : value.endsWith('=') ? [`${value}$(PORT)`] : [value, '$(PORT)']
  return { args: [...own, ...given], argsRemark: at }
}

export function probeOf({ code, containers }: Candidate): { readonly path: string | null; readonly remark: string } {
  const declared = containers.find(({ probePath }) => probePath !== null)
  if (declared !== undefined) return { path: declared.probePath, remark: `the health check of ${declared.at}` }
  const [best] = [...code.probes].sort((a, b) => probeRank(a.value) - probeRank(b.value))
  if (best === undefined) return { path: null, remark: 'no path such as /health was seen in its code' }
  return { path: best.value, remark: best.at }
}
