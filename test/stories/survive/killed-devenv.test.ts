// SIGKILL of devenv at every stage of its work, then the same command again: it converges, and nothing is left over.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Up } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'
import { caught, expectConverged, expectNoProcess, stateOf, temporaryFiles } from './left.ts'

const cpp = 'alder/src/answer.cpp'
const ada = 'cedar/src/answers.adb'
const main = 'alder/src/main.cpp'
const starts = 'return shared::serve("alder", answer);'

type Stage = 'compile' | 'link'

let story: Story
let gates: string
let env: NodeJS.ProcessEnv
let count = 0

/** The newest content of each service. */
const edits: Record<string, string> = { alder: 'none', birch: 'none', cedar: 'none' }

beforeAll(async () => {
  story = await openStory('night')
  gates = join(story.base, 'gates')
  mkdirSync(gates)
  env = { CXX: gatedCompiler() }
})
afterAll(() => story?.close())
// One that failed leaves nothing to the next.
afterEach(async () => {
  for (const up of started.splice(0)) await up.kill()
  await expectNoProcess(story)
})

/** The real compiler, which waits for ever where a gate is closed; it takes no SIGTERM then. */
function gatedCompiler(): string {
  const path = join(story.base, 'gated-c++')
  const lines = [
    '#!/bin/sh',
    `gates=${gates}`,
    'case " $* " in *" -c "*) stage=compile ;; *" -o "*) stage=link ;; *) stage=other ;; esac',
    'if [ -e "$gates/$stage" ]; then',
    "  trap '' TERM",
    '  : > "$gates/$stage.reached"',
    '  sleep 100000',
    'fi',
    'exec c++ "$@"',
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  chmodSync(path, 0o755)
  return path
}

const closeGate = (stage: Stage) => writeFileSync(join(gates, stage), '')
const gateReached = (stage: Stage) =>
  caught(`the ${stage} gate`, () => (existsSync(join(gates, `${stage}.reached`)) ? true : null))

const started: Up[] = []

function start(args: readonly string[] = []): Up {
  const up = story.start(args, env)
  started.push(up)
  return up
}

async function ready(): Promise<Up> {
  const up = start()
  await up.event('session.ready', () => true, 0, 170_000)
  return up
}

function edit(service: 'alder' | 'cedar', more = ''): void {
  count += 1
  edits[service] = `edit ${count}`
  if (service === 'cedar') {
    story.restore(ada)
    story.write(ada, `${more}${story.read(ada).replace('"none"', `"edit ${count}"`)}`)
  } else {
    story.restore(cpp)
    story.write(cpp, `${more}${story.read(cpp).replace('"none"', `"edit ${count}"`)}`)
  }
}

/** The end of the story of each stage: at once again, while what was killed may still be ending. */
async function killAndConverge(up: Up): Promise<void> {
  await up.kill()
  for (const gate of readdirSync(gates)) rmSync(join(gates, gate))
  const again = start()
  await expectConverged(story, again, edits)
  expect(await again.stop()).toBe(130)
  await expectNoProcess(story)
  expect(temporaryFiles(story)).toEqual([])
}

describe('SIGKILL of devenv', () => {
  test('while it reads Tiltfile.ts', async () => {
    const mark = join(gates, 'config.reached')
    const lines = [
      `import { writeFileSync } from 'node:fs'`,
      `writeFileSync(${JSON.stringify(mark)}, '')`,
      'await new Promise((resolve) => setTimeout(resolve, 100_000))',
    ]
    story.write('Tiltfile.ts', `${lines.join('\n')}\n${story.read('Tiltfile.ts')}`)
    const up = start()
    await caught('Tiltfile.ts being read', () => (existsSync(mark) ? true : null))
    story.restore('Tiltfile.ts')
    await killAndConverge(up)
  })

  for (const step of ['host', 'build', 'watch', 'processes', 'ready']) {
    test(`in the step ${step} of a cold start`, async () => {
      expect((await story.run(['down'])).exitCode).toBe(0)
      rmSync(story.cacheDir, { recursive: true, force: true })
      const up = start()
      await up.event('bringup.step', (event) => event.step === step && event.state === 'running', 0, 170_000)
      await killAndConverge(up)
    })
  }

  test('while CMake configures a cold tree', async () => {
    rmSync(join(story.cacheDir, 'builds'), { recursive: true, force: true })
    const up = start()
    const folder = join(story.cacheDir, 'builds', basename(story.workspaceState), 'alder')
    const isConfiguring = () => existsSync(join(folder, 'CMakeFiles')) && !existsSync(join(folder, 'build.ninja'))
    await caught('CMake at work', () => (isConfiguring() ? true : null), 20_000)
    await killAndConverge(up)
  })

  test('while C++ is compiled', async () => {
    const up = await ready()
    closeGate('compile')
    edit('alder')
    await gateReached('compile')
    await killAndConverge(up)
  })

  test('while C++ is compiled, in the compiler itself', async () => {
    const up = await ready()
    edit('alder', '#include <functional>\n#include <map>\n#include <regex>\n#include <string>\n')
    await caught('cc1plus', () => processesIn(story.base).find(({ command }) => command.includes('cc1plus ')) ?? null)
    await killAndConverge(up)
  })

  test('while Ada is compiled', async () => {
    const up = await ready()
    const procedures = Array.from(
      { length: 1500 },
      (_, at) => `   function Slow_${at} (X : Integer) return Integer is (X * ${at + 1} + X / ${at + 2});\n`,
    )
    edit('cedar')
    story.replace(ada, '   Build_Id : constant', `${procedures.join('')}   Build_Id : constant`)
    await caught('gnat1', () => processesIn(story.base).find(({ command }) => command.includes('gnat1 ')) ?? null)
    await killAndConverge(up)
  })

  test('while it links', async () => {
    const up = await ready()
    closeGate('link')
    edit('alder')
    await gateReached('link')
    await killAndConverge(up)
  })

  test('between write and rename of the new build', async () => {
    const up = await ready()
    const slot = join(story.workspaceState, 'slots', 'alder')
    // So large that its write takes a while.
    edit('alder', '__attribute__((used)) static char large[96 << 20] = {1};\n')
    const half = () => readdirSync(slot).find((name) => name.endsWith('.tmp')) ?? null
    await caught('a half written build', half)
    await up.kill()
    expect(half(), 'it was killed before the rename').not.toBeNull()
    edit('alder')
    await killAndConverge(up)
    expect(readdirSync(slot).filter((name) => name.includes('.tmp'))).toEqual([])
  })

  test('while the old process ends for the new one', async () => {
    const up = await ready()
    // It takes the whole grace.
    story.replace(main, starts, 'signal(SIGTERM, SIG_IGN);\n    return shared::serveAs("alder", answer, false);')
    story.replace('common/include/shared/serve.hpp', 'inline int serve(', 'inline int serveAs(')
    story.replace(
      'common/include/shared/serve.hpp',
      /inline int serveAs\(const char \*name, Handler handler\) \{\n(.*\n) {4}signal.*\n/,
      'inline int serveAs(const char *name, Handler handler, bool ends) {\n$1    if (ends) signal(SIGTERM, [](int) { _exit(0); });\n',
    )
    const from = up.mark
    story.replace(
      'common/include/shared/serve.hpp',
      /\n\}\n*$/,
      '\ninline int serve(const char *name, Handler handler) { return serveAs(name, handler, true); }\n\n}\n',
    )
    await up.event('update.ready', (event) => event.service === 'alder', from)
    edit('alder')
    await caught('the end of the old', () => (stateOf(story, 'alder')?.state === 'stopping' ? true : null))
    await killAndConverge(up)
  })

  test('while it waits for the new process to be ready', async () => {
    story.restore(main)
    const up = await ready()
    story.replace(main, starts, `usleep(1500 * 1000);\n    ${starts}`)
    await caught('the start of the new', () => (stateOf(story, 'alder')?.state === 'starting' ? true : null))
    await killAndConverge(up)
    story.restore(main)
  })

  test('while it is idle', async () => {
    await killAndConverge(await ready())
  })

  test('while it ends', async () => {
    story.replace(main, starts, 'signal(SIGTERM, SIG_IGN);\n    return shared::serveAs("alder", answer, false);')
    const up = await ready()
    up.child.kill('SIGTERM')
    await caught('the end of alder', () => (stateOf(story, 'alder')?.state === 'stopping' ? true : null))
    await killAndConverge(up)
  })

  test('while devenv down ends what was kept', async () => {
    const up = start(['--keep'])
    await up.event('session.ready')
    await up.stop()
    const down = story.run(['down'])
    await caught('the end of alder', () => (stateOf(story, 'alder')?.state === 'stopping' ? true : null))
    const ending = processesIn(story.base).find(({ command }) => command.endsWith('/dist/main.mjs down'))
    process.kill(ending!.pid, 'SIGKILL')
    await down
    const again = start()
    await expectConverged(story, again, edits)
    expect(await again.stop()).toBe(130)
    await expectNoProcess(story)
  })
})
