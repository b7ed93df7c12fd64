// Bring-up as lines: each step as it begins and ends, and what the others wait for. Pure.
import type { Snapshot, StepSnapshot } from '../../model/snapshot.ts'

/** What was said last: of each step by its name, and when anything was said. */
export interface Told {
  readonly steps: ReadonlyMap<string, string>
  readonly atMs: number
}

/** Silence for so long makes a person wonder. */
const silenceMs = 15_000

export function stepLines(
  { steps, nowMs, startedAtMs }: Pick<Snapshot, 'steps' | 'nowMs' | 'startedAtMs'>,
  told: Told | null,
): { readonly lines: readonly string[]; readonly told: Told } {
  const next = new Map(told?.steps ?? [])
  const lines: string[] = []
  const titles = new Map(steps.map(({ name, title }) => [name, title]))
  for (const step of steps) {
    const words = step.state === 'waiting' ? waitWords(step, titles) : stateWords(step)
    // Of what runs the count is news (`3/16`), the rest of the detail is not.
    const key = step.state === 'running' ? `running ${/^\d+\/\d+/.exec(step.detail)?.[0] ?? ''}` : words
    // Why it waits is worth one line, not one for each thing that is over.
    const isTold = next.get(step.name) === key || (step.state === 'waiting' && next.has(step.name))
    if (words === '' || isTold) continue
    next.set(step.name, key)
    lines.push(words)
  }
  const isSilent = lines.length === 0 && told !== null && nowMs - told.atMs >= silenceMs
  const running = steps.filter(({ state }) => state === 'running')
  if (isSilent && running.length > 0)
    lines.push(`  ${Math.round((nowMs - startedAtMs) / 1000)}s     ${running.map(withDetail).join('; ')}`)
  return { lines, told: { steps: next, atMs: lines.length > 0 || told === null ? nowMs : told.atMs } }
}

function withDetail({ title, detail }: StepSnapshot): string {
  return detail === '' ? title : `${title}: ${detail}`
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
