// The split of an edit-to-healthy time in words: `detect 21  compile 433 … ready 182 ms`. Pure.
import type { Split, UpdateKind } from '../../model/update.ts'

const PHASES: readonly (keyof Split)[] = ['detect', 'hold', 'compile', 'link', 'ship', 'restart', 'ready']

/** `hold` only when it took any time; an image update names its two phases by what they are. */
export function splitWords(split: Partial<Split>, kind: UpdateKind): string {
  const shown = PHASES.filter((phase) => split[phase] !== undefined && (phase !== 'hold' || split.hold !== 0))
  const words = shown.map((phase) => `${phaseName(phase, kind)} ${Math.round(split[phase]!)}`)
  return words.length === 0 ? '' : `${words.join('  ')} ms`
}

function phaseName(phase: keyof Split, kind: UpdateKind): string {
  if (kind === 'live') return phase
  return phase === 'ship' ? 'image' : phase === 'restart' ? 'deploy' : phase
}
