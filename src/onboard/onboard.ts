// The door: runs the guide in a terminal or a pipe, and keeps how far it is after every turn.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlClient } from '../engine/engine.ts'
import type { ServiceSnapshot, Snapshot } from '../model/snapshot.ts'
import { serviceFacts } from './describe.ts'
import { advance, begin } from './guide/guide.ts'
import { type Edit, listLines } from './guide/progress.ts'
import type { EditStanding, Effect, Facts, GuideEvent, GuideState, Turn } from './guide/state.ts'
import { Asker } from './input.ts'
import { KeptFiles } from './kept-files.ts'
import { lookAround } from './look.ts'
import { prove } from './proof.ts'
import { reset } from './reset.ts'
import { bringUp, followEvents, sessionOf, untilIdle } from './session-link.ts'
import { suggestLines } from './suggest.ts'
import type { World } from './world.ts'

export { keysOf, linesOf } from './input.ts'
export type { World } from './world.ts'

const pages: readonly { readonly path: string; readonly about: string }[] = [
  { path: 'README.md', about: 'what there is, and the commands of every day' },
  { path: 'docs/onboarding.md', about: 'this tour in prose' },
  { path: 'docs/hot-reload.md', about: 'what happens on a save' },
  { path: 'docs/tiltfile.md', about: 'every key of Tiltfile.ts' },
  { path: 'docs/troubleshooting.md', about: 'where to look first, and every error with its cause and what to do' },
]

/** Resolves with the exit code. */
export function onboard(world: World, yes: boolean): Promise<number> {
  return new Guide(world, yes).run()
}

/** `--list`. */
export function listOnboarding(world: World): void {
  const { state, root } = world.folders
  for (const line of listLines(new KeptFiles(state, root).readProgress())) world.print(line)
}

/** `--reset`. */
export async function resetOnboarding(world: World, yes: boolean): Promise<number> {
  const { state, root } = world.folders
  const asker = yes ? null : new Asker(world.input)
  try {
    return await reset(new KeptFiles(state, root), {
      root,
      print: world.print,
      confirm: (question) => {
        if (asker === null) return Promise.resolve(true)
        world.print(question)
        return asker.answer()
      },
    })
  } finally {
    asker?.close()
  }
}

class Guide {
  private readonly world: World
  private readonly facts: Facts
  private readonly files: KeptFiles
  private readonly controller = new AbortController()
  private readonly queue: string[] = []
  private state: GuideState | null = null
  private hasEnded = false
  private following: ControlClient | null = null
  private finish: (exitCode: number) => void = () => {}
  private fail: (thrown: unknown) => void = () => {}

  constructor(world: World, yes: boolean) {
    const { environment, folders, editor } = world
    this.world = world
    this.files = new KeptFiles(folders.state, folders.root)
    this.facts = {
      name: environment.name,
      root: folders.root,
      services: serviceFacts(environment),
      editor,
      pages: pages.filter(({ path }) => existsSync(join(folders.root, path))),
      yes,
    }
  }

