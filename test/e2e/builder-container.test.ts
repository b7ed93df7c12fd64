// The builder container on a real Docker engine, from the repository's own Dockerfiles.
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processesNaming } from '../../src/clients/process/process-list.ts'
import type { Service } from '../../src/model/environment.ts'
import { counters, Workbench } from '../build/workbench.ts'

const dockerfiles = resolve(import.meta.dirname, '../../Dockerfiles')
const never = new AbortController().signal
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim()

describe.each([
  {
    language: 'c++',
    name: 'cpp',
    file: 'cpp/counter/src/count.cpp',
    from: 'from + 2',
    to: 'from + 3',
    slow: 'cpp/counter/src/common.hpp',
    way: 'tool',
  },
  {
    language: 'ada',
    name: 'ada',
    file: 'ada/counter/src/counting.adb',
    from: '(N, N)',
    to: '(N, N + 1)',
    slow: 'ada/counter/src/parts.ads',
    way: 'fast',
  },
] as const)('the builder container for $language', ({ language, name, file, from, to, slow, way }) => {
  let bench: Workbench
  let service: Service
  const container = `devenv-builder-workbench-${name}`
  const output = (path: string) => execFileSync(path, { encoding: 'utf8' }).trim()

  beforeAll(async () => {
    const services = (root: string) => {
      const all = counters(root)
      const dockerfile = resolve(dockerfiles, `${name}.Dockerfile`)
      return {
        ...all,
        services: all.services.filter((some) => some.language === language).map((some) => ({ ...some, dockerfile })),
      }
    }
    bench = new Workbench(services, { builds: { where: 'container' } })
    service = bench.environment.services[0]!
    expect(await bench.builder.prepare(bench.report, never)).toContain('builder container')
  })
  afterAll(async () => {
    await bench.builder.close()
    bench.remove()
  })

  test('carries our label, runs as the user, and builds what runs on the host', async () => {
    const { artifact } = await bench.built(service)
    expect(output(artifact.path)).toContain('42')
    expect(
      docker(
        'inspect',
        '--format',
        '{{index .Config.Labels "app.kubernetes.io/managed-by"}} {{.Config.User}}',
        container,
      ),
    ).toBe(`devenv ${process.getuid!()}:${process.getgid!()}`)
  })

  test('builds an edit, with messages that name files as the host does', async () => {
    const path = bench.replace(file, from, `${to} +`)
    const broken = await bench.failed(service, { files: [path], units: [path] })
    expect(broken.diagnostics[0]?.at?.file).toBe(path)
    bench.replace(file, `${to} +`, to)
    const built = await bench.built(service, { files: [path], units: [path] })
    expect(built.way).toBe(way)
    expect(output(built.artifact.path)).toContain('43')
  })

  test('an abort ends the whole group inside', async () => {
    // The engine runs on this kernel, so that its processes are to be seen from here.
    const commands = () => processesNaming(bench.builds).map(({ command }) => command)
    const controller = new AbortController()
    const path = bench.write(slow, `${bench.read(slow)}\n`)
    const build = bench.build(service, { files: [path] }, controller.signal)
    await expect.poll(() => commands().join('\n'), { interval: 5 }).toMatch(/^\S*(cc1plus|gnat1|gprbuild) /m)
    controller.abort()
    expect(await build).toEqual({ kind: 'cancelled' })
    expect(commands().filter((command) => /^\S*(cc1plus|gnat1|gprbuild|ninja) /.test(command))).toEqual([])
    await bench.built(service)
  })

  test('that was killed is started again by the next build', async () => {
    docker('kill', container)
    bench.write(slow, `${bench.read(slow)}\n`)
    await bench.built(service)
    expect(docker('inspect', '--format', '{{.State.Running}}', container)).toBe('true')
  })

  test('serves the next session as it is; what the last one left running is ended', async () => {
    const before = docker('inspect', '--format', '{{.Id}}', container)
    docker('exec', '--detach', container, 'sleep', '4242')
    bench.restart()
    await bench.builder.prepare(bench.report, never)
    expect(docker('inspect', '--format', '{{.Id}}', container)).toBe(before)
    expect(docker('top', container)).not.toContain('4242')
    await bench.built(service)
  })

  test('goes when it is asked to', async () => {
    await bench.builder.close()
    expect(docker('ps', '--all', '--quiet', '--filter', `name=${container}`)).toBe('')
  })
})
