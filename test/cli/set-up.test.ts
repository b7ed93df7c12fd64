// setUp on a system of its own: what is missing for these services, the question, the package manager, the look afterwards.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setUp } from '../../src/cli/set-up.ts'
import { DevenvError } from '../../src/errors/errors.ts'
import type { Environment, Service } from '../../src/model/environment.ts'
import { sha256, startReleaseServer } from '../clients/tools/release-server.ts'
import { type FakeSystem, fakeApt, fakeSystem } from './fake-system.ts'

const before = { ...process.env }
let system: FakeSystem
let said: string[]

beforeEach(() => {
  system = fakeSystem()
  said = []
  for (const name of ['CXX', 'CPATH', 'CMAKE_PREFIX_PATH', 'DEVENV_DOWNLOAD_BASE']) delete process.env[name]
  Object.assign(process.env, system.env)
})
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, before)
  system.remove()
})

const aptBrings = {
  'g++': ['c++', 'g++'],
  make: ['make'],
  cmake: ['cmake'],
  'ninja-build': ['ninja'],
  gnat: ['gnatls', 'gnat'],
  gprbuild: ['gprbuild'],
}

/** A tree of its own, with one service of each language named. */
function environment(
  languages: readonly ('c++' | 'ada')[],
  where: 'auto' | 'host' | 'container' = 'auto',
): Environment {
  const root = join(system.folder, 'tree')
  mkdirSync(root, { recursive: true })
  const services = languages.map((language) => ({
    name: language === 'ada' ? 'orb' : 'widget',
    language,
    libraries: [],
    build:
      language === 'ada'
        ? { kind: 'ada', projectFile: join(root, 'orb.gpr') }
        : { kind: 'cpp', sourceDir: root, cmakeArgs: [] },
  })) as unknown as readonly Service[]
  const partial = { root, services, libraries: [], builds: { where }, cluster: { istio: true } }
  return partial as unknown as Environment
}

function run(
  target: Environment,
  options: { runtime?: 'kind' | 'process'; yes?: boolean; answer?: boolean | null } = {},
) {
  const { runtime = 'process', yes = false, answer = null } = options
  const questions: string[] = []
  const ask = answer === null ? null : (question: string) => Promise.resolve(questions.push(question) > 0 && answer)
  const { signal } = new AbortController()
  const done = setUp(target, runtime, { yes, ask, say: (line) => said.push(line), signal })
  return { done, questions }
}

async function failureOf(promise: Promise<unknown>): Promise<DevenvError> {
  const thrown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(DevenvError)
  return thrown as DevenvError
}

describe('compilers', () => {
  test('that are all there cost nothing: nothing said, nothing asked, no package manager', async () => {
    fakeApt(system, aptBrings)
    system.link('c++', 'cmake', 'ninja', 'gnatls', 'gprbuild')
    await run(environment(['c++', 'ada'])).done
    expect(said).toEqual([])
    expect(system.asked()).toEqual([])
  })

  test('are looked for only in the languages of the services', async () => {
    fakeApt(system, aptBrings)
    system.link('c++', 'cmake', 'ninja')
    await run(environment(['c++'])).done
    const error = await failureOf(run(environment(['ada'])).done)
    expect(error.code).toBe('DE0305')
  })

  test('with --yes are installed by the command that was shown, and looked for again', async () => {
    fakeApt(system, aptBrings)
    await run(environment(['c++', 'ada']), { yes: true }).done
    const install = 'apt-get install -y --no-install-recommends g++ make cmake ninja-build gnat gprbuild'
    expect(system.asked().at(-1)).toBe(install)
    expect(said.join('\n')).toContain(`$ apt-get update -q && ${install}`)
    expect(said.at(-1)).toMatch(/✔ Installed in/)
    await run(environment(['c++', 'ada'])).done
  })

  test('are installed after a yes, not after a no', async () => {
    fakeApt(system, aptBrings)
    const no = run(environment(['ada']), { answer: false })
    const error = await failureOf(no.done)
    expect(error).toMatchObject({ code: 'DE0305', exitCode: 4 })
    expect(error.details).toContainEqual({ label: 'not installed', text: 'you said no' })
    expect(system.asked()).toEqual([])
    const yes = run(environment(['ada']), { answer: true })
    await yes.done
    expect(yes.questions).toHaveLength(1)
    expect(yes.questions[0]).toContain('apt-get install -y --no-install-recommends gnat gprbuild')
    expect(system.asked().at(-1)).toContain('gnat gprbuild')
  })

  test('with nobody to ask are an error with the command to run', async () => {
    fakeApt(system, aptBrings)
    const error = await failureOf(run(environment(['c++'])).done)
    expect(error.code).toBe('DE0304')
    expect(error.hints.map(({ command }) => command)).toContain(
      'apt-get update -q && apt-get install -y --no-install-recommends g++ make cmake ninja-build',
    )
    expect(error.hints.map(({ command }) => command)).toContain('devenv up --yes')
    expect(system.asked()).toEqual([])
  })

  test('without root and sudo are for an administrator, whatever was agreed', async () => {
    fakeApt(system, aptBrings)
    system.program('id', 'echo 1000')
    const error = await failureOf(run(environment(['ada']), { yes: true }).done)
    expect(error.hints[0]).toMatchObject({
      label: 'ask an administrator to run this',
      command: 'apt-get update -q && apt-get install -y --no-install-recommends gnat gprbuild',
    })
  })

  test('that the package manager has not: its last lines, and what is still missing', async () => {
    fakeApt(system, { gnat: ['gnatls'] })
    const error = await failureOf(run(environment(['ada']), { yes: true }).done)
    expect(error.code).toBe('DE0305')
    expect(error.details).toContainEqual({ label: 'missing', text: 'gprbuild' })
    expect(error.details.find(({ label }) => label === 'last lines')?.text).toContain(
      'Unable to locate package gprbuild',
    )
  })

  test('that no package is known for are named as such', async () => {
    system.program('pacman', 'exit 1')
    system.link('gnatls')
    const error = await failureOf(run(environment(['ada'])).done)
    expect(error.details).toContainEqual({ label: 'no package', text: 'gprbuild (it is in the AUR)' })
  })

  test('of a builder container need nothing on the host', async () => {
    await run(environment(['c++', 'ada'], 'container')).done
    expect(said).toEqual([])
  })
})

