// The lines of the guide. ASCII and one fact a line, so that a pipe and a screen reader get the same. Pure.
import type { Split } from '../../model/update.ts'
import { type Edit, type Outcome, type Progress, type StepName, stepNames, stepTitles } from './progress.ts'
import type { Facts, GuideEvent, Look, Proof } from './state.ts'
import { wrapped } from './system.ts'

export const goOn = onOwn('Enter: go on')

/** The keys that mean something now. */
export function onOwn(...keys: readonly string[]): string {
  return `[${[...keys.filter((key) => key !== ''), 'q: leave'].join('   ')}]`
}

export const proofWords = 'A request to the service tells which build answers it.'

export function headLines(step: StepName): readonly string[] {
  const title = `Step ${stepNames.indexOf(step) + 1} of ${stepNames.length}: ${stepTitles[step]}`
  return ['', title, '-'.repeat(title.length)]
}

export function serviceLines(facts: Facts): readonly string[] {
  return [
    'In which service do you want to change something?',
    ...facts.services.map(({ name }, index) => `  ${index + 1}  ${name}`),
    onOwn('a number and Enter', `Enter: ${facts.services[0]!.name}`),
  ]
}

export function offerLines(edit: Edit, hasOthers: boolean, facts: Facts): readonly string[] {
  const { suggestion, service } = edit
  const another = facts.services.length > 1 ? 'b: another service' : ''
  if (suggestion === null)
    return [
      `No text was found in ${service} that is safe to change for sure. Change any line of it that you like, and save.`,
      'devenv keeps no copy of a file that you choose yourself: git does.',
      onOwn(another),
    ]
  const { file, line, before, after, path } = suggestion
  return [
    `A line that is safe to change in ${service}, ${file}:${line}`,
    `  - ${before.trim()}`,
    `  + ${after.trim()}`,
    path === null
      ? 'It is a message for rare cases; that the new code runs shows in the build id of any answer.'
      : `It is part of the answer of GET ${path}.`,
    'Open it in another terminal, change the text, save:',
    `  ${openCommand(facts.editor, file, line)}`,
    'devenv waits for the save. The file as it is now is kept; `devenv onboard --reset` puts it back.',
    onOwn('e: let devenv make this edit', hasOthers ? 's: suggest another line' : '', another),
  ]
}

/** The command that opens a file at a line, in the way of the editor. */
export function openCommand(editor: string, file: string, line: number): string {
  const name = editor.split(' ')[0]!.split('/').at(-1)!
  if (/^(code|codium|cursor|windsurf)(-insiders)?$/.test(name)) return `${editor} -g ${file}:${line}`
  if (/^(hx|helix|subl|zed|zeditor|micro)$/.test(name)) return `${editor} ${file}:${line}`
  return `${editor} +${line} ${file}`
}

export function upLines(event: Extract<GuideEvent, { kind: 'up' }>): readonly string[] {
  const { ready, notReady, wasRunning } = event
  const all = ready.length + notReady.length
  const head =
    notReady.length > 0
      ? `${ready.length} of ${all} services ${ready.length === 1 ? 'is' : 'are'} ready`
      : all === 1
        ? `${ready[0]} is ready`
        : `All ${all} services are ready`
  return [
    `${head}${wasRunning ? ', in the session that runs here' : '; the session goes on in the background'}.`,
    ...notReady.map(({ name, why }) => `  ${name}: ${why}`),
  ]
}

const phases: readonly { readonly name: keyof Split; readonly live: string; readonly image: string }[] = [
  { name: 'detect', live: 'the save was seen, and what it affects was found', image: '' },
  { name: 'hold', live: 'waited for a free build slot', image: '' },
  { name: 'compile', live: 'the compiler', image: '' },
  { name: 'link', live: 'the linker', image: '' },
  { name: 'ship', live: 'the binary went into its slot', image: 'the image was built and loaded' },
  { name: 'restart', live: 'the old process ended, the new one began', image: 'the pods were replaced' },
  { name: 'ready', live: 'the new process, known by its build id, answered its probe', image: '' },
]

