// The session that the guide looks at: the one that runs, or the one that it starts.
import { type ControlClient, connectControl, findSession } from '../engine/engine.ts'
import { asDevenvError } from '../errors/errors.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { GuideEvent } from './guide/state.ts'
import { stepLines, type Told } from './guide/steps.ts'
import type { World } from './world.ts'

const socketRetryMs = 100

/** Brings everything up, or waits for a session that does; prints each step. */
export async function bringUp(
  world: World,
  yes: boolean,
  signal: AbortSignal,
): Promise<Extract<GuideEvent, { kind: 'up' }>> {
  const wasRunning = (await sessionOf(world)) !== null
  const exitCode = wasRunning ? await waitForBringUp(world, signal) : await start(world, yes, signal)
  const client = await sessionOf(world)
  signal.throwIfAborted()
  const nothing = { kind: 'up' as const, exitCode: exitCode ?? 4, wasRunning, ready: [], notReady: [] }
  if (client === null) return nothing
  const { services, phase } = await client.ask<Snapshot>({ method: 'status' })
  if (phase !== 'watching') return nothing
  const isReady = (service: Snapshot['services'][number]) => service.health === 'ready'
  return {
    ...nothing,
    ready: services.filter(isReady).map(({ name }) => name),
    notReady: services
      .filter((service) => !isReady(service))
      .map(({ name, note, health }) => ({ name, why: note === '' ? health : note })),
  }
}

export async function sessionOf({ folders }: World): Promise<ControlClient | null> {
  const { info } = await findSession(folders.socket)
  return info === null ? null : connectControl(folders.socket)
}

/** Each event in its order; resolves when the session has ended or the signal aborts. */
export async function followEvents(
  world: World,
  client: ControlClient,
  onEvent: (event: SessionEvent, lines: readonly string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let turn = Promise.resolve()
  const tell = async (event: SessionEvent) => {
    const snapshot = await client.ask<Snapshot>({ method: 'status' })
    if (!signal.aborted) onEvent(event, world.plainLines(event, snapshot))
  }
  await follow<SessionEvent>(
    client,
    'events',
    (event) => {
      // A session that ends between the two answers is told by the end of the stream.
      turn = turn.then(() => tell(event)).catch(() => {})
    },
    signal,
  ).catch(() => {})
  await turn
}

/** An abort that came before is no event any more: nothing is opened then. */
async function follow<T>(
  client: ControlClient,
  method: 'events' | 'watch',
  onItem: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted) await client.follow<T>({ method }, onItem, signal)
}

/** Until neither a build nor an update of the service runs or waits. */
export async function untilIdle(client: ControlClient, name: string, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const isIdle = (snapshot: Snapshot) => {
    const service = snapshot.services.find((entry) => entry.name === name)
    return service === undefined || (service.updating === null && !['queued', 'building'].includes(service.build.state))
  }
  await follow<Snapshot>(
    client,
    'watch',
    (snapshot) => {
      if (isIdle(snapshot)) over.abort()
    },
    AbortSignal.any([signal, over.signal]),
  ).catch(() => {})
}

async function start(world: World, yes: boolean, signal: AbortSignal): Promise<number | null> {
  let hasSession = false
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const errors: string[] = []
  const ended = world
    .up(
      yes,
      (line, from) => {
        if (from === 'stderr') errors.push(line)
        // Steps are told from what the session says itself; what comes before it, such as installing, is told here.
        else if (!hasSession && !/^ [✔✘] /.test(line)) world.print(`  ${line}`)
      },
      signal,
    )
    .finally(() => over.abort())
  const told = await untilSession(world, both)
  if (told !== null) {
    hasSession = true
    await tellSteps(world, told, signal)
  }
  const exitCode = await ended
  if (exitCode !== 0) for (const line of errors.flatMap(plainError)) world.print(`  ${line}`)
  return exitCode
}

/** What a session without a terminal says last is JSON: an error, or an event that was told already. */
function plainError(line: string): readonly string[] {
  if (!line.startsWith('{')) return [line]
  try {
    const { code, summary } = JSON.parse(line) as { code?: string; summary?: string }
    return code === undefined || summary === undefined ? [] : [`${code}: ${summary}; devenv explain ${code}`]
  } catch {
    return [line]
  }
}

async function waitForBringUp(world: World, signal: AbortSignal): Promise<number> {
  const client = await sessionOf(world)
  if (client !== null) await tellSteps(world, client, signal)
  return 0
}

/** Looks once more when it is over: the steps of a short bring-up are told as well. */
async function untilSession(world: World, signal: AbortSignal): Promise<ControlClient | null> {
  for (;;) {
    const client = await sessionOf(world).catch(() => null)
    if (client !== null || signal.aborted) return client
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, socketRetryMs)
      signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
    })
  }
}

async function tellSteps(world: World, client: ControlClient, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  let told: Told | null = null
  await follow<Snapshot>(
    client,
    'watch',
    (snapshot) => {
      const next = stepLines(snapshot, told)
      told = next.told
      for (const line of next.lines) world.print(line)
      if (snapshot.phase !== 'bring-up') over.abort()
    },
    AbortSignal.any([signal, over.signal]),
  ).catch((thrown: unknown) => {
    if (!signal.aborted) world.print(`  ${asDevenvError(thrown).summary}`)
  })
}
