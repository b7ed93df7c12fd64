// The edges of a build.ninja as CMake writes it: what a target is made of. Pure.

export interface NinjaEdge {
  readonly outputs: readonly string[]
  readonly rule: string
  /** Explicit and implicit inputs; order-only ones do not make an output old. */
  readonly inputs: readonly string[]
}

export interface NinjaGraph {
  /** Edge by each of its outputs. Paths as in the file: relative to the build folder or absolute. */
  readonly byOutput: ReadonlyMap<string, NinjaEdge>
}

export function parseNinja(text: string): NinjaGraph {
  const byOutput = new Map<string, NinjaEdge>()
  for (const line of text.replaceAll('$\n', '').split('\n')) {
    if (!line.startsWith('build ')) continue
    const edge = parseEdge(line.slice('build '.length))
    for (const output of edge?.outputs ?? []) byOutput.set(output, edge!)
  }
  return { byOutput }
}

/** Every edge that the target needs, itself included, phony ones left out. */
export function edgesOf(graph: NinjaGraph, target: string): readonly NinjaEdge[] {
  const edges = new Set<NinjaEdge>()
  const open = [target]
  const seen = new Set(open)
  while (open.length > 0) {
    const edge = graph.byOutput.get(open.pop()!)
    if (edge === undefined || edges.has(edge)) continue
    edges.add(edge)
    for (const input of edge.inputs) {
      if (seen.has(input)) continue
      seen.add(input)
      open.push(input)
    }
  }
  return [...edges].filter(({ rule }) => rule !== 'phony')
}

export const isCompileRule = (rule: string) => /_COMPILER(_|$)/.test(rule)
export const isProgramLinkRule = (rule: string) => /_(EXECUTABLE|SHARED_LIBRARY|MODULE_LIBRARY)_LINKER(_|$)/.test(rule)

export const isSharedLinkRule = (rule: string) => /_SHARED_LIBRARY_LINKER(_|$)/.test(rule)

/** `out out2 | implicit-out: rule in | implicit || order-only |@ validation` */
function parseEdge(text: string): NinjaEdge | null {
  const words = splitWords(text)
  const colon = words.findIndex(({ isColonEnd }) => isColonEnd)
  const rule = words[colon + 1]?.word
  if (colon === -1 || rule === undefined) return null
  const outputs = words.slice(0, colon + 1).flatMap(({ word }) => (word === '|' || word === '' ? [] : word))
  const inputs: string[] = []
  for (const { word } of words.slice(colon + 2)) {
    if (word === '||' || word === '|@') break
    if (word !== '|') inputs.push(word)
  }
  return { outputs, rule, inputs }
}

interface Word {
  readonly word: string
  /** A colon that is not escaped ended it. */
  readonly isColonEnd: boolean
}

function splitWords(text: string): Word[] {
  if (!text.includes('$')) return splitPlain(text)
  const words: Word[] = []
  let word = ''
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!
    if (char === '$') {
      at += 1
      word += text[at] ?? ''
    } else if (char === ' ' || char === ':') {
      if (word !== '' || char === ':') words.push({ word, isColonEnd: char === ':' })
      word = ''
    } else word += char
  }
  if (word !== '') words.push({ word, isColonEnd: false })
  return words
}

function splitPlain(text: string): Word[] {
  const colon = text.indexOf(':')
  const before = text.slice(0, Math.max(0, colon)).split(' ')
  const after = text.slice(colon + 1).split(' ')
  return [
    ...before.map((word, index) => ({ word, isColonEnd: index === before.length - 1 })),
    ...after.filter((word) => word !== '').map((word) => ({ word, isColonEnd: false })),
  ]
}
