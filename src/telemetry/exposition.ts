// The text format of Prometheus, version 0.0.4: one sample a line. What is none is left out.

export interface MetricSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export function samplesOfText(text: string): readonly MetricSample[] {
  return text.split('\n').flatMap((line) => sampleOf(line) ?? [])
}

/** `name{label="value",…} value [timestamp]` */
function sampleOf(line: string): MetricSample | null {
  const [head, name] = NAME.exec(line) ?? []
  if (head === undefined || name === undefined) return null
  const found = line[head.length] === '{' ? labelsAt(line, head.length + 1) : { labels: {}, end: head.length }
  if (found === null) return null
  const [, number] = VALUE.exec(line.slice(found.end)) ?? []
  const value = number === undefined ? null : numberOf(number)
  return value === null ? null : { name, labels: found.labels, value }
}

const NAME = /^[ \t]*([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*/
/** A time in milliseconds may follow, and an exemplar behind `#`. */
const VALUE = /^[ \t]*([^\s]+)(?:[ \t]+-?\d+(?:\.\d+)?)?[ \t]*(?:#.*)?\r?$/
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(?:,|(?=\}))/y
const END = /[ \t]*\}/y

function labelsAt(line: string, from: number): { labels: Record<string, string>; end: number } | null {
  const labels: [string, string][] = []
  for (let at = from; ; at = LABEL.lastIndex) {
    END.lastIndex = at
    if (END.test(line)) return { labels: Object.fromEntries(labels), end: END.lastIndex }
    LABEL.lastIndex = at
    const [, name, value] = LABEL.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    labels.push([name, value.includes('\\') ? value.replace(/\\(.)/g, unescaped) : value])
  }
}

/** An escape that the format does not know is text. */
function unescaped(whole: string, character: string): string {
  if (character === 'n') return '\n'
  return character === '\\' || character === '"' ? character : whole
}

function numberOf(text: string): number | null {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text)
  if (/^[+-]?nan$/i.test(text)) return Number.NaN
  const [, sign] = /^([+-]?)inf(?:inity)?$/i.exec(text) ?? []
  if (sign === undefined) return null
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}
