// The guide as a step machine: what happened in, lines to print and work to do out. Pure.
import { editTurn, enterEdit, onEditInput, onSession } from './edit.ts'
import { type Progress, type StepName, stepNames, stepTitles } from './progress.ts'
import type { Effect, Facts, GuideEvent, GuideState, Turn, Waiting } from './state.ts'
import { systemLines } from './system.ts'
import { dailyLines, goOn, headLines, lookLines, onOwn, proofLines, proofWords, upLines } from './words.ts'

/** The first turn of a run: at the start, or where the last run was left. */
export function begin(kept: Progress, facts: Facts): Turn {
  const progress = withoutStrangers(kept, facts)
  const state: GuideState = { progress, waiting: { kind: 'work' }, suggestions: [], isAlone: false }
  const { step } = progress
  if (step === 'end') {
    const lines = [
      'You have been through all of it. `devenv onboard --reset` takes your edit back and starts from the beginning.',
      '',
      ...dailyLines(facts),
    ]
    return { state: { ...state, waiting: { kind: 'over' } }, lines, effects: [{ kind: 'leave', exitCode: 0 }] }
  }
  if (step === 'system') {
    const head = [
      `Your first day with ${facts.name}, in ${stepNames.length} steps of a few minutes.`,
      'q leaves at any moment; `devenv onboard` goes on where you were; `--reset` takes back what you edited.',
    ]
    return after({ state, lines: head, effects: [] }, enter(state, 'system', facts))
  }
  const back = {
    state,
    lines: [`You were at step ${stepNames.indexOf(step) + 1} of ${stepNames.length}: ${stepTitles[step]}.`],
    effects: [],
  }
  if (step === 'daily' || step === 'up') return after(back, enter(state, step, facts))
  return {
    ...back,
    state: { ...state, waiting: { kind: 'up', goal: step } },
    effects: [{ kind: 'up', yes: facts.yes }],
  }
}

/** Tiltfile.ts may have lost the service that the newcomer had chosen: another one is chosen then. */
function withoutStrangers(progress: Progress, facts: Facts): Progress {
  const { service, edit, outcome, step } = progress
  const named = [service, edit?.service ?? null, outcome?.service ?? null]
  const isKnown = (name: string | null) => name === null || facts.services.some((fact) => fact.name === name)
  if (named.every(isKnown)) return progress
  const isLater = step === 'proof' || step === 'look'
  return { ...progress, service: null, edit: null, outcome: null, step: isLater ? 'edit' : step }
}

export function advance(state: GuideState, event: GuideEvent, facts: Facts): Turn {
  if (state.waiting.kind === 'over') return still(state)
  switch (event.kind) {
    case 'input':
      return onInput(state, event.text, facts)
    case 'nobody':
      return onNobody({ ...state, isAlone: true }, facts)
    case 'interrupted':
      return leave(state, 130)
    case 'up':
      return onUp(state, event, facts)
    case 'session':
      return settle(onSession(state, event, facts), facts)
    case 'session-lost':
      return settle(onSessionLost(state), facts)
    case 'suggestions':
    case 'standing':
    case 'edited':
      return settle(editTurn(state, event, facts), facts)
    case 'proof': {
      // After a broken save the request shows the old build; the guide still waits for a save.
      const lines = proofLines(event.proof, state.progress, state.waiting.kind === 'save')
      if (state.waiting.kind !== 'work') return { state, lines, effects: [] }
      return settle(ask(state, lines, { kind: 'next' }), facts)
    }
    case 'looked':
      return settle(ask(state, lookLines(event.looks), { kind: 'next' }), facts)
  }
}

function onInput(state: GuideState, text: string, facts: Facts): Turn {
  const key = text.trim().toLowerCase()
  const { waiting } = state
  if (key === 'q') return leave(state, waiting.kind === 'retry' ? waiting.exitCode : 0)
  switch (waiting.kind) {
    case 'next':
      return goFurther(state, facts)
    case 'retry':
      return {
        state: { ...state, waiting: { kind: 'up', goal: waiting.goal } },
        lines: [],
        effects: [{ kind: 'up', yes: key === 'y' }],
      }
    case 'service':
    case 'save':
    case 'build':
      return settle(onEditInput(state, key, facts), facts)
    default:
      return still(state)
  }
}

/** Every step says by its own event that it is done; Enter only goes to the next one. */
function goFurther(state: GuideState, facts: Facts): Turn {
  const { step } = state.progress
  if (step === 'end') return still(state)
  const next = stepNames[stepNames.indexOf(step) + 1]
  return next === undefined ? still(state) : enter(state, next, facts)
}

