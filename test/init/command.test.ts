// `devenv init` as a person runs it: questions in a terminal, files that are there, trees with traps in them.
import { existsSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node-pty'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../../src/clients/process/run.ts'
import { loadEnvironment } from '../../src/config/config.ts'
import { copyTree, main, makeTree, type TreeCopy } from './trees.ts'

function init({ root, env }: TreeCopy, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  return run(process.execPath, [main, 'init', ...args], { cwd: root, env: { ...env, ...more }, timeoutMs: 100_000 })
}

describe('in a terminal', () => {
  test('asks about what it can not know, and takes the answers', async () => {
    const tree = copyTree('nested')
    tree.write(
      'apps/pilot/main.cpp',
      tree
        .read('apps/pilot/main.cpp')
        .replace('kPort = 21811', 'kPort = read_port()')
        .replace('namespace {', 'namespace {\nint read_port();'),
    )
    const terminal = open(tree, ['init'])
    await terminal.until('harbour-signal (tools/signal): "tools" is in its name or folder. Is it a service? y/n [n]')
    terminal.type('maybe\r')
    await terminal.until('wanted: y or n')
    terminal.type('\r')
    await terminal.until('Port of harbour-pilot [8080]')
    terminal.type('99999\r')
    await terminal.until('wanted: a whole number from 1 to 65535')
    terminal.type('21899\r')
    expect(await terminal.exited).toBe(0)
    const { services } = await loadEnvironment(tree.root)
    expect(services.map(({ name, port }) => `${name} ${port}`)).toEqual(['harbour-pilot 21899', 'tide-server 21812'])
    expect(services[1]!.calls).toEqual(['harbour-pilot'])
    expect(tree.read('Tiltfile.ts')).not.toContain('Guess:')
  })

  test('what it would leave out becomes a service when a person says so', async () => {
    const tree = copyTree('nested')
    const terminal = open(tree, ['init'])
    await terminal.until('harbour-signal')
    terminal.type('y\r')
    await terminal.until('Port of harbour-signal [8080]')
    terminal.type('\r')
    expect(await terminal.exited).toBe(0)
    expect((await loadEnvironment(tree.root)).services.map(({ name }) => name)).toContain('harbour-signal')
  })

  test.each([
    ['ctrl-c', '\u0003'],
    ['the end of the input', '\u0004'],
  ])('%s ends it, and nothing was written', async (_name, key) => {
    const tree = copyTree('nested')
    const terminal = open(tree, ['init'])
    await terminal.until('y/n [n]')
    terminal.type(key)
    expect(await terminal.exited).toBe(130)
    expect(terminal.text()).toContain('nothing was written')
    expect(existsSync(join(tree.root, 'Tiltfile.ts'))).toBe(false)
  })
})

describe('files that are there', () => {
  test('a Tiltfile.ts is never overwritten', async () => {
    const tree = copyTree('single')
    tree.write('Tiltfile.ts', '// mine\n')
    const refused = await init(tree, ['--yes'])
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toContain('DE0612')
    expect(tree.read('Tiltfile.ts')).toBe('// mine\n')
    expect(existsSync(join(tree.root, 'devenv.d.ts'))).toBe(false)
  })

  test('--print shows what it would write, and changes no file', async () => {
    const tree = copyTree('single')
    tree.write('Tiltfile.ts', '// mine\n')
    const printed = await init(tree, ['--print'])
    expect(printed.exitCode).toBe(0)
    expect(printed.stdout).toContain("service('lantern', {")
    expect(printed.stderr).toContain('GPR project gnat/lantern.gpr')
    expect(tree.read('Tiltfile.ts')).toBe('// mine\n')
  })

  test('--force keeps the present one beside; a second run changes nothing', async () => {
    const tree = copyTree('single')
    tree.write('Tiltfile.ts', '// mine\n')
    expect((await init(tree, ['--yes', '--force'])).exitCode).toBe(0)
    const [text, types] = [tree.read('Tiltfile.ts'), tree.read('devenv.d.ts')]
    expect(text).toContain("service('lantern', {")
    expect(tree.read('Tiltfile.ts.bak')).toBe('// mine\n')
    expect((await init(tree, ['--yes', '--force'])).exitCode).toBe(0)
    expect([tree.read('Tiltfile.ts'), tree.read('devenv.d.ts')]).toEqual([text, types])
    expect(tree.read('Tiltfile.ts.bak')).toBe('// mine\n')
  })

  test('--types writes the types anew, whatever Tiltfile.ts there is', async () => {
    const tree = copyTree('single')
    tree.write('Tiltfile.ts', '// mine\n')
    tree.write('devenv.d.ts', '// Written by `devenv init`: an old one\n')
    expect((await init(tree, ['--types'])).exitCode).toBe(0)
    expect(tree.read('devenv.d.ts')).toContain(
      'export function adaBuild(options: AdaBuildOptions): AdaBuildDeclaration',
    )
    expect(tree.read('Tiltfile.ts')).toBe('// mine\n')
  })

  test("a devenv.d.ts of somebody else's stays", async () => {
    const tree = copyTree('single')
    tree.write('devenv.d.ts', '// mine\n')
    expect((await init(tree, ['--yes'])).exitCode).toBe(0)
    expect(tree.read('devenv.d.ts')).toBe('// mine\n')
    expect(tree.read('Tiltfile.ts')).not.toContain('reference path')
    expect((await init(tree, ['--types'])).exitCode).toBe(1)
    expect(tree.read('devenv.d.ts')).toBe('// mine\n')
  })
})

describe('trees with traps', () => {
  test('nothing to build is DE0613, with what was looked for', async () => {
    const tree = makeTree('empty')
    tree.write('README.md', 'nothing\n')
    const empty = await init(tree, ['--yes'])
    expect(empty.exitCode).toBe(3)
    expect(empty.stderr).toContain('DE0613')
    expect(empty.stderr).toContain('no CMakeLists.txt with project()')
    expect(existsSync(join(tree.root, 'Tiltfile.ts'))).toBe(false)
  })

  test('programs that are no services are named', async () => {
    const tree = makeTree('tools-only')
    tree.write(
      'CMakeLists.txt',
      'cmake_minimum_required(VERSION 3.20)\nproject(p CXX)\nadd_executable(adder main.cpp)\n',
    )
    tree.write('main.cpp', 'int main() { return 1 + 1; }\n')
    const { exitCode, stderr } = await init(tree, ['--yes'])
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/adder.*it takes no connections/)
  })

  test('a CMake project that does not configure is read as text, and that is said', async () => {
    const tree = copyTree('nested')
    tree.write('CMakeLists.txt', `${tree.read('CMakeLists.txt')}\nfind_package(NoSuchPackage REQUIRED)\n`)
    const { exitCode, stdout } = await init(tree, ['--yes'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/read as text: cmake fails with "CMake Error at CMakeLists\.txt:\d+ \(find_package\)/)
    expect(tree.read('Tiltfile.ts')).toContain('// Guess: CMakeLists.txt was read as text')
    const { services } = await loadEnvironment(tree.root)
    expect(services.map(({ name, build }) => `${name} ${build.output}`)).toEqual([
      'harbour-pilot bin/harbour-pilot',
      'tide-server bin/tide_server',
    ])
  })

  test('without cmake the text is read too', async () => {
    const tree = copyTree('generated')
    const { exitCode, stdout } = await init(tree, ['--yes'], { PATH: tree.root })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('read as text: cmake is not installed')
    expect((await loadEnvironment(tree.root)).services.map(({ name }) => name)).toEqual(['almanac-server'])
  })

  test('links that lead round in a circle, vendored projects and build folders are not gone into', async () => {
    const tree = copyTree('single')
    symlinkSync('..', join(tree.root, 'src/loop'))
    symlinkSync(tree.root, join(tree.root, 'gnat/again'))
    tree.write('third_party/zlib/CMakeLists.txt', 'project(zlib)\n')
    tree.write('old/CMakeCache.txt', '')
    tree.write('old/_deps/more/CMakeLists.txt', 'project(old)\n')
    tree.write('obj/x.ali', '')
    tree.write('obj/more/x.gpr', 'project X is\nend X;\n')
    tree.write('node_modules/x/x.gpr', 'project X is\nend X;\n')
    const { exitCode, stdout } = await init(tree, ['--yes'])
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').filter((line) => line.includes(' project '))).toEqual(['GPR project gnat/lantern.gpr'])
  })
})

test('a project in a folder named build is found', async () => {
  const tree = copyTree('outside')
  renameSync(join(tree.root, 'build-support'), join(tree.root, 'build'))
  expect((await init(tree, ['--yes'])).exitCode).toBe(0)
  expect(tree.read('Tiltfile.ts')).toContain("sourceDir: 'build/cmake'")
})

test('a project that was built in its own folder is found', async () => {
  const tree = copyTree('generated')
  tree.write('server/CMakeCache.txt', '# left by an earlier build\n')
  expect((await init(tree, ['--yes'])).exitCode).toBe(0)
  expect((await loadEnvironment(tree.root)).services.map(({ name }) => name)).toEqual(['almanac-server'])
})

interface Terminal {
  text(): string
  until(words: string): Promise<void>
  type(keys: string): void
  readonly exited: Promise<number>
}

function open({ root, env }: TreeCopy, args: readonly string[]): Terminal {
  const child = spawn(process.execPath, [main, ...args], {
    cols: 200,
    rows: 40,
    cwd: root,
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const listeners = new Set<() => void>()
  let text = ''
  let hasEnded = false
  child.onData((data) => {
    text += data
    for (const listener of listeners) listener()
  })
  const exited = new Promise<number>((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)))
  void exited.then(() => {
    hasEnded = true
    for (const listener of listeners) listener()
  })
  onTestFinished(() => {
    if (!hasEnded) child.kill('SIGKILL')
  })
  return {
    text: () => text,
    exited,
    type: (keys) => child.write(keys),
    until: (words) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!text.includes(words) && !hasEnded) return
          listeners.delete(check)
          if (text.includes(words)) resolve()
          else reject(new Error(`it ended before "${words}":\n${text}`))
        }
        listeners.add(check)
        check()
      }),
  }
}
