// Fills the places of a catalogue text. No brace and no bracket ever reaches a reader.

export type FillValues = Readonly<Record<string, string | number>>

/**
 * `{name}` is a value; `{name|words}` has words for when there is none; `[ … ]` is dropped whole when a plain
 * place inside it has no value. A plain place without a value outside of brackets leaves no trace but tidy text.
 */
export function fill(text: string, values: FillValues): string {
  const withOptional = text.replace(/\[([^[\]]*)\]/g, (_whole, inner: string) =>
    isComplete(inner, values) ? inner : '',
  )
  return tidy(
    withOptional.replace(PLACE, (_whole, key: string, words?: string) =>
      marked(placeValue(values, key) ?? words ?? ''),
    ),
  )
}

/** True when every place of the text has a value or words of its own: a command may then be run as it is. */
export function isComplete(text: string, values: FillValues): boolean {
  return [...text.matchAll(PLACE)].every(
    (match) => match[2] !== undefined || placeValue(values, match[1]!) !== undefined,
  )
}

const PLACE = /\{(\w+)(?:\|([^{}]*))?\}/g
/** Stands for an empty place until the text around it is tidied; values themselves are never touched. */
const EMPTY = '\u0000'

function placeValue(values: FillValues, key: string): string | undefined {
  const value = Object.hasOwn(values, key) ? String(values[key]) : ''
  return value === '' ? undefined : value
}

function marked(value: string): string {
  return value === '' ? EMPTY : value
}

function tidy(text: string): string {
  return text
    .replace(/["'(]\u0000["')]/g, EMPTY)
    .replace(/(^|\s)\u0000\s+/g, '$1')
    .replace(/\s*[:,;]?\s*\u0000(?=$|[.,;:)])/g, '')
    .replaceAll(EMPTY, '')
    .trim()
}
