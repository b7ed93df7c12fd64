import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followStamped, readStamped, type StampedLine } from '../../../src/clients/logs/log-tail.ts'
import { until } from '../../services/running-service.ts'

const T = 1_700_000_000_000
const all = { tail: null, sinceMs: null }
const writer = join(import.meta.dirname, '../../fixtures/logs/writer.ts')

let folder = ''
let log = ''
let follows: AbortController
let ended: Promise<void>[]
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-log-'))
  log = join(folder, 'orb-core.out')
  follows = new AbortController()
  ended = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  follows.abort()
  await Promise.all(ended)
  rmSync(folder, { recursive: true, force: true })
})

const stamped = (...texts: string[]) => texts.map((text, index) => `${T + index} ${text}\n`).join('')
const texts = (lines: readonly StampedLine[]) => lines.map(({ text }) => text)

function follow(from: Parameters<typeof followStamped>[1], path = log): StampedLine[] {
  const found: StampedLine[] = []
  ended.push(followStamped(path, from, (lines) => found.push(...lines), follows.signal))
  return found
}

/** Numbers of the lines that the writer made. */
const numbers = (lines: readonly StampedLine[]) => lines.map(({ text }) => Number(/^line (\d+) ä*$/.exec(text)?.[1]))
const upTo = (count: number, first = 0) => Array.from({ length: count }, (_, index) => first + index)

function startWriter(...args: readonly number[]): Promise<unknown> {
  const child = spawn(process.execPath, [writer, log, ...args.map(String)], { stdio: ['ignore', 'inherit', 'inherit'] })
  children.push(child)
  return once(child, 'exit').then(([code]) => expect(code).toBe(0))
}

/** Ready when lines written now are seen. */
async function began(found: readonly StampedLine[]): Promise<void> {
  await until(() => {
    appendFileSync(log, `${T} ready?\n`)
    return found.length > 0 ? true : undefined
  })
}

function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      return []
    }
  })
}

