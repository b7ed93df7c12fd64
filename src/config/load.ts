// Has Node load a Tiltfile.ts in a worker; what goes wrong becomes DE0601 or DE0609 with file:line and the line itself.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type DevenvError, makeError } from '../errors/errors.ts'
import type { Detail } from '../model/problem.ts'
import type { LoadFailure, LoadMessage } from './load-worker.ts'

const timeoutMs = 10_000

/** The default export of `file` as plain data. */
export async function loadDeclaration(file: string): Promise<unknown> {
  const printed: string[] = []
  const isBundled = !import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(isBundled ? './config-worker.mjs' : './load-worker.ts', import.meta.url), {
    workerData: {
      url: pathToFileURL(file).href,
      api: new URL(isBundled ? './api.mjs' : './api.ts', import.meta.url).href,
    },
    stdout: true,
    stderr: true,
    execArgv: [],
  })
  for (const source of [worker.stdout, worker.stderr]) source.on('data', (chunk: Buffer) => printed.push(String(chunk)))
  try {
    const message = await firstMessage(worker)
    if (message.kind === 'loaded') return message.declared
    throw asLoadError(file, message.failure, printed)
  } finally {
    await worker.terminate()
  }
}

function firstMessage(worker: Worker): Promise<LoadMessage> {
  const failed = (message: string, stack = ''): LoadMessage => {
    return { kind: 'failed', failure: { name: 'Error', message, code: null, stack } }
  }
  return new Promise((resolve) => {
    const seconds = timeoutMs / 1000
    const timer = setTimeout(() => resolve(failed(`it did not end within ${seconds} s`)), timeoutMs)
    const end = (message: LoadMessage) => {
      clearTimeout(timer)
      resolve(message)
    }
    worker.once('message', end)
    worker.once('error', (error: Error) => end(failed(error.message, error.stack)))
    worker.once('exit', (code) => end(failed(`it ended its own process with exit code ${code}`)))
  })
}

function asLoadError(file: string, failure: LoadFailure, printed: readonly string[]): DevenvError {
  const place = placeOf(file, failure)
  const root = dirname(file)
  const details: Detail[] = []
  if (place !== null) {
    const line = readFileSync(place.file, 'utf8').split('\n')[place.line - 1] ?? ''
    details.push({ label: `${relative(root, place.file)}:${place.line}`, text: line.trim() })
  }
  details.push({ label: failure.name, text: failure.message })
  const output = printed.join('').trim()
  if (output !== '') details.push({ label: 'printed', text: output.split('\n').slice(-5).join('\n') })
  const code = failure.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' ? 'DE0609' : 'DE0601'
  return makeError(code, { file: relative(root, place?.file ?? file), reason: failure.message }, { details })
}

function placeOf(file: string, { stack, message }: LoadFailure): { file: string; line: number } | null {
  const missing = /^Cannot find (?:module|package) '([^']+)' imported from (\S+)/.exec(message)
  if (missing !== null) return importPlace(asPath(missing[2]!), missing[1]!)
  const first = /^((?:file:\/\/)?\/.*?):(\d+)(?=\n)/.exec(stack)
  if (first !== null) return existing(asPath(first[1]!), Number(first[2]))
  for (const frame of stack.matchAll(/\(?(file:\/\/[^\s)]+?):(\d+):\d+\)?$/gm)) {
    const path = asPath(frame[1]!)
    if (dirname(path).startsWith(dirname(file)) && !path.includes('/node_modules/'))
      return existing(path, Number(frame[2]))
  }
  return null
}

/** The line of the import statement: Node names both files and no line. */
function importPlace(importer: string, target: string): { file: string; line: number } | null {
  if (!existsSync(importer)) return null
  const name = target.split('/').at(-1)!
  const lines = readFileSync(importer, 'utf8').split('\n')
  const index = lines.findIndex((line) => /\b(from|import)\b/.test(line) && line.includes(name))
  return { file: importer, line: index === -1 ? 1 : index + 1 }
}

function existing(file: string, line: number): { file: string; line: number } | null {
  return existsSync(file) ? { file, line } : null
}

function asPath(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place.replace(/[?#].*$/, '')) : place
}
