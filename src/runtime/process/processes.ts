// The supervised processes of all services: started, found again after devenv was away, started again when somebody ends
// one, and ended. What updates wait on, as the pods of a cluster are.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { namesIn } from '../../clients/files/folder-names.ts'
import { processesNaming } from '../../clients/process/process-list.ts'
import { startTicks } from '../../clients/process/process-stats.ts'
import { removeLimits } from '../../clients/process/resource-limits.ts'
import { startSupervisor } from '../../clients/supervisor/supervisor-process.ts'
import { readStatusFile } from '../../clients/supervisor/supervisor-socket.ts'
import { fail } from '../../errors/errors.ts'
import type { Service } from '../../model/environment.ts'
import type { PodHealth, ServiceHealth } from '../../model/runtime-event.ts'
import { processState, troubleOfProcess } from '../live/health.ts'
import { type Instance, Instances } from '../live/instances.ts'
import { SupervisorConnection } from '../live/supervisor-link.ts'
import type { RuntimeContext } from '../runtime.ts'
import type { Addresses } from './discovery.ts'
import { INSTANCE, type Launch, launchOf } from './launch.ts'
import { endStarted, forgetStarted, isRunning, readStarted, type Started, writeStarted } from './started.ts'

/** After a supervisor ended that nobody asked to: first wait, doubled each time. */
const AGAIN_MS = 200
const AGAIN_LIMIT_MS = 5000
const LOOK_EVERY_MS = 250
const DEFAULT_GRACE_MS = 5000

interface Entry {
  service: Service
  readonly connection: SupervisorConnection
  /** null: it was looked at only, by a command without a session. */
  started: Started | null
  /** It was running when this session came. */
  isAdopted: boolean
  isBound: boolean
  wasHeard: boolean
  /** Why there is no supervisor now; empty while there is. */
  trouble: string
  /** As the supervisor that is there tells; those that ended count on, so the number does not fall with them. */
  restarts: number
  pastRestarts: number
  againMs: number
  timer: NodeJS.Timeout | undefined
}

export class Processes extends Instances {
  override readonly lostBecause = null
  private readonly context: RuntimeContext
  private readonly entries = new Map<string, Entry>()
  private isClosed = false

  constructor(context: RuntimeContext) {
    super()
    this.context = context
  }

  override pods(service: string): readonly Instance[] {
    const entry = this.entries.get(service)
    if (entry === undefined) return []
    const { connection } = entry
    return [
      {
        pod: { uid: service, name: service },
        state: connection.state,
        hasServed: true,
        send: (word) => connection.send(word),
      },
    ]
  }

  override health(service: string, wanted: number): ServiceHealth {
    const entry = this.entries.get(service)
    return { service, pods: entry === undefined ? [] : [healthOf(entry)], wanted }
  }

  /** Pids of the running services, for the metrics of the operating system and for the holder of a port. */
  pid(service: string): number | null {
    return this.entries.get(service)?.connection.state?.pid ?? null
  }

  /** The supervisors of this workspace and their services, also of an earlier session. */
  async ownPids(): Promise<ReadonlySet<number>> {
    const all = await Promise.all(
      [...this.recorded()].map(async ([name, { pid }]) => {
        const state = await readStatusFile(join(this.runFolder(name), `${INSTANCE}.sock`))
        return [pid, state?.pid]
      }),
    )
    return new Set(all.flat().filter((pid) => typeof pid === 'number'))
  }

  /** Changes when the service got another supervisor. */
  startedPid(service: string): number | null {
    return this.entries.get(service)?.started?.pid ?? null
  }

  runFolder(service: string): string {
    return join(this.context.folders.run, service)
  }

  /** A supervisor that is wanted runs and is known; the one that runs already where it is the right one. */
  async ensure(service: Service, addresses: Addresses): Promise<Launch> {
    const launch = launchOf(this.context, service, addresses)
    const folder = this.runFolder(service.name)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    let started = readStarted(folder)
    if (started !== null && started.stamp !== launch.stamp) {
      await endStarted(started, service.graceMs)
      started = null
    }
    const isAdopted = started !== null
    started ??= await this.launch(service, launch)
    const entry = this.connect(service)
    Object.assign(entry, { service, started, isAdopted, isBound: false, trouble: '' })
    // Who looked on before may be connected already, and a supervisor at rest tells nothing more.
    this.bindAdopted(entry)
    this.watchOver(entry, launch)
    if (this.isClosed && !this.context.keep) await this.end(service.name)
    this.emit(service.name)
    return launch
  }

  /** Ends it; what it was is forgotten. */
  async end(name: string): Promise<void> {
    const entry = this.entries.get(name)
    const folder = this.runFolder(name)
    const started = entry?.started ?? readStarted(folder)
    if (entry !== undefined) {
      this.entries.delete(name)
      clearTimeout(entry.timer)
      entry.connection.close()
    }
    if (started !== null) await endStarted(started, entry?.service.graceMs ?? this.graceOf(name))
    forgetStarted(folder)
    this.emit(name)
  }

  /** Names of all services of this workspace that have a supervisor, also of those Tiltfile.ts names no more. */
  running(): readonly string[] {
    return [...this.recorded().keys()]
  }

  /** Those that run and were written down, by service. */
  private recorded(): ReadonlyMap<string, Started> {
    return new Map(
      namesIn(this.context.folders.run).flatMap((name) => {
        const started = readStarted(this.runFolder(name))
        return started === null ? [] : [[name, started] as const]
      }),
    )
  }

