// The watcher's own thread: chokidar says where to look, the manifest says what really differs. A blocked session can
// not make it miss an event, and its work never blocks the session.
import { statfsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type FSWatcher, watch } from 'chokidar'
import type { Change } from '../../model/change.ts'
import { GitWatch } from './watch-git.ts'
import { limitTrouble, nameOfEventlessFilesystem } from './watch-limits.ts'
import { Manifest } from './watch-manifest.ts'
import { giveBackMemory } from './watch-memory.ts'
import type { CompareRequest, Doubt, FromWatchWorker, WatchRequest } from './watch-protocol.ts'
import { isTemporary, WatchRules } from './watch-rules.ts'

const tickMs = 1000
const blockedMs = 500
const resumedMs = 2000
/** Between walks while events can not be had. */
const eventlessWalkMs = 2000
const reopenEveryMs = 30_000

const request = workerData as WatchRequest
const roots = outermost(request.folders, request.files)
const singleFiles = new Set(request.files)
const rules = new WatchRules(request.root, roots, request.ignore)
const manifest = new Manifest(roots, rules)
const begun = Promise.withResolvers<void>()
const touched = new Set<string>()
/** Paths of raw events, of this tick and the one before. */
let recent = new Set<string>()
let older = new Set<string>()
let touchedAtMs = 0
let isReady = false
let isEventless = false
let lastTick = { wallMs: Date.now(), loopMs: performance.now() }
let nextWalkMs = performance.now() + request.walkEveryMs
let nextReopenMs = 0
let watcher: FSWatcher = open()

const git = new GitWatch(request.root, (state) => send({ kind: 'git', atMs: now(), ...state }))
watcher.once('ready', begin)
// Before the manifest is whole every file would look new.
parentPort!.on('message', (message: CompareRequest) => void begun.promise.then(() => compare(message)))

function begin(): void {
  const filesystem = nameOfEventlessFilesystem(statfsSync(request.root).type)
  manifest.compare(null)
  const { paths, firstAtMs } = manifest.writtenSince(request.sinceMs)
  const changes = paths.map((path): Change => ({ path, kind: isNewSince(path) ? 'added' : 'changed' }))
  send({ kind: 'ready', files: manifest.size, changes, firstAtMs })
  if (filesystem !== null) loseEvents({ kind: 'no-events', path: request.root, filesystem })
  setInterval(tick, tickMs)
  isReady = true
  begun.resolve()
  // Of 20,000 files the scan leaves 50 MB that nothing needs any more.
  setImmediate(giveBackMemory)
}

function open(): FSWatcher {
  const opened = watch([...roots], {
    ignoreInitial: true,
    atomic: false,
    ignorePermissionErrors: true,
    // Targets of links lie elsewhere and are not judged by rules for this workspace.
    ignored: (path, stats) => stats !== undefined && isOurs(path) && rules.isIgnored(path, stats.isDirectory()),
  })
  opened.on('raw', (_event, name, details) => onRaw(name, details))
  opened.on('all', (_event, path) => {
    // Up to 20 ms later than the raw event it comes from: nothing new, and it would make the quiet period longer.
    if (!recent.has(path) && !older.has(path)) touch(path)
  })
  opened.on('error', onError)
  return opened
}

/** Chokidar's own events come after its stat calls; the raw one is the first sign. */
function onRaw(name: string | null, details: unknown): void {
  const { watchedPath } = details as { watchedPath?: string }
  if (watchedPath === undefined) return
  if (name === null) {
    doubt('overflow')
    return
  }
  const path = singleFiles.has(watchedPath) ? watchedPath : join(watchedPath, name)
  recent.add(path)
  touch(path)
}

function touch(path: string): void {
  if (!isReady || isTemporary(path) || !isOurs(path) || rules.isIgnored(path, false)) return
  if (touched.size === 0) {
    touchedAtMs = now()
    setImmediate(tellTouched)
  }
  touched.add(path)
}

function tellTouched(): void {
  send({ kind: 'touched', atMs: touchedAtMs, paths: [...touched] })
  touched.clear()
}

function compare({ id, paths }: CompareRequest): void {
  const changes = manifest.compare(paths)
  if (paths === null) nextWalkMs = performance.now() + walkEveryMs()
  send({ kind: 'compared', id, changes, files: manifest.size })
  if (changes.some(({ path }) => basename(path) === '.gitignore')) void applyRules()
}

/** Folders that are not ignored any more have no watch yet. */
async function applyRules(): Promise<void> {
  rules.forget()
  await reopen()
  doubt('rules')
}

async function reopen(): Promise<void> {
  const old = watcher
  watcher = open()
  await Promise.all([old.close(), new Promise((resolve) => watcher.once('ready', () => resolve(null)))])
}

function onError(thrown: unknown): void {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  if (code === 'ENOSPC' || code === 'EMFILE') loseEvents(limitTrouble(code, manifest.folders))
  else doubt('error')
}

function loseEvents(trouble: NonNullable<(FromWatchWorker & { kind: 'trouble' })['trouble']>): void {
  if (!isEventless) send({ kind: 'trouble', trouble })
  isEventless = true
  nextWalkMs = Math.min(nextWalkMs, performance.now() + walkEveryMs())
  nextReopenMs = performance.now() + reopenEveryMs
}

function tick(): void {
  const here = { wallMs: Date.now(), loopMs: performance.now() }
  const loopGapMs = here.loopMs - lastTick.loopMs
  const sleptMs = here.wallMs - lastTick.wallMs - loopGapMs
  lastTick = here
  older = recent
  recent = new Set()
  git.look()
  if (sleptMs > resumedMs) doubt('resumed')
  else if (loopGapMs > tickMs + blockedMs) doubt('blocked')
  else if (here.loopMs >= nextWalkMs) doubt('interval')
  if (isEventless && here.loopMs >= nextReopenMs) void tryEvents()
}

/** Somebody may have raised the limit meanwhile. */
async function tryEvents(): Promise<void> {
  if (nameOfEventlessFilesystem(statfsSync(request.root).type) !== null) {
    nextReopenMs = Number.POSITIVE_INFINITY
    return
  }
  isEventless = false
  await reopen()
  if (!isEventless) send({ kind: 'trouble', trouble: null })
}

function doubt(why: Doubt): void {
  nextWalkMs = performance.now() + walkEveryMs()
  send({ kind: 'doubt', atMs: now(), why })
}

function walkEveryMs(): number {
  return isEventless ? Math.min(eventlessWalkMs, request.walkEveryMs) : request.walkEveryMs
}

function isOurs(path: string): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}/`))
}

function isNewSince(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.birthtimeMs ?? 0) >= request.sinceMs
}

/** Without folders that lie in others. */
function outermost(folders: readonly string[], files: readonly string[]): readonly string[] {
  const unique = [...new Set([...folders, ...files])]
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(`${other}/`)))
}

function send(message: FromWatchWorker): void {
  parentPort!.postMessage(message)
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
