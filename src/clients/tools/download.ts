// Fetches a file over HTTP: goes on with what an earlier try left, and nothing has the final name before its checksum is right.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import * as http from 'node:http'
import { basename, dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { fail } from '../../errors/errors.ts'
import { isAlive } from '../process/process-alive.ts'

export interface Progress {
  readonly receivedBytes: number
  /** Null when the server does not say. */
  readonly totalBytes: number | null
}

export interface Download {
  /** `kind 0.33.0`, for errors. */
  readonly what: string
  readonly url: string
  readonly to: string
  readonly sha256: string
  readonly onProgress: (progress: Progress) => void
  readonly signal: AbortSignal
}

/** Tries that bring nothing new, one after the other, before it is given up. */
const IDLE_TRIES = 4
const SILENCE_MS = 30_000
const RETRY_MS = 300

/** DE0115 when it can't be had, DE0116 when it is not what it should be; then nothing is left. */
export async function downloadFile(download: Download): Promise<void> {
  const { what, url, to, sha256, signal } = download
  takeProxyOfEnvironment()
  const part = await claimPart(to)
  let wasResumed = (await sizeOf(part)) > 0
  for (;;) {
    await fetchWhole(download, part)
    const found = await sha256Of(part, signal)
    if (found === sha256) break
    await rm(part, { force: true })
    // The part of an earlier try may have been of another file: once from the start.
    if (!wasResumed) {
      const details = [
        { label: 'address', text: url },
        { label: 'found', text: found },
        { label: 'wanted', text: sha256 },
      ]
      fail('DE0116', { what, found: short(found), wanted: short(sha256) }, { details })
    }
    wasResumed = false
  }
  await rename(part, to)
}

/** The checksum in a file as releases publish them: `<sha256>` or `<sha256>  <name>`. */
export async function readChecksum(what: string, url: string, signal: AbortSignal): Promise<string> {
  takeProxyOfEnvironment()
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(url, {}, signal)
    const text = answer instanceof Response && answer.ok ? await answer.text().catch(() => '') : ''
    const found = /^[0-9a-f]{64}\b/i.exec(text.trim())?.[0]
    if (found !== undefined) return found.toLowerCase()
    const isFinal = answer instanceof Response && !isPassing(answer.status)
    if (isFinal || attempt === IDLE_TRIES) {
      const words = answer instanceof Response ? `status ${answer.status}` : answer
      failDownload(
        what,
        url,
        words === 'status 200' ? 'its checksum file holds no checksum' : `${words} for its checksum`,
      )
    }
    await delay(RETRY_MS * attempt, undefined, { signal })
  }
}

async function fetchWhole({ what, url, onProgress, signal }: Download, part: string): Promise<void> {
  let idle = 0
  for (;;) {
    const before = await sizeOf(part)
    const reason = await fetchMore(url, part, onProgress, signal)
    if (reason === null) return
    if (reason.isFinal) failDownload(what, url, reason.words)
    // A part that only gets longer is not a failure, however often the connection is cut.
    idle = (await sizeOf(part)) > before ? 0 : idle + 1
    if (idle === IDLE_TRIES) failDownload(what, url, reason.words)
    await delay(RETRY_MS * idle, undefined, { signal })
  }
}

interface Refusal {
  readonly words: string
  readonly isFinal: boolean
}

/** Null when the file is whole. */
async function fetchMore(
  url: string,
  part: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Refusal | null> {
  const have = await sizeOf(part)
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    const both = AbortSignal.any([signal, silence.signal])
    const answer = await ask(url, have > 0 ? { range: `bytes=${have}-` } : {}, both)
    if (!(answer instanceof Response)) return { words: answer, isFinal: false }
    if (answer.status === 416) {
      // Whole already, or longer than what is there now: the checksum tells.
      await answer.body?.cancel()
      return have > 0 ? null : { words: 'status 416', isFinal: true }
    }
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel()
      return { words: `status ${answer.status}`, isFinal: !isPassing(answer.status) }
    }
    const isRest = answer.status === 206
    const length = answer.headers.get('content-length')
    const start = isRest ? have : 0
    const totalBytes = length === null ? null : start + Number(length)
    let receivedBytes = start
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        receivedBytes += chunk.length
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), SILENCE_MS)
        onProgress({ receivedBytes, totalBytes })
        done(null, chunk)
      },
    })
    const file = createWriteStream(part, { flags: isRest ? 'a' : 'w', mode: 0o600, flush: true })
    await pipeline(Readable.fromWeb(answer.body as never), count, file, { signal: both })
    return totalBytes !== null && receivedBytes < totalBytes
      ? { words: 'the connection was cut', isFinal: false }
      : null
  } catch (thrown) {
    signal.throwIfAborted()
    const { code } = thrown as NodeJS.ErrnoException
    // Of our own disk, not of the network.
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS')
      return { words: (thrown as Error).message, isFinal: true }
    return { words: silence.signal.aborted ? 'no byte for 30 s' : wordsOf(thrown), isFinal: false }
  } finally {
    clearTimeout(timer)
  }
}

/** The answer, or why there is none. */
async function ask(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response | string> {
  try {
    // Packed on the way, a range would be one of other bytes.
    return await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers }, signal, redirect: 'follow' })
  } catch (thrown) {
    signal.throwIfAborted()
    return wordsOf(thrown)
  }
}

function wordsOf(thrown: unknown): string {
  const { message, cause } = thrown as { message: string; cause?: { code?: string; message?: string } }
  return cause?.message === undefined || cause.message === '' ? (cause?.code ?? message) : cause.message
}

function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/**
 * Each process writes a part of its own name, so that two never write one file; the longest of those whose process has
 * ended is taken over.
 */
async function claimPart(to: string): Promise<string> {
  const own = `${to}.${process.pid}.part`
  const left = (await readdir(dirname(to))).filter((name) => {
    const pid = name.startsWith(`${basename(to)}.`) ? /\.(\d+)\.part$/.exec(name)?.[1] : undefined
    return pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid))
  })
  const parts = await Promise.all(
    left.map(async (name) => ({ path: join(dirname(to), name), bytes: await sizeOf(join(dirname(to), name)) })),
  )
  parts.sort((a, b) => b.bytes - a.bytes)
  const [longest, ...others] = parts
  for (const { path } of others) await rm(path, { force: true })
  if (longest !== undefined && (await sizeOf(own)) === 0) await rename(longest.path, own).catch(() => {})
  return own
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('hex')
}

let isProxySet = false

/** Node listens to HTTPS_PROXY and NO_PROXY only when it is told to. */
function takeProxyOfEnvironment(): void {
  if (isProxySet) return
  isProxySet = true
  ;(http as { setGlobalProxyFromEnv?: () => unknown }).setGlobalProxyFromEnv?.()
}

function failDownload(what: string, url: string, reason: string): never {
  return fail(
    'DE0115',
    { what, reason },
    {
      details: [
        { label: 'address', text: url },
        { label: 'answer', text: reason },
      ],
    },
  )
}

function short(digest: string): string {
  return `${digest.slice(0, 12)}…`
}
