// `devenv doctor`: every check with what was found, what is needed and the fix. Exit 4 when something blocks.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { shellLine } from '../../clients/run.ts'
import { type Check, checkHost } from '../host-checks.ts'
import { printJson, printLine } from '../print.ts'

export async function doctor(options: {
  readonly fix?: boolean
  readonly yes?: boolean
  readonly json?: boolean
}): Promise<number> {
  const checks = await checkHost()
  if (options.json === true) printJson(checks)
  else for (const check of checks) printLine(checkText(check))
  const fixable = checks.filter((check) => check.state !== 'ok' && check.fix !== null && check.fix.isSafe)
  if (options.fix === true) {
    for (const check of fixable) await applyFix(check, options.yes === true)
    return (await checkHost()).some(({ state }) => state === 'blocks') ? 4 : 0
  }
  return checks.some(({ state }) => state === 'blocks') ? 4 : 0
}

function checkText(check: Check): string {
  const glyph = { ok: '✔', warns: '◐', blocks: '✘' }[check.state]
  const head = ` ${glyph} ${check.name}: ${check.found}`
  if (check.state === 'ok') return head
  const fix = check.fix === null ? '' : `\n     fix: ${shellLine(check.fix.command[0]!, check.fix.command.slice(1))}`
  return `${head}\n     needed: ${check.needed}${fix}\n     devenv explain ${check.code}`
}

async function applyFix(check: Check, isAgreed: boolean): Promise<void> {
  const [file, ...args] = check.fix!.command
  const line = shellLine(file!, args)
  if (!isAgreed) {
    const ask = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await ask.question(`${check.name}: run "${line}"? y/n `)
    ask.close()
    if (!answer.trim().toLowerCase().startsWith('y')) return
  }
  printLine(`   $ ${line}`)
  const child = spawn(file!, args, { stdio: 'inherit' })
  await Promise.race([once(child, 'close'), once(child, 'error')])
}
