// A system of a test's own: a PATH with only what is linked into it, and a package manager that notes what it is asked for.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface FakeSystem {
  readonly folder: string
  /** The PATH. */
  readonly bin: string
  readonly env: NodeJS.ProcessEnv
  /** The commands that the package manager ran, oldest first. */
  asked(): readonly string[]
  /** Links programs of this machine into the PATH; those it has not are left out. */
  link(...names: readonly string[]): void
  program(name: string, body: string): void
  remove(): void
}

const basics = ['sh', 'sed', 'grep', 'tail', 'sort', 'ls', 'cat', 'head', 'tr', 'tar', 'env']

export function fakeSystem(): FakeSystem {
  const folder = mkdtempSync(join(tmpdir(), 'devenv-system-'))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const log = join(folder, 'asked')
  const system: FakeSystem = {
    folder,
    bin,
    env: {
      ...process.env,
      PATH: bin,
      DEVENV_STATE_DIR: join(folder, 'state'),
      DEVENV_CACHE_DIR: join(folder, 'cache'),
      XDG_RUNTIME_DIR: folder,
      DOCKER_HOST: `unix://${folder}/nobody.sock`,
    },
    asked: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    link: (...names) => {
      for (const name of names) {
        const found = whereIs(name)
        if (found !== null && !existsSync(join(bin, name))) symlinkSync(found, join(bin, name))
      }
    },
    program: (name, body) => {
      rmSync(join(bin, name), { force: true })
      writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`)
      chmodSync(join(bin, name), 0o755)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  system.link(...basics)
  system.program('id', 'echo 0')
  return system
}

/** apt-get and dpkg: a package is installed when its name is in a file; installing one links the programs it brings. */
export function fakeApt(system: FakeSystem, brings: Readonly<Record<string, readonly string[]>>): void {
  const installed = join(system.folder, 'installed')
  writeFileSync(installed, '')
  const cases = Object.entries(brings).map(([name, programs]) => {
    const lines = programs.flatMap((program) => {
      const found = whereIs(program)
      return found === null ? [] : [`ln -sf ${found} ${join(system.bin, program)}`]
    })
    return `${name}) ${[...lines, ':'].join('; ')} ;;`
  })
  system.link('ln')
  system.program(
    'apt-get',
    `echo "apt-get $*" >>${system.folder}/asked
[ "$1" = install ] || exit 0
for name in "$@"; do
  case $name in
    install | -*) continue ;;
    ${cases.join('\n    ')}
    *) echo "E: Unable to locate package $name" >&2; exit 100 ;;
  esac
  echo "$name" >>${installed}
  echo "Setting up $name ..."
done`,
  )
  // The name is the last argument.
  system.program(
    'dpkg-query',
    `for name in "$@"; do :; done; grep -qx "$name" ${installed} && echo installed || exit 1`,
  )
  system.program('dpkg', `echo "dpkg $*" >>${system.folder}/asked`)
  system.program('apt-cache', 'exit 0')
}

/** A test may have put its own PATH into place. */
const realPath = process.env['PATH']

function whereIs(name: string): string | null {
  try {
    const env = { ...process.env, PATH: realPath }
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8', env }).trim()
  } catch {
    return null
  }
}
