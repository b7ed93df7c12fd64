// Log lines are cleaned once, on entry, so that search, copy and screen see the same text.

/** Bytes of UTF-8 a kept line has at most, its mark of what was cut included. */
export const maxLineBytes = 8 * 1024

/**
 * What a terminal would show of the line: no control sequence but SGR colour, tabs as blanks to the next 8th column,
 * unpaired surrogates as U+FFFD, and at most 8 KB, ending in `… 82 KB cut`.
 */
export function cleanLine(line: string): string {
  if (!SPECIAL.test(line) && line.length * 3 <= maxLineBytes) return line
  const stripped = lastShown(line.toWellFormed().replace(SEQUENCES, keepColour)).replace(CONTROLS, '')
  return withReset(capped(expandTabs(stripped)))
}

/** The same without colour: for search, for files and for measuring. */
export function withoutColour(line: string): string {
  return line.includes('\u001b') ? line.replace(COLOUR, '') : line
}

const SPECIAL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/
/** CSI, then OSC, DCS, SOS, PM and APC up to their end, then two-character escapes; in 7 and in 8 bits. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g
const COLOUR = /\u001b\[[\d;:]*m/g
/** Everything that moves, hides or reorders text; tabs and colour stay. */
const CONTROLS = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g
const RESET = '\u001b[0m'
const TAB = 8

function keepColour(sequence: string): string {
  return /^\u001b\[[\d;:]*m$/.test(sequence) ? sequence : ''
}

/** A carriage return writes over the line: progress bars leave their last state. */
function lastShown(text: string): string {
  if (!text.includes('\r')) return text
  const parts = text.split('\r').filter((part) => part !== '')
  return parts.at(-1) ?? ''
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text
  let column = 0
  let expanded = ''
  for (const part of text.split(/(\t|\u001b\[[\d;:]*m)/)) {
    const isTab = part === '\t'
    const piece = isTab ? ' '.repeat(TAB - (column % TAB)) : part
    expanded += piece
    if (isTab || !part.startsWith('\u001b')) column += [...piece].length
  }
  return expanded
}

function capped(text: string): string {
  const total = byteLength(text)
  if (total <= maxLineBytes - reserve(text)) return text
  const room = maxLineBytes - MARK_BYTES
  let used = 0
  let kept = ''
  for (const part of text.match(PARTS) ?? []) {
    used += byteLength(part)
    if (used > room) break
    kept += part
  }
  return `${kept}… ${Math.ceil((total - byteLength(kept)) / 1024)} KB cut`
}

/** A colour sequence is never cut in two, nor a character. */
const PARTS = /\u001b\[[\d;:]*m|./gsu
/** Room for the reset and for `… 12345678 KB cut`. */
const MARK_BYTES = 64

function reserve(text: string): number {
  return endsColoured(text) ? RESET.length : 0
}

/** A colour left on would run into the lines below. */
function withReset(text: string): string {
  return endsColoured(text) ? text + RESET : text
}

function endsColoured(text: string): boolean {
  const last = text.includes('\u001b') ? (text.match(COLOUR) ?? []).at(-1) : undefined
  return last !== undefined && !/^\u001b\[(?:0*|0*[;:]0*)m$/.test(last)
}

function byteLength(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code <= 0xdbff) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}
