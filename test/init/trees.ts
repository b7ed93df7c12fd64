// The source trees that `devenv init` is tried on, what their services answer, and edits with what they answer then.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const fixtures = resolve(import.meta.dirname, '../fixtures/trees')
export const main = resolve(import.meta.dirname, '../../src/main.ts')

export interface Talk {
  readonly service: string
  readonly request: string
  readonly answer: string
}

export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
  /** The services that it affects, and no others. */
  readonly affects: readonly string[]
  readonly talks: readonly Talk[]
}

export interface TreeStory {
  readonly name: string
  readonly ports: Readonly<Record<string, number>>
  readonly talks: readonly Talk[]
  readonly edits: readonly Edit[]
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\n\r\n`

export const stories: readonly TreeStory[] = [
  {
    name: 'nested',
    ports: { 'harbour-pilot': 21_811, 'tide-server': 21_812 },
    talks: [
      { service: 'harbour-pilot', request: get('/'), answer: 'the pilot is on board' },
      { service: 'tide-server', request: get('/'), answer: 'high water at six' },
      { service: 'tide-server', request: get('/pilot'), answer: 'the pilot is on board' },
    ],
    edits: [
      {
        file: 'apps/tide/tables.cpp',
        from: 'at six',
        to: 'at seven',
        affects: ['tide-server'],
        talks: [{ service: 'tide-server', request: get('/'), answer: 'high water at seven' }],
      },
      {
        file: 'libs/wire/src/wire.cpp',
        from: '200 OK',
        to: '200 Fine',
        affects: ['harbour-pilot', 'tide-server'],
        talks: [
          { service: 'harbour-pilot', request: get('/'), answer: '200 Fine' },
          { service: 'tide-server', request: get('/'), answer: '200 Fine' },
        ],
      },
    ],
  },
  {
    name: 'outside',
    ports: { mill: 21_821 },
    talks: [{ service: 'mill', request: 'rye\n', answer: 'flour of rye' }],
    edits: [
      {
        file: 'src/grain.cpp',
        from: 'flour of',
        to: 'fine flour of',
        affects: ['mill'],
        talks: [{ service: 'mill', request: 'rye\n', answer: 'fine flour of rye' }],
      },
    ],
  },
  {
    name: 'generated',
    ports: { 'almanac-server': 21_831 },
    talks: [{ service: 'almanac-server', request: get('/moons'), answer: 'Io\nEuropa\nGanymede\n' }],
    edits: [
      {
        file: 'data/moons.txt',
        from: 'Europa\n',
        to: 'Europa\nCallisto\n',
        affects: ['almanac-server'],
        talks: [{ service: 'almanac-server', request: get('/moons'), answer: 'Io\nEuropa\nCallisto\nGanymede\n' }],
      },
    ],
  },
  {
    name: 'aggregate',
    ports: { 'crane-main': 21_842, ledgerd: 21_841 },
    talks: [
      { service: 'ledgerd', request: get('/entries'), answer: 'seven crates' },
      { service: 'crane-main', request: get('/load'), answer: 'the crane lifts seven crates' },
    ],
    edits: [
      {
        file: 'ledger/src/entries.adb',
        from: 'seven crates',
        to: 'eight crates',
        affects: ['ledgerd'],
        talks: [
          { service: 'ledgerd', request: get('/entries'), answer: 'eight crates' },
          { service: 'crane-main', request: get('/load'), answer: 'the crane lifts eight crates' },
        ],
      },
      {
        file: 'common/src/depot-http.adb',
        from: '"200 OK"',
        to: '"200 Fine"',
        affects: ['crane-main', 'ledgerd'],
        talks: [
          { service: 'ledgerd', request: get('/entries'), answer: '200 Fine' },
          { service: 'crane-main', request: get('/ready'), answer: '200 Fine' },
        ],
      },
    ],
  },
  {
    name: 'single',
    ports: { lantern: 21_851 },
    talks: [{ service: 'lantern', request: '', answer: 'a steady light' }],
    edits: [
      {
        file: 'src/wick/wick.adb',
        from: 'a steady light',
        to: 'a bright light',
        affects: ['lantern'],
        talks: [{ service: 'lantern', request: '', answer: 'a bright light' }],
      },
    ],
  },
]

export interface TreeCopy {
  /** The copy; its folder has the name of the tree. */
  readonly root: string
  /** Of devenv's own folders. */
  readonly env: Readonly<Record<string, string>>
  read(path: string): string
  write(path: string, text: string): void
}

/** Gone when the test ends. `shift` moves every port of the tree, so that two tests may run at once. */
export function copyTree(name: string, shift = 0): TreeCopy {
  const copy = makeTree(name)
  cpSync(join(fixtures, name), copy.root, { recursive: true })
  if (shift > 0) shiftPorts(copy.root, shift)
  return copy
}

/** Empty. */
export function makeTree(name: string): TreeCopy {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-init-test-')))
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  const root = join(home, name)
  const folders = { DEVENV_STATE_DIR: 'state', DEVENV_CACHE_DIR: 'cache', XDG_RUNTIME_DIR: 'run' }
  const env = Object.fromEntries(Object.entries(folders).map(([key, folder]) => [key, join(home, folder)]))
  for (const folder of [root, ...Object.values(env)]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    root,
    env,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
  }
}

function shiftPorts(root: string, shift: number): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replace(/\b21(_?)8(\d\d)\b/g, (_whole, line: string, rest: string) => {
        const port = String(21_800 + Number(rest) + shift)
        return `${port.slice(0, 2)}${line}${port.slice(2)}`
      }),
    )
  }
}

/** Everything that is answered until the other side closes; an error where nobody listens. */
export function talk(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const peer = connect(port, '127.0.0.1', () => peer.write(request))
    let answer = ''
    peer.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    peer.once('error', reject)
    peer.once('close', () => resolve(answer))
  })
}
