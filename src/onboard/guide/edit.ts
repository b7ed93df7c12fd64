// The step in which the newcomer changes a line: which service, which line, what became of the save. Pure.
import type { Edit, Outcome, Progress } from './progress.ts'
import type { Effect, Facts, GuideEvent, GuideState, Turn, Waiting } from './state.ts'
import { headLines, measuredLines, offerLines, onOwn, proofWords, serviceLines } from './words.ts'

export function enterEdit(state: GuideState, facts: Facts): Turn {
  const { edit, service } = state.progress
  if (edit !== null) return turn(state, { kind: 'work' }, [], [{ kind: 'stand', edit }])
  const only = facts.services.length === 1 ? facts.services[0]!.name : null
  const chosen = service ?? only
  if (chosen !== null) return choose(state, chosen)
  return turn(state, { kind: 'service' }, serviceLines(facts))
}

export function onEditInput(state: GuideState, key: string, facts: Facts): Turn {
  const { waiting, progress } = state
  if (waiting.kind === 'service') {
    const byNumber = key === '' ? facts.services[0] : facts.services[Number(key) - 1]
    const service = byNumber ?? facts.services.find(({ name }) => name === key)
    if (service !== undefined) return choose(state, service.name)
    return turn(state, waiting, [`There is no service ${key}. ${numbers(facts)}`])
  }
  if (waiting.kind === 'build') return turn(state, waiting, [])
  const { edit } = progress
  const suggestion = edit?.suggestion ?? null
  switch (key) {
    case 'e':
      if (suggestion === null) return turn(state, waiting, ['There is no line that devenv could change by itself.'])
      return turn(state, { kind: 'save', was: 'made' }, [], [{ kind: 'make-edit', suggestion }])
    case 's': {
      const [next, ...rest] = state.suggestions
      if (edit === null || next === undefined) return turn(state, waiting, ['There is no other line to suggest.'])
      const others = suggestion === null ? rest : [...rest, suggestion]
      return offer({ ...state, suggestions: others }, { ...edit, suggestion: next }, facts)
    }
    case 'b':
      return facts.services.length === 1
        ? turn(state, waiting, ['There is no other service.'])
        : turn(forget(state), { kind: 'service' }, serviceLines(facts))
    default:
      return turn(state, waiting, [
        suggestion === null ? 'devenv waits for a save.' : `devenv waits for a save of ${suggestion.file}.`,
      ])
  }
}

export function editTurn(
  state: GuideState,
  event: Extract<GuideEvent, { kind: 'suggestions' | 'standing' | 'edited' }>,
  facts: Facts,
): Turn {
  switch (event.kind) {
    case 'suggestions': {
      const { service } = state.progress
      if (service === null) return turn(state, state.waiting, [])
      const [first, ...rest] = event.found
      const edit: Edit = { service, suggestion: first ?? null, idBefore: event.idBefore }
      return offer({ ...state, suggestions: rest }, edit, facts)
    }
    case 'edited': {
      const kept = event.keptPath === null ? [] : [`The file as you had it is kept in ${event.keptPath}.`]
      if (event.problem !== null)
        return turn(state, { kind: 'save', was: 'broken' }, [...kept, `devenv made no edit: ${event.problem}.`])
      const { file, line } = state.progress.edit!.suggestion!
      return turn(state, state.waiting, [...kept, `devenv saved ${file} with line ${line} changed.`])
    }
    case 'standing': {
      const edit = state.progress.edit!
      const { standing } = event
      switch (standing.kind) {
        case 'untouched':
          return offer(state, edit, facts)
        case 'failed':
          return turn(state, { kind: 'save', was: 'broken' }, [
            'Your edit is saved, and it does not build.',
            ...standing.lines,
            ...broken(edit),
          ])
        case 'served':
          return served(state, standing.outcome, ['Your edit is saved and served.'])
      }
    }
  }
}

