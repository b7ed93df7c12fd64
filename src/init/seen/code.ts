// What the sources of a program say about it: ports, environment variables, arguments, probe paths, whom it calls.
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathIn, readText } from '../tree.ts'
import {
  addressesIn,
  argumentsIn,
  listensIn,
  namesIn,
  namesServing,
  portRank,
  portsIn,
  probesIn,
  variablesIn,
} from './patterns.ts'

export interface Seen<T> {
  readonly value: T
  /** `apps/pilot/main.cpp:9` */
  readonly at: string
}

export interface CodeSeen {
  /** It takes connections by itself, or only by a library of the tree. */
  readonly listens: 'itself' | 'by a library' | null
  readonly servesByName: boolean
  readonly ports: readonly Seen<{ readonly port: number; readonly name: string }>[]
  readonly variables: readonly Seen<{ readonly name: string; readonly byDefault: string | null }>[]
  /** How the port is given on its command line: `--port`, `--port=`, or 1 for its first argument. */
  readonly portArgument: Seen<string | 1> | null
  readonly probes: readonly Seen<string>[]
  readonly addresses: readonly Seen<{ readonly host: string; readonly port: number }>[]
  /** Texts that have the form of a service's name. */
  readonly names: readonly Seen<string>[]
}

const maxFiles = 400

export function seenInCode(root: string, sources: readonly string[], librarySources: readonly string[]): CodeSeen {
  const own = withHeaders(sources)
    .slice(0, maxFiles)
    .map((file) => textOf(root, file))
  const linked = withHeaders(librarySources)
    .slice(0, maxFiles)
    .map((file) => textOf(root, file))
  const all = <T>(
    find: (text: string) => readonly { readonly value: T; readonly index: number }[],
  ): readonly Seen<T>[] =>
    own.flatMap(({ text, file }) =>
      find(text).map(({ value, index }) => ({ value, at: `${file}:${lineOf(text, index)}` })),
    )
  const serving = linked.some(({ text }) => listensIn(text)) ? linked : []
  const inLibrary = <T>(
    find: (text: string) => readonly { readonly value: T; readonly index: number }[],
  ): readonly Seen<T>[] =>
    serving.flatMap(({ text, file }) =>
      find(text).map(({ value, index }) => ({ value, at: `${file}:${lineOf(text, index)}` })),
    )
  const probes = all(probesIn)
  return {
    listens: own.some(({ text }) => listensIn(text))
      ? 'itself'
      : linked.some(({ text }) => listensIn(text))
        ? 'by a library'
        : null,
    servesByName: own.some(({ text }) => namesServing(text)),
    ports: all(portsIn).toSorted((a, b) => portRank(a.value.name) - portRank(b.value.name)),
    // PORT means the same to a library as to its program; other names may be anybody's.
    variables: [...all(variablesIn), ...inLibrary(variablesIn).filter(({ value }) => value.name === 'PORT')],
    portArgument: all(argumentsIn)[0] ?? null,
    // The library that serves may answer for all who use it.
    probes: probes.length > 0 ? probes : inLibrary(probesIn),
    addresses: all(addressesIn),
    names: all(namesIn),
  }
}

interface Text {
  readonly file: string
  readonly text: string
}

function textOf(root: string, file: string): Text {
  return { file: pathIn(root, file), text: withoutComments(readText(file), /\.ad[abs]$|\.ada$/i.test(file)) }
}

/** Comments become blanks, so that places stay; texts are left as they are. */
function withoutComments(text: string, isAda: boolean): string {
  const comment = isAda
    ? /"(?:[^"\n]|"")*"|'.'|--[^\n]*/g
    : /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return text.replace(comment, (whole) => (/^(--|\/[/*])/.test(whole) ? whole.replace(/[^\n]/g, ' ') : whole))
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

/** CMake lists headers rarely: those beside a source, and specs beside a body, belong to it. */
function withHeaders(sources: readonly string[]): readonly string[] {
  const beside = [...new Set(sources.map((path) => dirname(path)))].flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /\.(h|hh|hpp|hxx|inl|ipp)$/i.test(name))
      .map((name) => join(folder, name)),
  )
  return [...new Set([...sources, ...beside])].sort((a, b) => Number(isMain(b)) - Number(isMain(a)) || (a < b ? -1 : 1))
}

const isMain = (path: string) => /^(main\.\w+|.*[-_]?main\.\w+)$/i.test(basename(path))
