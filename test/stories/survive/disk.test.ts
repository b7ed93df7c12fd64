// A disk that is full, a cache that can not be written: said, survived, and healed. Each in a mount namespace of its own.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { eventually, getJson, Up } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'
import { expectNoProcess } from './left.ts'

const edit = 'birch/src/answer.cpp'
const mib = 1024 * 1024

let unshare: readonly string[]
let story: Story
let up: Up | null = null

beforeAll(() => {
  // Root may have a namespace of mounts; others only below a namespace of users.
  const ways = [
    ['unshare', '--mount'],
    ['unshare', '--user', '--map-root-user', '--mount'],
  ] as const
  const tried = ways.map((way) => ({
    way,
    result: spawnSync(way[0], [...way.slice(1), 'mount', '-t', 'tmpfs', 'none', '/mnt'], { encoding: 'utf8' }),
  }))
  const works = tried.find(({ result }) => result.status === 0)
  if (works === undefined)
    throw new Error(`no small disk can be made here: ${tried.map(({ result }) => result.stderr).join('; ')}`)
  unshare = works.way
})

afterEach(async () => {
  await up?.stop()
  up = null
  await story?.close()
})

/** `devenv up` that sees another mount at this folder, which nobody else sees. */
function upWith(mount: string, folder: string): Up {
  up = new Up(story, ['--runtime', 'process'], {}, [...unshare, 'sh', '-c', `${mount} && exec "$@"`, 'sh', folder])
  return up
}

/** The first word is the folder, the rest is the command. */
const smallDisk = (megabytes: number) => `folder=$1 && shift && mount -t tmpfs -o size=${megabytes}m none "$folder"`
const readOnly = 'folder=$1 && shift && mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder"'

/** The same path as devenv sees it. */
const inside = (path: string) => join(`/proc/${up!.child.pid}/root`, path)

function fill(folder: string): void {
  const file = join(inside(folder), 'filler')
  let at = 0
  for (const size of [mib, 4096, 1]) {
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(size, 1), { flag: 'a' })
        at += size
      } catch (thrown) {
        expect((thrown as NodeJS.ErrnoException).code).toBe('ENOSPC')
        break
      }
    }
  }
  expect(at).toBeGreaterThan(0)
}

const empty = (folder: string) => rmSync(join(inside(folder), 'filler'))

async function expectServes(text: string): Promise<void> {
  const { url } = await story.service('birch')
  expect((await getJson(`${url}/edit`)).body['edit']).toBe(text)
}

/** Said as DE0109 and nothing else; all services serve what they did; with room again, a save is built and all is well. */
async function fillAndHeal(folder: string): Promise<void> {
  await up!.event('session.ready')
  await expectServes('none')
  fill(folder)
  const before = (await story.status()).services.map(({ pid }) => pid)
  const from = up!.mark
  story.replace(edit, '"none"', '"into a full disk"')
  await up!.event('problem.opened', ({ code }) => code === 'DE0109', from, 20_000)
  expect(up!.since('problem.opened', from).map(({ code }) => code)).toEqual(['DE0109'])
  const { services, problems } = await story.status()
  expect(services.map(({ pid }) => pid)).toEqual(before)
  expect(problems.map(({ code, services: of }) => ({ code, of }))).toEqual([{ code: 'DE0109', of: ['birch'] }])
  await expectServes('none')
  empty(folder)
  const healed = up!.mark
  story.restore(edit)
  story.replace(edit, '"none"', '"room again"')
  await up!.event('update.ready', ({ service }) => service === 'birch', healed)
  await expectServes('room again')
  await eventually('no problem', async () => ((await story.status()).problems.length === 0 ? true : null))
  expect(await up!.stop()).toBe(130)
}

test('a full disk of the state', async () => {
  story = await openStory('full-state')
  upWith(smallDisk(8), story.stateDir)
  await fillAndHeal(story.stateDir)
  await expectNoProcess(story)
})

test('a full disk of the builds', async () => {
  story = await openStory('full-cache')
  upWith(smallDisk(64), story.cacheDir)
  await fillAndHeal(story.cacheDir)
  await expectNoProcess(story)
})

test('logs that find no room do not stop anything, and go on when there is some', async () => {
  story = await openStory('full-logs')
  upWith(smallDisk(8), story.stateDir)
  await up!.event('session.ready')
  fill(story.stateDir)
  const { url } = await story.service('alder')
  const from = up!.mark
  for (let request = 0; request < 200; request += 1) expect((await getJson(`${url}/status`)).status).toBe(200)
  expect((await story.status()).services.map(({ health }) => health)).toEqual(['ready', 'ready', 'ready'])
  expect(up!.since('service.health', from)).toEqual([])
  empty(story.stateDir)
  expect((await story.run(['logs', 'alder'])).exitCode).toBe(0)
  expect(await up!.stop()).toBe(130)
})

test('a disk that is full at the start: DE0109, exit 4, nothing left running; with room it comes up', async () => {
  story = await openStory('full-start')
  upWith(`${smallDisk(1)} && { cat /dev/zero > "$folder/filler" || true; } 2>/dev/null`, story.stateDir)
  expect(await up!.exited).toBe(4)
  expect(up!.stderr).toContain('DE0109')
  expect(up!.stderr).not.toContain('DE0901')
  expect(processesIn(story.base)).toEqual([])
  await story.up()
})

test('a cache folder that is read-only: DE0113 with its path, exit 4, nothing left running', async () => {
  story = await openStory('read-only')
  upWith(readOnly, story.cacheDir)
  expect(await up!.exited).toBe(4)
  expect(up!.stderr).toContain('DE0113')
  expect(up!.stderr).toContain(story.cacheDir)
  expect(up!.stderr).not.toContain('DE0901')
  expect(existsSync(join(story.cacheDir, 'builds'))).toBe(false)
  expect(processesIn(story.base)).toEqual([])
  await story.up()
})

test('a cache folder that becomes read-only while it runs: DE0113, the old builds serve, a save heals', async () => {
  story = await openStory('later-read-only')
  upWith('folder=$1 && shift && mount --bind "$folder" "$folder"', story.cacheDir)
  await up!.event('session.ready')
  const remount = (mode: 'ro' | 'rw') => {
    const { status, stderr } = spawnSync(
      'nsenter',
      [...target(), 'mount', '-o', `remount,bind,${mode}`, story.cacheDir],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
  }
  remount('ro')
  const from = up!.mark
  story.replace(edit, '"none"', '"can not be built"')
  await up!.event('problem.opened', ({ code }) => code === 'DE0113', from, 20_000)
  await expectServes('none')
  remount('rw')
  const healed = up!.mark
  story.restore(edit)
  story.replace(edit, '"none"', '"writable again"')
  await up!.event('update.ready', ({ service }) => service === 'birch', healed)
  await expectServes('writable again')
  expect((await story.status()).problems).toEqual([])
  expect(await up!.stop()).toBe(130)
})

/** The namespaces of devenv. */
function target(): readonly string[] {
  const user = unshare.includes('--user') ? ['--user', '--preserve-credentials'] : []
  return ['--target', String(up!.child.pid), ...user, '--mount']
}