/** Events of the session count while a save is awaited or its build runs. */
export function onSession(
  state: GuideState,
  { event, lines }: Extract<GuideEvent, { kind: 'session' }>,
  { root }: Facts,
): Turn {
  const { waiting, progress } = state
  if ((waiting.kind !== 'save' && waiting.kind !== 'build') || progress.edit === null) return turn(state, waiting, [])
  const { edit } = progress
  switch (event.event) {
    case 'change.batch': {
      const files = event.files.map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file))
      const saved = `Saved: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}.`
      if (event.affected.length === 0) return turn(state, waiting, [`${saved} It affects no service.`, onOwn('')])
      const affected = event.affected.includes(edit.service) ? edit.service : event.affected[0]!
      const others = event.affected.filter((name) => name !== affected)
      const next = { ...state, progress: { ...progress, edit: { ...edit, service: affected } } }
      const words = `${saved} It affects ${[affected, ...others].join(', ')}${others.length === 0 ? ' and no other service' : ''}.`
      return turn(next, { kind: 'build' }, [words], [{ kind: 'note-save' }])
    }
    case 'build.started':
      return turn(state, { kind: 'build' }, lines)
    case 'build.finished':
      if (event.service !== edit.service) return turn(state, waiting, lines)
      if (event.state === 'failed')
        return turn(state, { kind: 'save', was: 'broken' }, [...lines, ...broken(edit)], [{ kind: 'prove' }])
      if (event.state === 'unchanged')
        return turn(state, { kind: 'save', was: 'broken' }, [
          ...lines,
          'The compiler made the same binary: a comment or a space changes no code. Change the text itself and save.',
          onOwn('e: let devenv make this edit'),
        ])
      return turn(state, waiting, lines)
    case 'update.ready': {
      if (event.service !== edit.service) return turn(state, waiting, lines)
      const { service, build, id, kind, ms, split } = event
      return served(state, { service, build, id, measured: { kind, ms, split } }, lines)
    }
    case 'update.reverted':
      if (event.service !== edit.service) return turn(state, waiting, lines)
      return turn(
        state,
        { kind: 'save', was: 'broken' },
        [
          ...lines,
          'It compiled, but its new process did not get ready, so devenv put the last good build back.',
          ...again(edit),
        ],
        [{ kind: 'prove' }],
      )
    case 'problem.opened':
    case 'problem.closed':
    case 'service.health':
    case 'update.started':
      return turn(state, waiting, event.event === 'update.started' ? lines : [])
    default:
      return turn(state, waiting, [])
  }
}

function choose(state: GuideState, service: string): Turn {
  return turn(
    { ...state, progress: { ...state.progress, service, edit: null, outcome: null } },
    { kind: 'work' },
    [`Looking in the sources of ${service} for a text that is safe to change ...`],
    [{ kind: 'suggest', service }],
  )
}

function offer(state: GuideState, edit: Edit, facts: Facts): Turn {
  const next = { ...state, progress: { ...state.progress, edit } }
  return turn(next, { kind: 'save', was: 'offered' }, offerLines(edit, state.suggestions.length > 0, facts), [
    { kind: 'keep', edit },
  ])
}

function served(state: GuideState, outcome: Outcome, lines: readonly string[]): Turn {
  const progress: Progress = { ...state.progress, outcome, step: 'proof' }
  const told = [...lines, ...measuredLines(outcome), ...headLines('proof'), proofWords]
  return turn({ ...state, progress }, { kind: 'work' }, told, [{ kind: 'prove' }])
}

function forget(state: GuideState): GuideState {
  return { ...state, suggestions: [], progress: { ...state.progress, service: null, edit: null } }
}

function broken(edit: Edit): readonly string[] {
  return ['A build that fails takes nothing away: the build before it keeps serving.', ...again(edit)]
}

function again(edit: Edit): readonly string[] {
  return [
    'Mend the line and save again; devenv waits.',
    onOwn(edit.suggestion === null ? '' : 'e: let devenv put the suggested line in place'),
  ]
}

function numbers(facts: Facts): string {
  return `A number from 1 to ${facts.services.length}, or a name:`
}

function turn(state: GuideState, waiting: Waiting, lines: readonly string[], effects: readonly Effect[] = []): Turn {
  return { state: { ...state, waiting }, lines, effects }
}