test('libraries are needed where a CMakeLists.txt asks for one that is known, and not elsewhere', async () => {
  const { hostNeeds } = await import('../../src/cli/set-up/needs.ts')
  const target = environment(['c++'])
  const names = () => hostNeeds(target).map(({ name }) => name)
  writeFileSync(join(target.root, 'CMakeLists.txt'), 'project(x)\nfind_package(Threads REQUIRED)\n')
  expect(names()).toEqual(['c++', 'cmake', 'ninja'])
  writeFileSync(join(target.root, 'CMakeLists.txt'), 'project(x)\nfind_package(EXPAT REQUIRED)\n')
  expect(names()).toEqual(['c++', 'cmake', 'ninja', 'library expat'])
})

describe('the tools of the cluster', () => {
  let engine: Server
  beforeEach(async () => {
    engine = createServer((_request, response) => response.end('OK'))
    await new Promise<void>((resolve) => engine.listen(join(system.folder, 'engine.sock'), resolve))
    process.env['DOCKER_HOST'] = `unix://${join(system.folder, 'engine.sock')}`
  })
  afterEach(() => engine.close())

  const say = (text: string) => `echo '${text}'`
  const onPath = (kind: string) => {
    system.program('kind', say(`kind v${kind} go1.25 linux/amd64`))
    system.program('kubectl', say('Client Version: v1.34.4'))
    system.program('istioctl', say('client version: 1.29.1'))
  }

  test('on PATH and in range are taken as they are, and asked for their version once', async () => {
    onPath('0.33.0')
    const counted = join(system.folder, 'calls')
    system.program('kind', `echo x >>${counted}; echo kind v0.33.0`)
    const target = environment([])
    await run(target, { runtime: 'kind' }).done
    await run(target, { runtime: 'kind' }).done
    const { readFileSync } = await import('node:fs')
    expect(readFileSync(counted, 'utf8')).toBe('x\n')
    expect(said).toEqual([])
  })

  test('too old, with nobody to ask, are DE0106 with what would fetch them', async () => {
    onPath('0.20.0')
    const error = await failureOf(run(environment([]), { runtime: 'kind' }).done)
    expect(error).toMatchObject({ code: 'DE0106', exitCode: 4 })
    expect(error.summary).toContain('0.20.0')
    expect(error.hints[0]?.command).toBe('devenv doctor --fix --yes')
  })

  test('too old, with --yes, are fetched from where this workspace says, and used from then on', async () => {
    onPath('0.20.0')
    const server = await startReleaseServer()
    try {
      const target = environment([])
      const program = Buffer.from('#!/bin/sh\necho kind v0.33.0\n')
      server.files.set('/kind', program)
      mkdirSync(join(target.root, 'cluster'))
      const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
      writeFileSync(
        join(target.root, 'cluster/versions.yaml'),
        `tools:
  kind: { tested: 0.33.0, oldest: 0.27.0, url: '${server.base}/kind', sha256: { ${platform}: ${sha256(program)} } }
  kubectl: { tested: 1.34.4, oldest: 1.31.0 }
  istioctl: { tested: 1.29.1, oldest: 1.29.0 }
node: none
istio: 1.29.1
prometheus: none
registry: none
`,
      )
      await run(target, { runtime: 'kind', yes: true }).done
      expect(said.at(-1)).toMatch(/✔ kind 0\.33\.0 in .*kind-0\.33\.0\/kind$/)
      const { toolVersion } = await import('../../src/clients/tools/tool-versions.ts')
      expect(await toolVersion('kind', new AbortController().signal)).toBe('0.33.0')
      await run(target, { runtime: 'kind' }).done
      expect(server.requests).toHaveLength(1)
    } finally {
      await server.close()
    }
  })

  test('are not fetched where no engine answers: that is DE0101', async () => {
    onPath('0.20.0')
    process.env['DOCKER_HOST'] = `unix://${join(system.folder, 'nobody.sock')}`
    expect((await failureOf(run(environment([]), { runtime: 'kind', yes: true }).done)).code).toBe('DE0101')
  })

  test('istioctl alone missing does not keep the rest from coming up', async () => {
    onPath('0.33.0')
    system.program('istioctl', say('client version: 1.20.0'))
    await run(environment([]), { runtime: 'kind' }).done
    expect(said).toEqual([' • istioctl 1.20.0 is older than 1.29.0: going on without'])
  })
})
