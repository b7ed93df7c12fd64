// How the front end shows things: decided once, before anything is drawn. Pure.

export type Mode = 'tui' | 'plain' | 'json'

export interface ModeFlags {
  readonly plain?: boolean
  readonly json?: boolean
}

export type Env = Readonly<Record<string, string | undefined>>

export function mode(flags: ModeFlags, env: Env, stdinIsTTY: boolean, stdoutIsTTY: boolean): Mode {
  if (flags.json === true) return 'json'
  const asksForPlain = flags.plain === true || env['DEVENV_UI'] === 'plain' || isSet(env['ACCESSIBLE'])
  if (asksForPlain || env['INK_SCREEN_READER'] === 'true') return 'plain'
  if (isInCi(env) || env['TERM'] === 'dumb' || !stdinIsTTY || !stdoutIsTTY) return 'plain'
  return 'tui'
}

/** As Ink reads it: set, unless it is `0` or `false`. */
export function isInCi(env: Env): boolean {
  return env['CI'] !== undefined && env['CI'] !== '0' && env['CI'] !== 'false'
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