  async run(): Promise<number> {
    const ended = new Promise<number>((resolve, reject) => {
      this.finish = resolve
      this.fail = reject
    })
    const release = this.world.input.listen({
      onText: (text) => {
        this.queue.push(text)
        this.takeInput()
      },
      onInterrupt: () => this.happen({ kind: 'interrupted' }),
      onEnd: () => {
        this.hasEnded = true
        this.takeInput()
      },
    })
    const onSignal = () => this.happen({ kind: 'interrupted' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
    try {
      this.take(begin(this.files.readProgress(), this.facts))
      return await ended
    } finally {
      this.controller.abort()
      release()
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal)
    }
  }

  private happen(event: GuideEvent): void {
    if (this.state === null || this.controller.signal.aborted) return
    this.take(advance(this.state, event, this.facts))
  }

  private take({ state, lines, effects }: Turn): void {
    const before = this.state?.progress
    this.state = state
    try {
      if (before !== state.progress) this.files.writeProgress(state.progress)
      // Before a person reads which file to change: what they do next may be the change.
      for (const effect of effects) if (effect.kind === 'keep') this.keep(effect.edit)
    } catch (thrown) {
      this.failed(thrown)
      return
    }
    for (const line of lines) this.world.print(line)
    for (const effect of effects) this.act(effect).catch(this.failed)
    this.takeInput()
  }

  private keep({ suggestion }: Edit): void {
    if (suggestion !== null) this.files.keep(suggestion.file)
  }

  private readonly failed = (thrown: unknown) => {
    if (!this.controller.signal.aborted) this.fail(thrown)
  }

  /** A pipe brings all its lines at once: each waits for its question. A key is for what is on the screen now. */
  private takeInput(): void {
    const { isQueued } = this.world.input
    while (this.state !== null && this.queue.length > 0 && (!isQueued || this.isAsking())) {
      const text = this.queue.shift()!
      this.happen({ kind: 'input', text })
    }
    if (!this.hasEnded || this.queue.length > 0 || this.state === null) return
    this.hasEnded = false
    this.happen({ kind: 'nobody' })
  }

  private isAsking(): boolean {
    const { waiting } = this.state!
    return ['next', 'service', 'retry'].includes(waiting.kind) || (waiting.kind === 'save' && waiting.was !== 'made')
  }

  private async act(effect: Effect): Promise<void> {
    const { signal } = this.controller
    const { environment, folders } = this.world
    switch (effect.kind) {
      case 'up': {
        const event = await bringUp(this.world, effect.yes, signal)
        signal.throwIfAborted()
        await this.follow()
        return this.happen(event)
      }
      case 'suggest': {
        const service = environment.services.find(({ name }) => name === effect.service)
        const now = await this.serviceNow(effect.service)
        const found = service === undefined ? [] : await suggestLines(folders.root, service, now?.url ?? null, signal)
        return this.happen({ kind: 'suggestions', found, idBefore: now?.serving.id ?? null })
      }
      case 'keep':
        return
      case 'make-edit':
        return this.happen({ kind: 'edited', ...this.files.apply(effect.suggestion) })
      case 'stand':
        return this.happen({ kind: 'standing', standing: await this.standing(effect.edit) })
      case 'note-save':
        return this.files.noteSaves()
      case 'prove': {
        const { edit, outcome, service: chosen } = this.state!.progress
        const name = outcome?.service ?? edit?.service ?? chosen ?? environment.services[0]!.name
        const service = environment.services.find((candidate) => candidate.name === name)
        const now = await this.serviceNow(name)
        if (service === undefined || now === null) return this.happen({ kind: 'session-lost' })
        return this.happen({ kind: 'proof', proof: await prove(service, now, edit, this.files, signal) })
      }
      case 'look': {
        const snapshot = await this.snapshot()
        const service = snapshot?.services.find(({ name }) => name === effect.service) ?? snapshot?.services[0]
        if (snapshot === null || service === undefined) return this.happen({ kind: 'session-lost' })
        return this.happen({ kind: 'looked', looks: await lookAround(this.world, snapshot, service, signal) })
      }
      case 'leave':
        return this.finish(effect.exitCode)
    }
  }

  /** One stream of events, however often bring-up was asked for. */
  private async follow(): Promise<void> {
    if (this.following !== null) return
    const client = await sessionOf(this.world)
    if (client === null) return
    this.following = client
    const { signal } = this.controller
    void followEvents(
      this.world,
      client,
      (event, lines) => this.happen({ kind: 'session', event, lines }),
      signal,
    ).then(() => {
      this.following = null
      this.happen({ kind: 'session-lost' })
    })
    // The session takes connections in their order: once this one is answered, no event is missed.
    await client.ask({ method: 'info' }).catch(() => {})
  }

  private async snapshot(): Promise<Snapshot | null> {
    const client = await sessionOf(this.world)
    return client === null ? null : client.ask<Snapshot>({ method: 'status' })
  }

  private async serviceNow(name: string): Promise<ServiceSnapshot | null> {
    return (await this.snapshot())?.services.find((service) => service.name === name) ?? null
  }

  /** What became of an edit that was offered in an earlier run. */
  private async standing({ service: name, suggestion, idBefore }: Edit): Promise<EditStanding> {
    if (suggestion === null || !this.files.isChanged(suggestion.file)) return { kind: 'untouched' }
    this.files.noteSaves()
    // Its build may run still; whether it ends well is seen after it.
    const client = await sessionOf(this.world)
    if (client !== null) await untilIdle(client, name, this.controller.signal)
    const now = await this.serviceNow(name)
    if (now === null) return { kind: 'untouched' }
    if (now.build.state === 'failed')
      return { kind: 'failed', lines: await this.world.devenv(['problems', name], this.controller.signal) }
    const { id, number } = now.serving
    if (id === null || id === idBefore) return { kind: 'untouched' }
    const measured = now.lastUpdate?.buildId === id ? now.lastUpdate : null
    return { kind: 'served', outcome: { service: name, build: number ?? 0, id, measured } }
  }
}