  /** Supervisors of this workspace that nobody wrote down: devenv was killed right after it had started them. */
  async endStrays(): Promise<void> {
    const { run } = this.context.folders
    const known = new Set([...this.recorded().values()].map(({ pid }) => pid))
    const strays = processesNaming(`--status-dir ${run}/`).filter(
      ({ pid, command }) => !known.has(pid) && command.includes(' run --slot '),
    )
    await Promise.all(
      strays.map(async ({ pid }) => {
        const ticks = startTicks(pid)
        if (ticks !== null) await endStarted({ pid, ticks, stamp: '' }, DEFAULT_GRACE_MS)
      }),
    )
  }

  /** At the end of a session: all of them end, or go on without it. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.context.keep) {
      for (const { connection, timer } of this.entries.values()) {
        clearTimeout(timer)
        connection.close()
      }
      this.entries.clear()
      return
    }
    const owned = [...this.entries.values()].filter(({ started }) => started !== null)
    await Promise.all(owned.map(({ service }) => this.end(service.name)))
    removeLimits(this.context.folders.id)
  }

  protected override start(): void {
    for (const service of this.context.environment.services) {
      if (readStarted(this.runFolder(service.name)) !== null) this.connect(service)
    }
  }

  protected override stop(): void {
    if (this.isClosed) return
    for (const [name, entry] of this.entries) {
      // Those of a session stay connected: the connection of an adopted one is what it lives by.
      if (entry.started !== null) continue
      entry.connection.close()
      this.entries.delete(name)
    }
  }

  private connect(service: Service): Entry {
    const known = this.entries.get(service.name)
    if (known !== undefined) return known
    const path = join(this.runFolder(service.name), `${INSTANCE}.sock`)
    const connection = new SupervisorConnection(path, () => this.onState(service.name))
    const entry: Entry = {
      service,
      connection,
      started: null,
      isAdopted: false,
      isBound: false,
      wasHeard: false,
      trouble: '',
      restarts: 0,
      pastRestarts: 0,
      againMs: AGAIN_MS,
      timer: undefined,
    }
    this.entries.set(service.name, entry)
    return entry
  }

  private onState(name: string): void {
    const entry = this.entries.get(name)
    if (entry === undefined) return
    if (entry.connection.state === null) entry.isBound = false
    else entry.restarts = entry.connection.state.restarts
    this.bindAdopted(entry)
    if (entry.connection.state?.state === 'ready') entry.againMs = AGAIN_MS
    entry.wasHeard ||= entry.connection.state !== null
    this.emit(name)
  }

  /** From here on it ends with this session, as those do that the session started. */
  private bindAdopted(entry: Entry): void {
    const { connection, isAdopted, isBound } = entry
    if (connection.state !== null && isAdopted && !isBound && !this.context.keep)
      entry.isBound = connection.send('bind')
  }

  private async launch(service: Service, launch: Launch): Promise<Started> {
    let pid: number
    try {
      pid = await startSupervisor(launch.command)
    } catch (thrown) {
      return fail(
        'DE0403',
        { service: service.name, reason: (thrown as Error).message },
        { details: [{ label: 'supervisor', text: launch.command.binary }], cause: thrown },
      )
    }
    const started = { pid, ticks: startTicks(pid) ?? 0, stamp: launch.stamp }
    writeStarted(this.runFolder(service.name), started)
    return started
  }

  /** A supervisor that ended though nobody asked it to is started again. */
  private watchOver(entry: Entry, launch: Launch): void {
    const look = () => {
      if (this.isClosed || this.entries.get(entry.service.name) !== entry || entry.started === null) return
      if (isRunning(entry.started)) {
        entry.timer = setTimeout(look, LOOK_EVERY_MS).unref()
        return
      }
      // Its service died with it; a supervisor that can not be started is not one more restart.
      if (entry.trouble === '') entry.pastRestarts += entry.restarts + 1
      entry.restarts = 0
      entry.trouble = 'its supervisor ended; started again'
      this.emit(entry.service.name)
      entry.timer = setTimeout(() => void again(), entry.againMs).unref()
      entry.againMs = Math.min(AGAIN_LIMIT_MS, entry.againMs * 2)
    }
    const again = async () => {
      if (this.isClosed || this.entries.get(entry.service.name) !== entry) return
      const started = await this.launch(entry.service, launch).catch(() => null)
      if (started !== null) Object.assign(entry, { started, isAdopted: false, trouble: '' })
      look()
    }
    clearTimeout(entry.timer)
    look()
  }

  private graceOf(name: string): number {
    const service = this.context.environment.services.find((other) => other.name === name)
    // Of a service that Tiltfile.ts does not name any more.
    return service?.graceMs ?? DEFAULT_GRACE_MS
  }
}

function healthOf({ service, connection, trouble, started, wasHeard, restarts, pastRestarts }: Entry): PodHealth {
  const { state } = connection
  const unheard = started !== null && !wasHeard ? 'starting' : 'unknown'
  return {
    pod: service.name,
    state: state === null ? unheard : processState(state, true),
    buildId: state?.build ?? null,
    pid: state?.pid ?? null,
    restarts: pastRestarts + restarts,
    note: state === null ? trouble : troubleOfProcess(state),
  }
}
