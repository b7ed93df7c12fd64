// Where to look, each with the real output of the command for the newcomer's service.
import { getAnswer } from '../clients/network/http-answer.ts'
import { shellLine } from '../clients/process/run.ts'
import type { Environment } from '../model/environment.ts'
import type { ServiceSnapshot, Snapshot } from '../model/snapshot.ts'
import type { Look } from './guide/state.ts'
import type { World } from './world.ts'

const requestMs = 2_000
const shownMetrics = 6
const columns = 150

export async function lookAround(
  world: World,
  snapshot: Snapshot,
  service: ServiceSnapshot,
  signal: AbortSignal,
): Promise<readonly Look[]> {
  const { name } = service
  const shown = async (title: string, args: readonly string[], lines: number, asTyped = args): Promise<Look> => ({
    title,
    command: shellLine('devenv', asTyped),
    output: cut(await world.devenv(args, signal), lines),
  })
  const tail = ['logs', name, '--tail', '4']
  return [
    await shown(`Logs: what ${name} and its builds print. With -f the lines go on as they come.`, tail, 4, [
      'logs',
      name,
      '-f',
    ]),
    await shown('Errors: what needs a person, with the first error and what to do.', ['problems'], 8),
    await shown(
      'Every error has a code, and each code an explanation. This one you meet when a service does not compile.',
      ['explain', service.language === 'ada' ? 'DE0302' : 'DE0301'],
      6,
    ),
    await shown(`What ${name} does right now, and why.`, ['explain', name], 12),
    await shown(
      'Metrics: the columns RPS, ERR%, P95, P50, CPU and MEM are the golden signals. - means not known, never 0.',
      ['status'],
      snapshot.services.length + 3,
    ),
    ...(await metrics(service, signal)),
    ...prometheus(world.environment, snapshot),
    {
      title: 'The screen: all of this in one place, with keys. Leaving it with q leaves the session running.',
      command: 'devenv attach',
      output: [],
    },
  ]
}

async function metrics(service: ServiceSnapshot, signal: AbortSignal): Promise<readonly Look[]> {
  if (service.url === null) return []
  const url = new URL('/metrics', service.url).href
  const answer = await getAnswer(url, requestMs, signal).catch(() => null)
  if (answer === null || answer.status !== 200) return []
  const values = answer.body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return [
    {
      title: `Where the numbers come from: ${service.name} counts its own requests.`,
      command: shellLine('curl', [url]),
      output: cut(values, shownMetrics),
    },
  ]
}

function prometheus({ cluster }: Environment, snapshot: Snapshot): readonly Look[] {
  if (snapshot.runtime !== 'kind' || !cluster.prometheus || snapshot.addons.prometheus.state !== 'ready') return []
  return [
    {
      title: 'Prometheus keeps the metrics of all services; open it in a browser.',
      command: `open http://127.0.0.1:${cluster.prometheusPort}`,
      output: [],
    },
  ]
}

function cut(lines: readonly string[], most: number): readonly string[] {
  const shown = lines.slice(0, most).map((line) => (line.length > columns ? `${line.slice(0, columns)}...` : line))
  return lines.length > most ? [...shown, `... and ${lines.length - most} more lines`] : shown
}
