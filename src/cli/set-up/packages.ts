// Installs packages of the system: the exact command shown, a question, its output folded, and a look at what came of it.
import { type InstallPlan, installPackages, planInstall } from '../../clients/tools/package-manager.ts'
import { fail } from '../../errors/errors.ts'
import type { Detail, Hint } from '../../model/problem.ts'
import type { SetUpOptions } from '../set-up.ts'
import { foldedLines } from './folded-lines.ts'
import type { Need } from './needs.ts'

/** `look` tells again what is there. */
export async function installMissing(
  missing: readonly Need[],
  look: () => readonly Need[],
  options: SetUpOptions,
): Promise<void> {
  const groups = [...new Set(missing.map(({ group }) => group))]
  const plan = await planInstall(groups, options.signal)
  if (plan.command === null) failMissing(missing, plan, [])
  options.say(` • Missing: ${missing.map(({ name }) => name).join(', ')}`)
  if (plan.refusal !== null) failMissing(missing, plan, [])
  if (!options.yes) {
    if (options.ask === null) failMissing(missing, plan, [{ label: 'not installed', text: 'nobody can be asked here' }])
    const isAgreed = await options.ask(`   ${plan.command}\n   Install it with this command?`)
    if (!isAgreed) failMissing(missing, plan, [{ label: 'not installed', text: 'you said no' }])
  }
  if (options.yes) options.say(`   $ ${plan.command}`)
  const startedMs = performance.now()
  const folded = foldedLines(options.say)
  const { exitCode, lastLines } = await installPackages(groups, folded, options.signal)
  options.signal.throwIfAborted()
  const left = look().filter(({ isThere }) => !isThere)
  if (left.length === 0) {
    options.say(` ✔ Installed in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)
    return
  }
  const ended = exitCode === 0 ? 'it ended well, but they are not on PATH' : `it ended with exit code ${exitCode}`
  failMissing(left, plan, [
    { label: 'install', text: ended },
    { label: 'last lines', text: lastLines.slice(-8).join('\n') },
  ])
}

/** The error of the first thing that is missing, with all of them and the command. */
function failMissing(missing: readonly Need[], plan: InstallPlan, more: readonly Detail[]): never {
  const names = missing.map(({ name }) => name).join(', ')
  const details = [
    { label: 'missing', text: names },
    ...more,
    ...plan.unknown.map((text) => ({ label: 'no package', text })),
  ]
  const first = missing[0]!
  const values = {
    DE0304: { found: 'none', wanted: `${first.name}, C++17` },
    DE0305: { missing: names },
    DE0306: { tool: first.name, found: 'none', wanted: 'one' },
  }[first.code]
  return fail(first.code, values, { details, hints: hintsOf(plan) })
}

function hintsOf({ command, refusal }: InstallPlan): readonly Hint[] {
  if (command === null) return refusal === null ? [] : [{ label: 'install them by hand', effect: refusal }]
  if (refusal !== null) return [{ label: 'ask an administrator to run this', effect: refusal, command }]
  return [
    { label: 'install them', effect: 'the packages of this system', command },
    { label: 'let devenv do it', effect: 'runs that command, then brings everything up', command: 'devenv up --yes' },
  ]
}
