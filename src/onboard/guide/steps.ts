// Bring-up as lines: each step as it begins and ends, and what the others wait for. Pure.
import type { Snapshot, StepSnapshot } from '../../model/snapshot.ts'

/** What was said of each step last, by its name. */
export type ToldSteps = ReadonlyMap<string, string>

export function stepLines(
  steps: Snapshot['steps'],
  told: ToldSteps,
): { readonly lines: readonly string[]; readonly told: ToldSteps } {
  const next = new Map(told)
  const lines: string[] = []
  const titles = new Map(steps.map(({ name, title }) => [name, title]))
  for (const step of steps) {
    const words = step.state === 'waiting' ? waitWords(step, titles) : stateWords(step)
    const key = step.state === 'running' ? 'running' : words
    // Why it waits is worth one line, not one for each thing that is over.
    const isTold = next.get(step.name) === key || (step.state === 'waiting' && next.has(step.name))
    if (words === '' || isTold) continue
    next.set(step.name, key)
    lines.push(words)
  }
  return { lines, told: next }
}

function stateWords({ title, state, detail, ms }: StepSnapshot): string {
  const time = ms === null ? '' : ` (${(ms / 1000).toFixed(1)}s)`
  const more = detail === '' ? '' : `: ${detail}`
  switch (state) {
    case 'running':
      return `  now     ${title}${more}`
    case 'done':
      return `  done    ${title}${time}${more}`
    case 'failed':
      return `  failed  ${title}${time}${more}`
    case 'skipped':
      return `  skipped ${title}${more}`
    default:
      return ''
  }
}

function waitWords({ title, waitsFor }: StepSnapshot, titles: ReadonlyMap<string, string>): string {
  if (waitsFor.length === 0) return ''
  const shown = waitsFor.slice(0, 3).map((name) => titles.get(name) ?? dependency(name))
  const others = waitsFor.length - shown.length
  return `  waits   ${title}: for ${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
}

/** `artifact:orb-core` is the first build of a service. */
function dependency(name: string): string {
  return name.startsWith('artifact:') ? `the build of ${name.slice('artifact:'.length)}` : name
}
