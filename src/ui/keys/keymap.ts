// One table of keys: it makes the hint line, the help and the docs. Pure. Dangerous commands have no key.
import type { Scope } from '../viewmodel/ui-state.ts'

export type KeyCommand =
  | 'down'
  | 'up'
  | 'first'
  | 'last'
  | 'half-down'
  | 'half-up'
  | 'enter'
  | 'back'
  | 'next-pane'
  | 'problems'
  | 'help'
  | 'quit'
  | 'interrupt'
  | 'source-build'
  | 'source-pod'
  | 'source-both'
  | 'source-all'
  | 'filter'
  | 'trigger'
  | 'restart'
  | 'pause'
  | 'pause-all'
  | 'full-log'
  | 'wrap'
  | 'time'
  | 'follow'
  | 'next-problem'
  | 'previous-problem'
  | 'retry-step'
  | 'skip-step'
  | 'background'
  | 'filter-done'
  | 'filter-clear'
  | 'yes'
  | 'no'

export interface KeyBinding {
  readonly command: KeyCommand
  /** As `keyName` gives them. */
  readonly keys: readonly string[]
  readonly scopes: readonly Scope[]
  /** For `?` and the docs. */
  readonly label: string
  /** On the hint line; absent: not there. With two, the second is for wide windows. */
  readonly hint?: string | readonly [string, string]
  readonly dangerous: boolean
}

const everywhere: readonly Scope[] = ['table', 'log', 'problem', 'bring-up', 'help']
const panes: readonly Scope[] = ['table', 'log']

export const keymap: readonly KeyBinding[] = [
  key('down', ['j', 'down'], ['table'], 'next service', 'j/k move'),
  key('up', ['k', 'up'], ['table'], 'previous service'),
  key('down', ['j', 'down'], ['log'], 'one line down', 'j/k scroll'),
  key('up', ['k', 'up'], ['log'], 'one line up'),
  key('down', ['j', 'down'], ['bring-up'], 'next step', 'j/k step'),
  key('up', ['k', 'up'], ['bring-up'], 'previous step'),
  key('first', ['g', 'home'], [...panes, 'bring-up'], 'to the first'),
  key('last', ['G', 'end'], [...panes, 'bring-up'], 'to the last; in the log also follow'),
  key('half-down', ['ctrl-d', 'pagedown'], panes, 'half a page down'),
  key('half-up', ['ctrl-u', 'pageup'], panes, 'half a page up'),
  key('enter', ['enter'], ['table'], 'focus the log', ['enter logs', 'enter focus logs']),
  key('enter', ['enter'], ['bring-up'], 'log of the step, full screen', 'enter log'),
  key('problems', ['e'], ['table', 'log', 'bring-up'], 'problems', 'e problems'),
  key('next-problem', ['n', 'j', 'down'], ['problem'], 'next problem', 'n/p next, previous problem'),
  key('previous-problem', ['p', 'k', 'up'], ['problem'], 'previous problem'),
  key('trigger', ['t'], ['table'], 'build the service now', 't trigger'),
  key('restart', ['r'], ['table'], 'restart its process', 'r restart'),
  key('pause', ['p'], ['table'], 'pause or resume watching it', ['', 'p pause watch']),
  key('pause-all', ['P'], ['table'], 'pause or resume watching all'),
  key('filter', ['/'], panes, 'keep only matching log lines: text, !not this, ~expression', '/ filter'),
  key('source-build', ['1'], panes, 'log of the build'),
  key('source-pod', ['2'], panes, 'log of the pod'),
  key('source-both', ['3'], panes, 'both'),
  key('source-all', ['4'], panes, 'logs of all services', ['', '1-4 source']),
  key('full-log', ['f'], panes, 'log to full screen and back', ['', 'f full']),
  key('wrap', ['w'], ['log'], 'wrap long lines', 'w wrap'),
  key('time', ['t'], ['log'], 'show times', 't time'),
  key('follow', ['s'], ['log'], 'follow new lines', 's follow'),
  key('retry-step', ['r'], ['bring-up'], 'try a failed step again', 'r retry'),
  key('skip-step', ['s'], ['bring-up'], 'skip a failed step', 's skip'),
  key('background', ['b'], ['bring-up'], 'main view meanwhile', 'b background'),
  key('next-pane', ['tab'], panes, 'next pane'),
  key('back', ['esc'], ['log', 'problem', 'help'], 'one level back', 'esc back'),
  key('back', ['esc'], ['table', 'bring-up'], 'clear the filter'),
  key('help', ['?'], everywhere, 'these keys', '? help'),
  key('quit', ['q'], everywhere, 'quit; asks while something builds', 'q quit'),
  key('interrupt', ['ctrl-c'], [...everywhere, 'filter', 'quit'], 'stop; a second time: leave at once'),
  key('filter-done', ['enter'], ['filter'], 'keep the filter', 'enter keep'),
  key('filter-clear', ['esc'], ['filter'], 'clear the filter', 'esc clear'),
  key('yes', ['y'], ['quit'], 'yes', 'y yes'),
  key('no', ['n', 'esc'], ['quit'], 'no', 'n no'),
]

export function commandFor(name: string, scope: Scope): KeyCommand | null {
  return keymap.find(({ keys, scopes }) => keys.includes(name) && scopes.includes(scope))?.command ?? null
}

/** What Ink tells of a key. */
export interface PressedKey {
  readonly upArrow?: boolean
  readonly downArrow?: boolean
  readonly pageDown?: boolean
  readonly pageUp?: boolean
  readonly home?: boolean
  readonly end?: boolean
  readonly return?: boolean
  readonly escape?: boolean
  readonly ctrl?: boolean
  readonly tab?: boolean
  readonly backspace?: boolean
  readonly delete?: boolean
}

/** One name for each key. Keys that come in one piece, as when a person types fast, are told apart. */
export function keyNames(input: string, pressed: PressedKey): readonly string[] {
  for (const [field, name] of NAMED) if (pressed[field] === true) return [name]
  if (pressed.ctrl === true && input !== '') return [`ctrl-${input}`]
  return [...input].map((character) => CONTROLS[character] ?? character)
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\t': 'tab',
  '\u001b': 'esc',
  '\u007f': 'backspace',
  '\u0008': 'backspace',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
  '\u0015': 'ctrl-u',
}

const NAMED: readonly (readonly [keyof PressedKey, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['pageDown', 'pagedown'],
  ['pageUp', 'pageup'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
]

function key(
  command: KeyCommand,
  keys: readonly string[],
  scopes: readonly Scope[],
  label: string,
  hint?: KeyBinding['hint'],
): KeyBinding {
  return { command, keys, scopes, label, dangerous: false, ...(hint === undefined ? {} : { hint }) }
}