describe('the end of a log', () => {
  test('of a file that is not there is empty', async () => {
    expect(await readStamped(log, all)).toEqual([])
    expect(await readStamped(join(log, 'no', 'folder'), all)).toEqual([])
  })

  test('is its last lines over all rotations, oldest first', async () => {
    writeFileSync(`${log}.2`, stamped('a', 'b'))
    writeFileSync(`${log}.1`, stamped('c', 'd', 'e'))
    writeFileSync(log, stamped('f', 'g'))
    const read = async (tail: number | null) => texts(await readStamped(log, { tail, sinceMs: null }))
    expect(await read(null)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect(await read(6)).toEqual(['b', 'c', 'd', 'e', 'f', 'g'])
    expect(await read(5)).toEqual(['c', 'd', 'e', 'f', 'g'])
    expect(await read(2)).toEqual(['f', 'g'])
    expect(await read(0)).toEqual([])
    expect(await read(70)).toHaveLength(7)
  })

  test('is read while a rotation is under way', async () => {
    writeFileSync(`${log}.3`, stamped('a'))
    writeFileSync(`${log}.2`, stamped('b'))
    expect(texts(await readStamped(log, all))).toEqual(['a', 'b'])
  })

  test('begins with the first line of that time, and what has no stamp belongs to the line before', async () => {
    writeFileSync(`${log}.1`, `no stamp\n${T} a\n${T + 5} b\nmore of b\n`)
    writeFileSync(log, `${T + 9} c\nmore of c\n${T + 10} d`)
    const since = async (sinceMs: number, tail: number | null = null) =>
      texts(await readStamped(log, { tail, sinceMs: T + sinceMs }))
    expect(await since(0)).toEqual(['no stamp', 'a', 'b', 'more of b', 'c', 'more of c', 'd'])
    expect(await since(1)).toEqual(['b', 'more of b', 'c', 'more of c', 'd'])
    expect(await since(6)).toEqual(['c', 'more of c', 'd'])
    expect(await since(11)).toEqual([])
    expect(await since(0, 2)).toEqual(['more of c', 'd'])
    expect((await readStamped(log, { tail: 2, sinceMs: null }))[0]).toEqual({ atMs: T + 9, text: 'more of c' })
  })

  test('of a file without any stamp has the time at which it was made', async () => {
    const beforeMs = Date.now()
    writeFileSync(log, 'a\nb\n')
    const lines = await readStamped(log, { tail: 1, sinceMs: null })
    expect(texts(lines)).toEqual(['b'])
    expect(lines[0]!.atMs).toBeGreaterThan(beforeMs - 60_000)
  })

  test('is the same as the end of all lines, whatever their lengths', async () => {
    const line = fc.oneof(
      { weight: 5, arbitrary: fc.nat(200) },
      { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 140_000 }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 4 }),
        fc.nat(20),
        async (files, tail) => {
          rmSync(folder, { recursive: true })
          mkdirSync(folder)
          let at = T
          const written: number[] = []
          for (const [index, lengths] of files.entries()) {
            const rank = files.length - 1 - index
            const name = rank === 0 ? log : `${log}.${rank}`
            writeFileSync(name, lengths.map((length) => `${at++} ${'x'.repeat(length)}\n`).join(''))
            written.push(...lengths)
          }
          const found = await readStamped(log, { tail, sinceMs: null })
          expect(found.map(({ text }) => text.length)).toEqual(written.slice(Math.max(0, written.length - tail)))
          expect(found.map(({ atMs }) => atMs)).toEqual(upTo(found.length, at - found.length))
          expect(await readStamped(log, { tail: null, sinceMs: at - found.length })).toEqual(found)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('does not keep files open', async () => {
    writeFileSync(log, stamped('a'))
    await readStamped(log, all)
    expect(openFiles().filter((path) => path.startsWith(folder))).toEqual([])
  })
})

describe('following', () => {
  test('shows what comes after the end of what is there', async () => {
    writeFileSync(`${log}.1`, stamped('before'))
    writeFileSync(log, stamped('old'))
    const found = follow(null)
    await began(found)
    appendFileSync(log, stamped('new'))
    await until(() => found.find(({ text }) => text === 'new'))
    expect(texts(found)).not.toContain('old')
    expect(texts(found)).not.toContain('before')
  })

  test('shows what was written from a time on, over rotations, then what follows', async () => {
    writeFileSync(`${log}.1`, stamped('a', 'b'))
    writeFileSync(log, `${T + 2} c\n`)
    const found = follow(T + 1)
    await until(() => found[1])
    appendFileSync(log, `${T - 5} the clock went back\n`)
    await until(() => found[2])
    expect(texts(found)).toEqual(['b', 'c', 'the clock went back'])
  })

  test('shows the last lines, then what follows', async () => {
    writeFileSync(`${log}.1`, stamped('a', 'b'))
    writeFileSync(log, stamped('c'))
    const found = follow({ tail: 2, sinceMs: null })
    await until(() => found[1])
    appendFileSync(log, stamped('d'))
    await until(() => found[2])
    expect(texts(found)).toEqual(['b', 'c', 'd'])
  })

  test('waits for a file, and for its folder', async () => {
    const path = join(folder, 'later', 'widget-core.out')
    const found = follow(null, path)
    const also = follow(0)
    writeFileSync(log, stamped('a'))
    await until(() => also[0])
    mkdirSync(join(folder, 'later'))
    writeFileSync(path, stamped('b'))
    await until(() => found[0])
    appendFileSync(path, stamped('c'))
    await until(() => found[1])
    expect(texts(found)).toEqual(['b', 'c'])
    expect(texts(also)).toEqual(['a'])
  })

  test('goes on with the stamp of a line that was cut by where it began', async () => {
    writeFileSync(log, `${stamped('a')}${T + 7} Continue? `)
    const found = follow(null)
    appendFileSync(log, 'y')
    await until(() => {
      if (found.length === 0) appendFileSync(log, 'es\n')
      return found[0]
    })
    appendFileSync(log, `\n${T + 9} done\n`)
    await until(() => found.find(({ text }) => text === 'done'))
    expect(new Set(found.map(({ atMs }) => atMs))).toEqual(new Set([T + 7, T + 9]))
    expect(texts(found).join('')).not.toContain('Continue')
  })

  test('shows a prompt, and its rest as a line of its own', async () => {
    const found = follow(null)
    writeFileSync(log, `${T} Password: `)
    await until(() => found[0])
    expect(found[0]).toEqual({ atMs: T, text: 'Password: ' })
    appendFileSync(log, `secret\n${T + 1} next\n`)
    await until(() => found[2])
    expect(found.slice(1)).toEqual([
      { atMs: T, text: 'secret' },
      { atMs: T + 1, text: 'next' },
    ])
  })

  test('shows dots that never end', async () => {
    writeFileSync(log, `${T} `)
    const found = follow(0)
    await until(() => {
      appendFileSync(log, '.')
      return found[1]
    })
    expect(texts(found).join('')).toMatch(/^\.+$/)
  })

  test('goes on in a file that was emptied, replaced or removed', async () => {
    writeFileSync(log, stamped('longer than the next one'))
    const found = follow(0)
    await until(() => found[0])
    truncateSync(log, 0)
    appendFileSync(log, `${T} b\n`)
    await until(() => found[1])
    writeFileSync(`${log}.new`, `${T} replaced\n`)
    renameSync(`${log}.new`, log)
    await until(() => found.find(({ text }) => text === 'replaced'))
    rmSync(log)
    writeFileSync(log, `${T} made again\n`)
    await until(() => found.find(({ text }) => text === 'made again'))
  })

  test('does not show older files again when the one it reads is removed', async () => {
    writeFileSync(`${log}.2`, stamped('a'))
    writeFileSync(`${log}.1`, stamped('b'))
    writeFileSync(log, stamped('c'))
    const found = follow(T)
    await until(() => found[2])
    rmSync(log)
    writeFileSync(log, stamped('d'))
    await until(() => found[3])
    expect(texts(found)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('finds every file of several rotations between two looks', async () => {
    writeFileSync(log, stamped('a'))
    const found = follow(0)
    await until(() => found[0])
    // No look comes between: nothing here waits.
    appendFileSync(log, stamped('b'))
    for (const text of ['c', 'd', 'e']) {
      for (const index of [3, 2, 1]) {
        const from = index === 1 ? log : `${log}.${index - 1}`
        if (readdirSync(folder).includes(from.slice(folder.length + 1))) renameSync(from, `${log}.${index}`)
      }
      writeFileSync(log, stamped(text))
    }
    await until(() => found.find(({ text }) => text === 'e'))
    expect(texts(found)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('reads what came to a file between the look at its end and its rotation', async () => {
    writeFileSync(log, stamped('a'))
    const found: StampedLine[] = []
    const onLines = (lines: readonly StampedLine[]) => {
      found.push(...lines)
      if (found.length > 1) return
      appendFileSync(log, stamped('b'))
      renameSync(log, `${log}.1`)
      writeFileSync(log, stamped('c'))
    }
    ended.push(followStamped(log, 0, onLines, follows.signal))
    await until(() => found.find(({ text }) => text === 'c'))
    expect(texts(found)).toEqual(['a', 'b', 'c'])
  })

  test('loses nothing and shows nothing twice in a storm of rotations', async () => {
    const found = follow(null)
    const [lines, maxBytes, keep, writeBytes] = [40_000, 16 * 1024, 200, 700]
    await startWriter(0, lines, maxBytes, keep, writeBytes, 0)
    await until(() => (found.length >= lines ? true : undefined))
    expect(readdirSync(folder).length).toBeGreaterThan(50)
    expect(numbers(found)).toEqual(upTo(lines))
  })

  test('by several at once, from the middle of a storm, shows each what it asked for', async () => {
    const lines = 30_000
    const first = follow(null)
    const written = startWriter(0, lines, 32 * 1024, 300, 4096, 20_000)
    await until(() => (first.length > 10_000 ? true : undefined))
    const fromMs = first[5000]!.atMs
    const since = follow(fromMs)
    const later = follow(null)
    const tail = follow({ tail: 100, sinceMs: null })
    const snapshot = numbers(await readStamped(log, all))
    expect(snapshot).toEqual(upTo(snapshot.length))
    await written
    const isWhole = (found: readonly StampedLine[]) => numbers(found).at(-1) === lines - 1
    await until(() => ([first, since, later, tail].every(isWhole) ? true : undefined))
    expect(numbers(first)).toEqual(upTo(lines))
    const begin = first.findIndex(({ atMs }) => atMs >= fromMs)
    expect(numbers(since)).toEqual(upTo(lines - begin, begin))
    for (const found of [later.slice(1), tail]) {
      const start = numbers(found)[0]!
      expect(start).toBeGreaterThan(5000)
      expect(numbers(found)).toEqual(upTo(lines - start, start))
    }
  })

  test('ends at the signal, and leaves no file and no watch', async () => {
    writeFileSync(log, stamped('a'))
    const watches = () => openFiles().filter((path) => path.includes('inotify')).length
    const before = watches()
    const found = [follow(0), follow(0), follow(0, join(folder, 'xrc-service.out'))]
    await until(() => (found[0]![0] && found[1]![0] ? true : undefined))
    expect(openFiles().filter((path) => path === log)).toHaveLength(2)
    // One instance of inotify for all folders of the process.
    expect(watches()).toBeLessThanOrEqual(before + 1)
    follows.abort()
    await Promise.all(ended)
    expect(openFiles().filter((path) => path.startsWith(folder))).toEqual([])
    appendFileSync(log, stamped('b'))
    expect(texts(found[0]!)).toEqual(['a'])
  })
})
