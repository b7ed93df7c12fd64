// The request that shows which build answers, and the command that a person would use for it.
import { getAnswer } from '../clients/network/http-answer.ts'
import { shellLine } from '../clients/process/run.ts'
import type { Service } from '../model/environment.ts'
import type { ServiceSnapshot } from '../model/snapshot.ts'
import { scanLiterals } from './guide/literals.ts'
import type { Edit } from './guide/progress.ts'
import type { Proof } from './guide/state.ts'
import type { KeptFiles } from './kept-files.ts'

const requestMs = 3_000
const shownColumns = 140
const shownLines = 3

export async function prove(
  service: Service,
  snapshot: ServiceSnapshot,
  edit: Edit | null,
  files: KeptFiles,
  signal: AbortSignal,
): Promise<Proof> {
  const probePath = service.probe.kind === 'http' ? service.probe.path : '/'
  const suggestion = edit !== null && edit.service === service.name ? edit.suggestion : null
  const url = new URL(suggestion?.path ?? probePath, snapshot.url ?? `http://127.0.0.1:${service.port}`).href
  const command = shellLine('curl', ['-i', url])
  const { number, id } = snapshot.serving
  const base = { command, serving: { number, id } }
  try {
    const { status, statusText, headers, body } = await getAnswer(url, requestMs, signal)
    const given = headers['x-build-id']
    const buildId = typeof given === 'string' ? given : null
    const head = `HTTP/1.1 ${status} ${statusText}`.trim()
    const text = writtenText(service, edit, files, body)
    const shown = bodyLines(body, text)
    const answer = [head, ...(buildId === null ? [] : [`X-Build-Id: ${buildId}`]), '', ...shown]
    return { ...base, answer, problem: null, buildId, text }
  } catch (thrown) {
    signal.throwIfAborted()
    return { ...base, answer: [], problem: (thrown as Error).message, buildId: null, text: null }
  }
}

/** The first lines, or the one with the text; a long line is cut so that the text stays in sight. */
function bodyLines(body: string, text: string | null): readonly string[] {
  const lines = body.trimEnd().split('\n')
  const wanted = text === null ? lines.slice(0, shownLines) : lines.filter((line) => line.includes(text)).slice(0, 1)
  return wanted.map((line) => {
    if (line.length <= shownColumns) return line
    const at = text === null ? 0 : Math.max(0, line.indexOf(text) - Math.floor(shownColumns / 2))
    const end = at + shownColumns
    return `${at > 0 ? '...' : ''}${line.slice(at, end)}${end < line.length ? '...' : ''}`
  })
}

/** The text of the changed line, as it is in the file now, when the answer holds it. */
function writtenText(service: Service, edit: Edit | null, files: KeptFiles, body: string): string | null {
  const suggestion = edit?.suggestion ?? null
  if (suggestion === null || suggestion.path === null) return null
  const { literals } = scanLiterals(files.read(suggestion.file)?.toString('utf8') ?? '', service.language)
  const before = new Set(scanLiterals(suggestion.before, service.language).literals.map(({ text }) => text))
  const written = literals.filter(({ line, text }) => line === suggestion.line && !before.has(text) && text !== '')
  return written.find(({ text }) => body.includes(text))?.text ?? null
}
