// The header line: where am I, and is it well. Pure.
import type { AddonState } from '../../model/runtime-event.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { grouped, plural } from './format.ts'
import { justified, type Line, lineText, type Span, span, widthOf } from './line.ts'
import { counts } from './state.ts'

/** A window this wide has room for single spaces to become wide ones, and for more words. */
export const wideFrom = 120

interface Part {
  readonly spans: readonly Span[]
  readonly isWell: boolean
  /** Given up in this order when narrow; null: never. */
  readonly dropAt: number | null
}

export function headerLine(snapshot: Snapshot, columns: number | null, glyphs: Glyphs): Line {
  const right = countsLine(snapshot)
  const parts = headerParts(snapshot, glyphs, columns === null || columns >= wideFrom)
  const room = columns === null ? Number.POSITIVE_INFINITY : columns - widthOf(lineText(right)) - 2
  const between = columns === null || columns >= wideFrom ? 3 : 2
  const dropped = [1, 2, 3, 4].reduce<readonly Part[]>(
    (shown, drop) =>
      widthOf(lineText(joined(shown, between))) <= room ? shown : shown.filter(({ dropAt }) => dropAt !== drop),
    parts,
  )
  const left = joined(dropped, between)
  return columns === null ? [...left, span('   '), ...right] : justified(left, right, columns, glyphs.more)
}

export function countsLine(snapshot: Snapshot): Line {
  const { ok, busy, failing } = counts(snapshot)
  return [span(`${ok} ok  ${busy} busy  `), span(`${failing} failing`, failing > 0 ? 'bad' : undefined)]
}

function headerParts(snapshot: Snapshot, glyphs: Glyphs, isWide: boolean): readonly Part[] {
  if (snapshot.runtime === 'process')
    return [{ spans: [span('local processes')], isWell: true, dropAt: null }, ...trafficPart(snapshot)]
  const isUp = snapshot.nodes > 0
  const well = isUp
    ? span(glyphs.ready, 'good')
    : snapshot.phase === 'bring-up'
      ? span(`${glyphs.waiting} starting`, 'dim')
      : span(`${glyphs.failed} down`, 'bad')
  const cluster = [span(`${snapshot.cluster ?? 'no cluster'} `), well]
  const watched = snapshot.watchedFiles
  return [
    { spans: cluster, isWell: isUp, dropAt: null },
    ...(isUp ? [{ spans: [span(plural(snapshot.nodes, 'node'))], isWell: true, dropAt: 1 }] : []),
    ...addonPart('istio', snapshot, glyphs),
    ...addonPart('prometheus', snapshot, glyphs),
    ...trafficPart(snapshot),
    ...(isWide && watched !== null
      ? [
          {
            spans: [span('watch '), span(glyphs.ready, 'good'), span(` ${grouped(watched)} files`)],
            isWell: true,
            dropAt: 1,
          },
        ]
      : []),
  ]
}

/** Rates and errors below are then not a person's own. */
function trafficPart({ traffic }: Snapshot): readonly Part[] {
  return traffic === null ? [] : [{ spans: [span(`traffic ${traffic.perSecond}/s`)], isWell: true, dropAt: 2 }]
}

function addonPart(name: 'istio' | 'prometheus', snapshot: Snapshot, glyphs: Glyphs): readonly Part[] {
  const { state, note } = snapshot.addons[name]
  if (state === 'off') return []
  const isWell = state === 'ready'
  return [
    {
      spans: [span(`${name} `), addonSpan(state, note, glyphs)],
      isWell,
      dropAt: isWell ? (name === 'prometheus' ? 2 : 3) : 4,
    },
  ]
}

function addonSpan(state: AddonState, note: string, glyphs: Glyphs): Span {
  switch (state) {
    case 'ready':
      return span(glyphs.ready, 'good')
    case 'starting':
      return span(`${glyphs.old} ${note === '' ? 'starting' : note}`, 'old')
    case 'failed':
      return span(`${glyphs.failed} ${note === '' ? 'down' : note}`, 'bad')
    case 'unknown':
    case 'off':
      return span('-', 'dim')
  }
}

/** `devenv` and its parts; the node count follows its cluster with one space. */
function joined(parts: readonly Part[], between: number): Line {
  const line: Span[] = [span('devenv')]
  for (const [index, part] of parts.entries()) {
    const isNodeCount = index === 1 && part.dropAt === 1
    line.push(span(' '.repeat(index === 0 ? 2 : isNodeCount ? 1 : between)), ...part.spans)
  }
  return line
}
