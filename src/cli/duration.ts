/** `90s`, `5m`, `1h`, `250ms`, or a bare number of seconds, in ms; null when it is none of these. */
export function parseDurationMs(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim())
  if (match === null) return null
  const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2] ?? 's']!
  return Number(match[1]) * unitMs
}
