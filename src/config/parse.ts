// Declarations against their schemas: each issue becomes a problem with its place, the value found and what is wanted.
import { z } from 'zod'
import type { SourceLocation } from '../model/environment.ts'
import type { Locate } from './locate.ts'
import { nearestName } from './nearest-name.ts'
import { anyOf, type ConfigProblem, show } from './problem.ts'

export interface Subject {
  /** `service "orb-core"`; empty for the environment itself. */
  readonly words: string
  readonly declaredAt: SourceLocation
  /** Leading part of a path that the file does not spell: `options`. */
  readonly skip: number
}

/** The parsed value, or null after its problems were added. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  subject: Subject,
  locate: Locate,
  problems: ConfigProblem[],
): z.output<T> | null {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) problems.push(...asProblems(issue, schema, value, subject, locate))
  return null
}

function asProblems(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  subject: Subject,
  locate: Locate,
): ConfigProblem[] {
  const path = issue.path.slice(subject.skip)
  const problem = (text: string, at: SourceLocation): ConfigProblem => {
    return { code: 'DE0602', text: [subject.words, text].filter(Boolean).join(' '), at, values: {} }
  }
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(schema, value, issue.path)
    return issue.keys.map((key) => {
      const nearest = nearestName(key, valid)
      const help = nearest === null ? `there are ${anyOf(valid)}` : `did you mean "${nearest}"?`
      return problem(`${dotted([...path, key])} is not a key; ${help}`, locate(subject.declaredAt, [...path, key]))
    })
  }
  const found = valueAt(value, issue.path)
  const at = locate(subject.declaredAt, path, found)
  const words = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  // A discriminated union points at its tag, which nobody writes.
  const shown = path.at(-1) === 'kind' ? path.slice(0, -1) : path
  const name = shown.length === 0 ? '' : `${dotted(shown)}: `
  if (issue.code === 'invalid_key') {
    return [problem(`${dotted(path.slice(0, -1))}: found the name "${String(path.at(-1))}", wanted ${words}`, at)]
  }
  if (found === undefined && path.at(-1) !== 'kind')
    return [problem(`${dotted(shown)} is missing, wanted ${words}`, at)]
  const shownValue = path.at(-1) === 'kind' ? valueAt(value, issue.path.slice(0, -1)) : found
  return [problem(`${name}found ${show(shownValue)}, wanted ${words}`, at)]
}

function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => {
    return typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined
  }, value)
}

/** The keys that may stand at `path`. */
function keysAt(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const inner = unwrapped(schema, value)
  if (!(inner instanceof z.ZodObject)) return []
  const [step, ...rest] = path
  if (step === undefined) return Object.keys(inner.shape).filter((key) => key !== 'kind')
  const child = inner.shape[String(step)]
  return child === undefined ? [] : keysAt(child, valueAt(value, [step]), rest)
}

function unwrapped(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrapped(schema.unwrap(), value)
  }
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema
  const tag = valueAt(value, ['kind'])
  return schema.options.find((option) => option instanceof z.ZodObject && isTagged(option, tag)) ?? schema
}

function isTagged(option: z.ZodObject, tag: unknown): boolean {
  const kind: unknown = option.shape['kind']
  return kind instanceof z.ZodLiteral && kind.values.has(tag as never)
}
