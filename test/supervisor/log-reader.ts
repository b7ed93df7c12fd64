// Reads what a supervisor has written with `--log`: bytes as they are, and lines without the time before them.
import { existsSync, readFileSync } from 'node:fs'
import type { StateClient } from './state-client.ts'

/** All files of the log, the oldest first. */
export function logFiles(path: string): string[] {
  const files = [path]
  for (let number = 1; existsSync(`${path}.${number}`); number++) files.unshift(`${path}.${number}`)
  return files
}

export function logBytes(path: string): Buffer {
  return Buffer.concat(logFiles(path).map((file) => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0))))
}

/** Throws for a line without a stamp, and for a file that ends within a line. */
export function logLines(path: string): string[] {
  return stampedLines(path).map(({ text }) => text)
}

export function stampedLines(path: string): { atMs: number; text: string }[] {
  const text = logBytes(path).toString()
  if (text !== '' && !text.endsWith('\n')) throw new Error(`cut: ${JSON.stringify(text.slice(-100))}`)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const found = /^(\d{13}) (.*)$/.exec(line)
      if (!found) throw new Error(`no stamp: ${JSON.stringify(line.slice(0, 100))}`)
      return { atMs: Number(found[1]), text: found[2]! }
    })
}

/**
 * Until the supervisor has read what was printed before: it answers a word and then reads the output in the same turn, so
 * an answer to a second word comes later than that.
 */
export async function taken(client: StateClient): Promise<void> {
  for (let times = 0; times < 2; times++) {
    const { length } = client.states
    client.send('status')
    await client.until('the answer', () => client.states.length > length)
  }
}

/** Until the log, as far as it is written, ends with this line. */
export async function lastLine(path: string, line: string): Promise<void> {
  while (!(existsSync(path) && readFileSync(path).toString().endsWith(` ${line}\n`))) await new Promise(setImmediate)
}