/** Edit-to-healthy time with its split. */
export function measuredLines({ measured, build }: Outcome): readonly string[] {
  if (measured === null)
    return [`Build #${build} was made when the session started, so there is no edit-to-healthy time to show.`]
  const { kind, ms, split } = measured
  const shown = phases.filter(({ name }) => name !== 'hold' || split.hold > 0)
  const digits = Math.max(...shown.map(({ name }) => String(Math.round(split[name])).length))
  return [
    `From your save to the new process proven ready: ${Math.round(ms)} ms. Where the time went:`,
    ...shown.map(({ name, live, image }) => {
      const words = kind === 'image' && image !== '' ? image : live
      return `  ${name.padEnd(8)}${String(Math.round(split[name])).padStart(digits)} ms  ${words}`
    }),
  ]
}

export function proofLines(proof: Proof, { outcome, edit }: Progress, isOld: boolean): readonly string[] {
  const shown = [`  $ ${proof.command}`, ...proof.answer.map((line) => `  ${line}`)]
  if (proof.problem !== null) return [...shown, `  no answer over HTTP: ${proof.problem}`, ...servingLines(proof)]
  if (proof.buildId === null) return [...shown, 'The answer has no X-Build-Id.', ...servingLines(proof)]
  if (isOld)
    return [...shown, `X-Build-Id is ${proof.buildId}: the old code answers until yours builds and gets ready.`]
  if (outcome === null || proof.buildId !== outcome.id)
    return [
      ...shown,
      `X-Build-Id is ${proof.buildId}, which is not the build of your edit: a later one serves already.`,
    ]
  const before = edit === null || edit.idBefore === null ? '' : ` Before it was ${edit.idBefore}.`
  return [
    ...shown,
    `X-Build-Id is ${proof.buildId}: build #${outcome.build}, made from your save.${before}`,
    ...(proof.text === null ? [] : [`And the answer says "${proof.text.trim()}": the text of your edit.`]),
  ]
}

export function lookLines(looks: readonly Look[]): readonly string[] {
  return looks.flatMap(({ title, command, output }, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrapped(title, 78),
    `  $ ${command}`,
    ...output.map((line) => `    ${line}`),
  ])
}

const daily: readonly (readonly [string, string])[] = [
  ['devenv up', 'bring everything up and stay; save files and see them run'],
  ['devenv attach', 'the screen of the session that runs in the background'],
  ['devenv status', 'all services in one table'],
  ['devenv logs SERVICE -f', 'build and service log, as it grows'],
  ['devenv problems', 'what needs a person, first error first'],
  ['devenv explain SERVICE', 'what it does, or waits for, and why'],
  ['devenv plan FILE', 'what an edit of the file would rebuild and restart'],
  ['devenv restart SERVICE', 'also build, revert, pause, resume'],
  ['devenv down', 'remove what devenv made, and nothing else'],
]

export function dailyLines(facts: Facts): readonly string[] {
  const column = Math.max(...daily.map(([command]) => command.length)) + 2
  const pageColumn = Math.max(0, ...facts.pages.map(({ path }) => path.length)) + 2
  return [
    'The commands of every day:',
    ...daily.map(([command, does]) => `  ${command.padEnd(column)}${does}`),
    ...(facts.pages.length === 0 ? [] : ['', 'To read:']),
    ...facts.pages.map(({ path, about }) => `  ${path.padEnd(pageColumn)}${about}`),
    '',
    'Your edit is still in place. `devenv onboard --reset` puts the file back and forgets this tour.',
  ]
}

function servingLines({ serving }: Proof): readonly string[] {
  if (serving.id === null) return ['The session names no build that serves.']
  const number = serving.number === null ? '' : ` #${serving.number}`
  return [
    `The session says that build${number} (${serving.id}) serves: its supervisor started it, and its probe answered.`,
  ]
}
