// Reads src/config/api.ts: its interfaces with their keys, types and comments, and its functions. TypeScript 7 has no stable
// API to ask, so this goes by the syntax tree of a parser.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Comment, type Function as FunctionNode, parseSync, type TSInterfaceBody, type TSType } from 'oxc-parser'

export interface Key {
  /** `port`; `cluster.name` for a key of a nested object. */
  readonly name: string
  /** `string[]`; a function where the file has one that makes the type: `cppBuild(…)`. */
  readonly type: string
  readonly isOptional: boolean
  /** The comment without its default. */
  readonly means: string
  readonly default: string | null
}

export interface ConfigTypes {
  /** By the name of the interface, in the order of the file. */
  readonly interfaces: ReadonlyMap<string, readonly Key[]>
  /** By name: `adaBuild`, its comment. */
  readonly functions: ReadonlyMap<string, string>
}

export const apiPath = join(import.meta.dirname, '../../src/config/api.ts')

export function readTypes(source = readFileSync(apiPath, 'utf8')): ConfigTypes {
  const { program, comments, errors } = parseSync('api.ts', source)
  if (errors.length > 0) throw new Error(`${apiPath}: ${errors[0]?.message}`)
  const exported = program.body.flatMap((node) =>
    node.type === 'ExportNamedDeclaration' && node.declaration !== null
      ? [{ start: node.start, node: node.declaration }]
      : [],
  )
  const made = new Map<string, string>()
  const functions = new Map<string, string>()
  for (const { node, start } of exported) {
    if (node.type !== 'FunctionDeclaration' || node.id === null) continue
    functions.set(node.id.name, commentBefore(start, source, comments))
    const type = returned(node, source)
    if (type !== null) made.set(type, `${node.id.name}(…)`)
  }
  const context: Context = { source, comments, made }
  const interfaces = new Map<string, readonly Key[]>()
  for (const { node } of exported) {
    if (node.type === 'TSInterfaceDeclaration') interfaces.set(node.id.name, keysOf(node.body.body, '', context))
  }
  return { interfaces, functions }
}

interface Context {
  readonly source: string
  readonly comments: readonly Comment[]
  /** From a type to the function that makes it. */
  readonly made: ReadonlyMap<string, string>
}

function keysOf(members: TSInterfaceBody['body'], prefix: string, context: Context): readonly Key[] {
  return members.flatMap((member) => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || member.typeAnnotation === null)
      return []
    const name = `${prefix}${member.key.name}`
    const { typeAnnotation: type } = member.typeAnnotation
    const { means, byDefault } = splitDefault(commentBefore(member.start, context.source, context.comments))
    const key = { name, isOptional: member.optional, means, default: byDefault }
    if (type.type !== 'TSTypeLiteral') return [{ ...key, type: typeWords(type, context) }]
    const own = means === '' && byDefault === null ? [] : [{ ...key, type: 'object' }]
    return [...own, ...keysOf(type.members, `${name}.`, context)]
  })
}

function typeWords(type: TSType, { source, made }: Context): string {
  const words = source
    .slice(type.start, type.end)
    .replaceAll(/\breadonly /g, '')
    .replace(/^Readonly<(.*)>$/, '$1')
  return words.replaceAll(/\b[A-Z]\w+\b/g, (name) => made.get(name) ?? name)
}

/** The documentation comment that ends right before `start`, as one line. */
function commentBefore(start: number, source: string, comments: readonly Comment[]): string {
  const comment = comments.findLast(({ end }) => end <= start)
  if (comment === undefined || !comment.value.startsWith('*')) return ''
  if (source.slice(comment.end, start).trim() !== '') return ''
  return comment.value
    .split('\n')
    .map((line) => line.replace(/^\s*\*\s?/, '').trim())
    .join(' ')
    .trim()
}

/** `Loopback port. Default: 9090.` is a meaning and a default; a sentence after the default belongs to the meaning. */
function splitDefault(comment: string): { readonly means: string; readonly byDefault: string | null } {
  const match = /^(.*?)\s*\bDefault: (.*?)(?:\.\s+([A-Z].*)|\.?)$/.exec(comment)
  if (match === null) return { means: comment, byDefault: null }
  return { means: [match[1], match[3]].filter(Boolean).join(' '), byDefault: match[2]! }
}

function returned(node: FunctionNode, source: string): string | null {
  if (node.returnType == null) return null
  const { start, end } = node.returnType.typeAnnotation
  return source.slice(start, end)
}