function enter(state: GuideState, step: StepName, facts: Facts): Turn {
  const head = headLines(step)
  const at: GuideState = { ...state, progress: { ...state.progress, step } }
  const work = (effect: Effect, ...lines: readonly string[]): Turn => ({
    state: { ...at, waiting: { kind: 'work' } },
    lines: [...head, ...lines],
    effects: [effect],
  })
  const { outcome, service } = at.progress
  switch (step) {
    case 'system':
      return settle(ask(at, [...head, ...systemLines(facts.name, facts.services)], { kind: 'next' }), facts)
    case 'up':
      return {
        state: { ...at, waiting: { kind: 'up', goal: 'up' } },
        lines: [...head, 'devenv builds all services, starts them and waits until each answers its probe.'],
        effects: [{ kind: 'up', yes: facts.yes }],
      }
    case 'edit':
      return settle(after({ state: at, lines: head, effects: [] }, enterEdit(at, facts)), facts)
    case 'proof':
      return work({ kind: 'prove' }, proofWords)
    case 'look':
      return work({ kind: 'look', service: outcome?.service ?? service ?? facts.services[0]!.name })
    case 'daily':
      return {
        state: { ...at, progress: { ...at.progress, step: 'end' }, waiting: { kind: 'over' } },
        lines: [...head, ...dailyLines(facts)],
        effects: [{ kind: 'leave', exitCode: 0 }],
      }
  }
}

function onUp(state: GuideState, event: Extract<GuideEvent, { kind: 'up' }>, facts: Facts): Turn {
  if (state.waiting.kind !== 'up') return still(state)
  const { goal } = state.waiting
  const isUp = event.ready.length + event.notReady.length > 0
  if (!isUp) {
    const retry = ask(
      state,
      [
        'Bring-up did not end well. What stands above says why; `devenv doctor` checks this machine.',
        onOwn('Enter: try again', 'y: try again and install what is missing'),
      ],
      { kind: 'retry', goal, exitCode: event.exitCode },
    )
    return settle(retry, facts)
  }
  const lines = upLines(event)
  if (goal === 'up') return settle(ask(state, lines, { kind: 'next' }), facts)
  return after({ state, lines, effects: [] }, enter(state, goal, facts))
}

function onSessionLost(state: GuideState): Turn {
  const { step } = state.progress
  const { waiting } = state
  if (step === 'end' || !['save', 'build', 'work'].includes(waiting.kind)) return still(state)
  return ask(state, ['The session has ended.', onOwn('Enter: bring it up again')], {
    kind: 'retry',
    goal: step,
    exitCode: 4,
  })
}

function onNobody(state: GuideState, facts: Facts): Turn {
  return settle({ state, lines: [], effects: [] }, facts)
}

/** Where nobody answers, whatever waits for a person goes on by itself or ends the run. */
function settle(turn: Turn, facts: Facts): Turn {
  const { waiting, isAlone } = turn.state
  const isAsked = isAlone || facts.yes
  switch (waiting.kind) {
    case 'next':
      return isAsked ? after(turn, goFurther(turn.state, facts)) : turn
    case 'service':
      return isAsked ? after(turn, onEditInput(turn.state, '', facts)) : turn
    case 'retry':
      return isAsked ? after(turn, leave(turn.state, waiting.exitCode)) : turn
    case 'save':
      if (waiting.was === 'broken') return isAsked ? after(turn, leave(turn.state, 1)) : turn
      if (waiting.was === 'made') return turn
      if (facts.yes && turn.state.progress.edit?.suggestion !== null)
        return after(turn, onEditInput(turn.state, 'e', facts))
      return isAsked ? after(turn, leave(turn.state, 0)) : turn
    default:
      return turn
  }
}

function leave(state: GuideState, exitCode: number): Turn {
  const { step } = state.progress
  const number = step === 'end' ? stepNames.length : stepNames.indexOf(step) + 1
  const session =
    number > 1 && state.waiting.kind !== 'retry'
      ? [' What runs goes on in the background: `devenv attach` shows it, `devenv down` removes it.']
      : []
  return {
    state: { ...state, waiting: { kind: 'over' } },
    lines: ['', `Left at step ${number} of ${stepNames.length}. \`devenv onboard\` goes on here.${session.join('')}`],
    effects: [{ kind: 'leave', exitCode }],
  }
}

function ask(state: GuideState, lines: readonly string[], waiting: Waiting): Turn {
  return { state: { ...state, waiting }, lines: waiting.kind === 'next' ? [...lines, goOn] : lines, effects: [] }
}

function after(first: Turn, second: Turn): Turn {
  return {
    state: second.state,
    lines: [...first.lines, ...second.lines],
    effects: [...first.effects, ...second.effects],
  }
}

function still(state: GuideState): Turn {
  return { state, lines: [], effects: [] }
}
