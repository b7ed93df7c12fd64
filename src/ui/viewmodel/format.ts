// How numbers look on the screen. Pure.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A measured time: `0.9s` below 10 s, `12s` below 100 s, then `2m`, `3h`. */
export function measured(ms: number): string {
  if (ms < 9_950) return `${(ms / SECOND).toFixed(1)}s`
  if (ms < 99_500) return `${Math.round(ms / SECOND)}s`
  return ms < 99.5 * MINUTE ? `${Math.round(ms / MINUTE)}m` : `${Math.round(ms / HOUR)}h`
}

/** A clock that runs, and an age: whole units only, never ahead of the truth. */
export function running(ms: number): string {
  const shown = Math.max(0, ms)
  if (shown < 100 * SECOND) return `${Math.floor(shown / SECOND)}s`
  if (shown < 100 * MINUTE) return `${Math.floor(shown / MINUTE)}m`
  return shown < 48 * HOUR ? `${Math.floor(shown / HOUR)}h` : `${Math.floor(shown / (24 * HOUR))}d`
}

/** Time of a closed step: `41.2s`, `1m31s`. */
export function stepTime(ms: number): string {
  return ms < 59_950 ? `${(ms / SECOND).toFixed(1)}s` : total(ms)
}

/** `18s`, `1m31s`, `1h02m`. */
export function total(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m${two(seconds % 60)}s`
  return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`
}

/** Cores: `42m`, `1.2`. */
export function cpu(cores: number): string {
  const millis = Math.round(cores * 1000)
  if (millis < 1000) return `${millis}m`
  return cores < 99.95 ? cores.toFixed(1) : String(Math.round(cores))
}

/** `61Mi`, `1.2Gi`. */
export function memory(bytes: number): string {
  const mebi = bytes / 1024 ** 2
  if (mebi < 999.5) return `${Math.round(mebi)}Mi`
  const gibi = mebi / 1024
  return `${gibi < 9.95 ? gibi.toFixed(1) : Math.round(gibi)}Gi`
}

/** `118`, `1.2k`, `12k`; below one `0.4`, because 0 would be untrue. */
export function count(value: number): string {
  if (value === 0) return '0'
  if (value < 0.95) return Math.max(0.1, value).toFixed(1)
  if (value < 999.5) return String(Math.round(value))
  const thousands = value / 1000
  if (thousands < 9.95) return `${thousands.toFixed(1)}k`
  return thousands < 999.5 ? `${Math.round(thousands)}k` : `${(thousands / 1000).toFixed(1)}M`
}

/** `0.4ms`, `9ms`, `1.2s`. */
export function latency(ms: number): string {
  if (ms > 0 && ms < 0.95) return `${Math.max(0.1, ms).toFixed(1)}ms`
  return ms < 999.5 ? `${Math.round(ms)}ms` : `${(ms / SECOND).toFixed(1)}s`
}

/** A share of 0 to 1 as `1.9`. */
export function percent(share: number): string {
  const value = share * 100
  return value < 99.95 ? value.toFixed(1) : '100'
}

/** `2,341`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 edit`, `3 edits`. */
export function plural(value: number, word: string): string {
  return `${grouped(value)} ${word}${value === 1 ? '' : 's'}`
}

/** `14:03:07`, in the reader's time zone. */
export function clock(atMs: number): string {
  const date = new Date(atMs)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
