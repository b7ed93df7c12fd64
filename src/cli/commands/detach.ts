// `devenv up -d`: the session goes on in a process of its own; progress is shown until bring-up has ended.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectControl, findSession } from '../../engine/engine.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { printLine } from '../print.ts'
import type { Workspace } from '../workspace.ts'

const socketRetryMs = 50

export async function detach({ folders, environment }: Workspace, args: readonly string[]): Promise<number> {
  const logPath = join(folders.state, 'session.log')
  const log = openSync(logPath, 'w', 0o600)
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, 'up', ...args, '--json'], {
    cwd: environment.root,
    detached: true,
    stdio: ['ignore', log, log],
  })
  const exited = once(child, 'exit').then(() => 'exited' as const)
  if (!(await socketAnswers(folders.socket, exited))) return failedStart(logPath, child.exitCode)
  const controller = new AbortController()
  let last: Snapshot | null = null
  let shownSteps = new Set<string>()
  await Promise.race([
    exited,
    connectControl(folders.socket)
      .follow<Snapshot>(
        { method: 'watch' },
        (snapshot) => {
          last = snapshot
          shownSteps = printSteps(snapshot, shownSteps)
          if (snapshot.phase !== 'bring-up') controller.abort()
        },
        controller.signal,
      )
      .catch(() => {}),
  ])
  const ended = last as Snapshot | null
  if (child.exitCode !== null || ended === null || ended.phase !== 'watching')
    return failedStart(logPath, child.exitCode)
  child.unref()
  printLine(`up in the background (process ${child.pid}); devenv attach shows it, devenv down removes it`)
  return ended.services.every((service) => service.health === 'ready') ? 0 : 1
}

async function socketAnswers(path: string, exited: Promise<'exited'>): Promise<boolean> {
  for (;;) {
    const found = await findSession(path).catch(() => ({ info: null }))
    if (found.info !== null) return true
    const outcome = await Promise.race([
      exited,
      new Promise<'again'>((resolve) => setTimeout(() => resolve('again'), socketRetryMs)),
    ])
    if (outcome === 'exited') return false
  }
}

function printSteps(snapshot: Snapshot, shown: Set<string>): Set<string> {
  for (const step of snapshot.steps) {
    if (shown.has(step.name) || (step.state !== 'done' && step.state !== 'failed')) continue
    shown.add(step.name)
    printLine(
      ` ${step.state === 'done' ? '✔' : '✘'} ${step.title} (${((step.ms ?? 0) / 1000).toFixed(1)}s): ${step.detail}`,
    )
  }
  return shown
}

/** The child printed its error as the last line. */
function failedStart(logPath: string, exitCode: number | null): number {
  const lines = readFileSync(logPath, 'utf8').trimEnd().split('\n')
  process.stderr.write(`${lines.at(-1) ?? ''}\nlog: ${logPath}\n`)
  return exitCode ?? 4
}
