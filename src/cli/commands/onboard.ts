// `devenv onboard`: the guided first day.
import { stream } from '../../clients/process/stream.ts'
import {
  keysOf,
  linesOf,
  listOnboarding,
  resetOnboarding,
  onboard as runGuide,
  type World,
} from '../../onboard/onboard.ts'
import { mode } from '../../ui/mode.ts'
import { plainLines } from '../../ui/text.ts'
import { printLine } from '../print.ts'
import { openWorkspace } from '../workspace.ts'

export interface OnboardOptions {
  readonly runtime: 'auto' | 'kind' | 'process'
  readonly plain?: boolean
  readonly list?: boolean
  readonly reset?: boolean
  readonly yes?: boolean
}

export async function onboard(options: OnboardOptions): Promise<number> {
  const { environment, folders } = await openWorkspace()
  const { stdin, stdout, env } = process
  const isTerminal = stdin.isTTY === true
  const isPlain = mode({ plain: options.plain === true }, env, isTerminal, stdout.isTTY === true) === 'plain'
  const world: World = {
    environment,
    folders,
    input: isPlain ? linesOf(stdin, !isTerminal) : keysOf(stdin, (text) => stdout.write(text)),
    editor: env['VISUAL'] || env['EDITOR'] || 'vi',
    print: printLine,
    up: async (yes, onLine, signal) => {
      const args = ['up', '-d', '--runtime', options.runtime, ...(yes ? ['--yes'] : [])]
      return (await devenv(args, environment.root, onLine, signal)).exitCode
    },
    devenv: async (args, signal) => {
      const lines: string[] = []
      await devenv(args, environment.root, (line) => lines.push(line), signal)
      return lines
    },
    plainLines: (event, snapshot) => plainLines(event, { root: environment.root, snapshot }),
  }
  if (options.list === true) {
    listOnboarding(world)
    return 0
  }
  if (options.reset === true) return resetOnboarding(world, options.yes === true)
  return runGuide(world, options.yes === true)
}

/** devenv itself, as a person would type it. */
function devenv(
  args: readonly string[],
  cwd: string,
  onLine: (line: string, from: 'stdout' | 'stderr') => void,
  signal: AbortSignal,
) {
  return stream(process.execPath, [...process.execArgv, process.argv[1]!, ...args], { cwd, onLine, signal })
}
