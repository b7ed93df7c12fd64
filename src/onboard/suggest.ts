// Looks for lines of a service that a newcomer can change safely: first the texts that an answer shows.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { getAnswer } from '../clients/network/http-answer.ts'
import type { Service } from '../model/environment.ts'
import { isMessage, type Literal, scanLiterals, withPrefix } from './guide/literals.ts'
import type { Suggestion } from './guide/progress.ts'

const maxFiles = 2_000
const maxFileBytes = 512 * 1024
const maxSuggestions = 5
const maxRequests = 24
const requestMs = 500
const prefix = 'hello: '
/** A line of Ada is checked against this where the project asks for the style of GNAT. */
const adaColumns = 79

interface SourceFile {
  readonly path: string
  readonly isTest: boolean
  readonly text: string
}

interface Candidate {
  readonly file: string
  readonly line: string
  readonly literal: Literal
}

/** Best first: texts seen in an answer, then those in a line that logs or refuses something. */
export async function suggestLines(
  root: string,
  service: Service,
  url: string | null,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const files = sourceFiles(root, service.sources)
  const scanned = files.map((file) => ({ file, ...scanLiterals(file.text, service.language) }))
  const candidates = scanned
    .filter(({ file }) => !file.isTest)
    .flatMap(({ file, literals, lines }) =>
      literals.map((literal): Candidate => ({ file: file.path, line: lines[literal.line - 1]!, literal })),
    )
    .filter(({ line, literal }) => isMessage(literal, line) && hasRoom(line, service.language))
    .filter(({ literal }) => files.filter(({ text }) => text.includes(literal.text)).length === 1)
  const paths = requestPaths(scanned.flatMap(({ literals }) => literals.map(({ text }) => text)))
  const answers = url === null ? [] : await answersOf(url, paths, signal)
  const withPaths = candidates.map(
    (candidate): Found => ({
      candidate,
      path: answers.find(({ body }) => body.includes(candidate.literal.text))?.path ?? null,
    }),
  )
  const isSaid = ({ candidate }: Found) => saysSomething.test(candidate.line)
  // Two words that an answer shows may be a name that another program knows; in a message they are not.
  const isSentence = ({ candidate }: Found) => candidate.literal.text.trim().split(' ').length > 2
  const shown = withPaths.filter(({ path }) => path !== null)
  const messages = longestText(shown.filter(isSaid))
  const others = longestText(shown.filter((found) => !isSaid(found) && isSentence(found)))
  const said = shortestLine(withPaths.filter((found) => found.path === null && isSaid(found)))
  return [...messages, ...others, ...said].slice(0, maxSuggestions).map(({ candidate, path }) => {
    const { file, line, literal } = candidate
    return { file, line: literal.line, before: line, after: withPrefix(line, literal, prefix), path }
  })
}

const saysSomething =
  /\b(log\w*|throw\w*|raise|error|warn\w*|info|refuse|fail\w*|put_line|cout|cerr|printf?|message)\b/i

/** Paths of GETs that the sources name; a place such as `{key}` is filled with a word that nothing has. */
export function requestPaths(texts: readonly string[]): readonly string[] {
  const found = texts
    .filter((text) => /^\/[\w\-/{}<>:.]*$/.test(text) && text.length > 1)
    // A GET should change nothing, but some programs end on one.
    .filter((text) => !/shut|stop|quit|kill|exit|delete|remove|reset|clear|drop|crash|abort/i.test(text))
    .map((text) => text.replace(/\{[^}/]+\}|<[^>/]+>|:\w+/g, 'onboarding'))
    .filter((text) => /^[\w\-/.]+$/.test(text) && text !== '/metrics')
  return [...new Set(found)].slice(0, maxRequests)
}

async function answersOf(
  url: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly { readonly path: string; readonly body: string }[]> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      const answer = await getAnswer(new URL(path, url).href, requestMs, signal).catch(() => null)
      return answer === null ? [] : [{ path, body: answer.body }]
    }),
  )
  return answers.flat()
}

interface Found {
  readonly candidate: Candidate
  readonly path: string | null
}

/** The longest text is the easiest to recognise in an answer. */
function longestText(found: readonly Found[]): readonly Found[] {
  return found.toSorted((a, b) => b.candidate.literal.text.length - a.candidate.literal.text.length)
}

function shortestLine(found: readonly Found[]): readonly Found[] {
  return found.toSorted((a, b) => a.candidate.line.trim().length - b.candidate.line.trim().length)
}

function hasRoom(line: string, language: Service['language']): boolean {
  return language !== 'ada' || line.length > adaColumns || line.length + prefix.length <= adaColumns
}

function sourceFiles(root: string, folders: readonly string[]): readonly SourceFile[] {
  const files: SourceFile[] = []
  const visit = (folder: string, isTest: boolean) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (files.length >= maxFiles) return
      if (entry.isDirectory() && !passedOver.test(entry.name)) visit(path, isTest || tests.test(entry.name))
      if (!entry.isFile() || !sources.test(entry.name) || statSync(path).size > maxFileBytes) continue
      files.push({
        path: relative(root, path),
        isTest: isTest || tests.test(entry.name),
        text: readFileSync(path, 'utf8'),
      })
    }
  }
  for (const folder of folders) if (!relative(root, folder).startsWith('..')) visit(folder, false)
  return files
}

const sources = /\.(c|cc|cpp|cxx|c\+\+|ipp|h|hh|hpp|hxx|adb|ads)$/i
const tests = /^(tests?|testing|spec|bench(marks?)?|examples?|fuzz)$|[-_.]tests?[-_.]|^tests?[-_]/i
const passedOver = /^(\..*|build|out|obj|bin|lib64|node_modules|third[-_]party|vendor|external|generated|CMakeFiles)$/i
