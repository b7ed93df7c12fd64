import { describe, expect, test } from 'vitest'
import { type Env, mode } from '../../src/ui/mode.ts'
import { look, theme } from '../../src/ui/theme.ts'

const tty = [true, true] as const

describe('mode', () => {
  test.each<[string, { plain?: boolean; json?: boolean }, Env, readonly [boolean, boolean], string]>([
    ['a terminal', {}, {}, tty, 'tui'],
    ['--json', { json: true }, {}, tty, 'json'],
    ['--json in a pipe', { json: true }, {}, [false, false], 'json'],
    ['--json before --plain', { json: true, plain: true }, {}, tty, 'json'],
    ['--plain', { plain: true }, {}, tty, 'plain'],
    ['DEVENV_UI=plain', {}, { DEVENV_UI: 'plain' }, tty, 'plain'],
    ['DEVENV_UI=tui', {}, { DEVENV_UI: 'tui' }, tty, 'tui'],
    ['ACCESSIBLE', {}, { ACCESSIBLE: '1' }, tty, 'plain'],
    ['ACCESSIBLE=0', {}, { ACCESSIBLE: '0' }, tty, 'tui'],
    ['a screen reader', {}, { INK_SCREEN_READER: 'true' }, tty, 'plain'],
    ['CI', {}, { CI: 'true' }, tty, 'plain'],
    ['CI, empty', {}, { CI: '' }, tty, 'plain'],
    ['CI=0', {}, { CI: '0' }, tty, 'tui'],
    ['CI=false', {}, { CI: 'false' }, tty, 'tui'],
    ['a dumb terminal', {}, { TERM: 'dumb' }, tty, 'plain'],
    ['stdin from a pipe', {}, {}, [false, true], 'plain'],
    ['stdout to a pipe', {}, {}, [true, false], 'plain'],
    ['NO_COLOR', {}, { NO_COLOR: '1' }, tty, 'tui'],
    ['FORCE_COLOR=0', {}, { FORCE_COLOR: '0' }, tty, 'tui'],
  ])('%s', (_what, flags, env, [stdin, stdout], wanted) => {
    expect(mode(flags, env, stdin, stdout)).toBe(wanted)
  })
})

describe('theme', () => {
  test.each<[string, Env, boolean]>([
    ['nothing set', {}, true],
    ['NO_COLOR', { NO_COLOR: '1' }, false],
    ['NO_COLOR, empty', { NO_COLOR: '' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR=1 in CI', { FORCE_COLOR: '1', CI: 'true' }, true],
    ['NO_COLOR before FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['CI', { CI: 'true' }, false],
  ])('colour: %s', (_what, env, wanted) => {
    expect(theme(env).hasColour).toBe(wanted)
  })

  test.each<[string, Env, string]>([
    ['a UTF-8 locale', { LANG: 'de_DE.UTF-8' }, '✔'],
    ['utf8 without a dash', { LC_ALL: 'C.utf8' }, '✔'],
    ['no locale at all', {}, '✔'],
    ['the C locale', { LANG: 'C' }, '+'],
    ['LC_ALL before LANG', { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, '+'],
    ['an empty LC_ALL', { LC_ALL: '', LANG: 'en_US.UTF-8' }, '✔'],
    ['DEVENV_ASCII', { LANG: 'en_US.UTF-8', DEVENV_ASCII: '1' }, '+'],
  ])('glyphs: %s', (_what, env, ok) => {
    expect(theme(env).glyphs.ok).toBe(ok)
  })

  test('reduced motion stops the spinner', () => {
    expect(theme({ DEVENV_REDUCED_MOTION: '1' }).glyphs.running).toEqual(['⠿'])
    expect(theme({ DEVENV_REDUCED_MOTION: '1', DEVENV_ASCII: '1' }).glyphs.running).toEqual(['*'])
  })

  test('every stand-in is one column wide', () => {
    const { glyphs } = theme({ DEVENV_ASCII: '1' })
    expect(
      Object.values(glyphs)
        .flat()
        .filter((glyph) => glyph.length !== 1),
    ).toEqual([])
  })

  test('without colour only the focus keeps its looks', () => {
    expect(look('bad', false)).toEqual({})
    expect(look('focused', false)).toEqual({ inverse: true })
    expect(look('bad', true)).toEqual({ color: 'red', bold: true })
  })
})
