// What a person sees of `gprbuild -v`: one short line a step instead of each command.
import { basename } from 'node:path'
import type { BuildReport } from '../build.ts'

export function showLine(report: BuildReport, line: string): void {
  const progress = /^completed (\d+) out of (\d+) /.exec(line)
  if (progress !== null) {
    report.detail(`compile ${progress[1]}/${progress[2]}`)
    return
  }
  const short = shortLine(line)
  if (short === null) return
  if (short.startsWith('bind') || short.startsWith('link')) report.detail(short.slice(0, 4))
  report.log(short)
}

/** Null for a line that says nothing to a reader. */
export function shortLine(line: string): string | null {
  if (/^Changing to object directory|^creating .*\.cgpr$|^(object|library|exec) directory /.test(line)) return null
  const words = line.split(' ')
  const program = basename(words[0] ?? '')
  const last = words.at(-1) ?? ''
  if (program === 'gprbind' || program === 'gprlib') return null
  if (program === 'gnatbind') return `bind ${basename(words.find((word) => word.endsWith('.ali')) ?? '')}`
  if (program === 'ar') return `archive ${basename(words.find((word) => word.endsWith('.a')) ?? '')}`
  if (program === 'ranlib') return null
  if (!/gcc|gnat|g\+\+|clang/.test(program) || words.length < 4) return line
  if (!words.includes('-c')) return `link ${basename(last)}`
  return words.some((word) => /^b__/.test(word)) ? null : `compile ${basename(last)}`
}
