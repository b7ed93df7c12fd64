// What a session that ended badly may have left behind, and moments to end it at.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { processesIn, type Running, type Story } from '../story.ts'

const pollMs = 2

/** For what is over soon: a process that lives for a moment, a file that is renamed at once. */
export async function caught<T>(what: string, look: () => T | null, withinMs = 60_000): Promise<T> {
  const endMs = performance.now() + withinMs
  while (performance.now() < endMs) {
    const found = look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  throw new Error(`${what}: not within ${withinMs} ms`)
}

/** Half written files below the state and the builds of the workspace. */
export function temporaryFiles(story: Story): readonly string[] {
  const below = [story.env['DEVENV_STATE_DIR']!, join(story.env['DEVENV_CACHE_DIR']!, 'builds'), story.runtimeDir]
  return below.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tmp|new)$/.test(path))
    } catch {
      return []
    }
  })
}

export const isSupervisor = ({ command }: Running) => /\/supervisor run --slot /.test(command)

/** Compilers, linkers and what starts them. */
export function tools(story: Story): readonly Running[] {
  const isTool = /(^|[/ ])(cc1plus|gnat1|as|ld|mold|collect2|cmake|ninja|gprbuild|c\+\+|g\+\+|gcc|sleep)( |$)/
  return processesIn(story.base).filter(({ command }) => isTool.test(command.split(' ')[0] ?? ''))
}

/** Nothing of the workspace runs any more, also no zombie; it may take the grace of the services. */
export async function expectNoProcess(story: Story): Promise<void> {
  let last: readonly Running[] = []
  await eventually('the end of all processes', async () => {
    last = processesIn(story.base)
    return last.length === 0 ? true : null
  }).catch((thrown: unknown) => {
    throw new Error(`${thrown}\n${last.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`)
  })
}

/** Ready, with the newest content, one supervisor a service, and nothing of what was before. */
export async function expectConverged(story: Story, up: Up, edits: Readonly<Record<string, string>>): Promise<void> {
  await up.event('session.ready', () => true, 0, 170_000)
  const { services, problems } = await story.status()
  expect(problems).toEqual([])
  expect(services.map(({ name, health }) => `${name} ${health}`)).toEqual(services.map(({ name }) => `${name} ready`))
  for (const { name, url, serving } of services) {
    expect((await getJson(`${url}/status`)).body['buildId'], `${name} is the build that is said`).toBe(serving.id)
    const edit = edits[name]
    if (edit !== undefined) expect((await getJson(`${url}/edit`)).body['edit'], `${name} is the newest`).toBe(edit)
  }
  // The session that runs may be writing one at this moment; what a killed one left never goes.
  let left = temporaryFiles(story)
  await eventually('no temporary file', async () => {
    left = temporaryFiles(story)
    return left.length === 0 ? true : null
  }).catch(() => expect(left).toEqual([]))
  const supervisors = processesIn(story.base).filter(isSupervisor)
  expect(supervisors.map(({ command }) => /--name (\S+)/.exec(command)?.[1]).sort()).toEqual(
    services.map(({ name }) => name).sort(),
  )
  await eventually('the end of the tools', async () => (tools(story).length === 0 ? true : null))
}

/** What the supervisor of a service says now; null when there is none. */
export function stateOf(story: Story, service: string): { state: string; build: string | null; pid: number } | null {
  try {
    return JSON.parse(readFileSync(join(story.workspaceState, 'run', service, 'process.json'), 'utf8'))
  } catch {
    return null
  }
}

export function supervisorPid(story: Story, service: string): number {
  const path = join(story.workspaceState, 'run', service, 'started.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid
}
