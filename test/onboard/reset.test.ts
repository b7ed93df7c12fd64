// What the guide keeps and puts back, on real files and a real git.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { atTheStart, type Suggestion } from '../../src/onboard/guide/progress.ts'
import { KeptFiles } from '../../src/onboard/kept-files.ts'
import { reset } from '../../src/onboard/reset.ts'

const original = 'int main() {\n  log("up again");\n  return 0;\n}\n'
const suggestion: Suggestion = {
  file: 'alpha/main.cpp',
  line: 2,
  before: '  log("up again");',
  after: '  log("hello: up again");',
  path: null,
}
const edited = original.replace('"up', '"hello: up')
let folder: string
let root: string
let state: string
let files: KeptFiles
let said: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-onboard-'))
  root = join(folder, 'workspace')
  state = join(folder, 'state')
  mkdirSync(join(root, 'alpha'), { recursive: true })
  write(original)
  files = new KeptFiles(state, root)
  said = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(root, suggestion.file)
const write = (text: string) => writeFileSync(path(), text)
const read = () => readFileSync(path(), 'utf8')
const putBack = (answer: boolean | null = null) =>
  reset(files, {
    root,
    print: (line) => said.push(line),
    confirm: (question) => {
      said.push(question)
      return Promise.resolve(answer)
    },
  })
const keptVersions = () => {
  const yours = join(state, 'onboard', 'yours')
  return existsSync(yours) ? readdirSync(yours).map((name) => readFileSync(join(yours, name), 'utf8')) : []
}

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost']
  execFileSync('git', ['-C', root, ...identity, ...args], { stdio: 'pipe' })
}

describe('an edit by devenv', () => {
  beforeEach(() => files.keep(suggestion.file))

  test('changes the one line, keeps the mode, and is known as its own', () => {
    chmodSync(path(), 0o640)
    rmSync(join(state, 'onboard'), { recursive: true })
    files.keep(suggestion.file)
    expect(files.isChanged(suggestion.file)).toBe(false)
    expect(files.apply(suggestion)).toEqual({ problem: null, keptPath: null })
    expect(read()).toBe(edited)
    expect(statSync(path()).mode & 0o777).toBe(0o640)
    expect(files.isChanged(suggestion.file)).toBe(true)
    expect(readdirSync(join(root, 'alpha'))).toEqual(['main.cpp'])
  })

  test('on a file that the person broke starts from the kept one, and loses nothing', () => {
    write('int main( {\n')
    const { problem, keptPath } = files.apply(suggestion)
    expect(problem).toBeNull()
    expect(readFileSync(keptPath!, 'utf8')).toBe('int main( {\n')
    expect(read()).toBe(edited)
  })

  test('is not made twice, nor on another line', () => {
    files.apply(suggestion)
    expect(files.apply(suggestion).problem).toContain('already')
    expect(files.apply({ ...suggestion, line: 3 }).problem).toContain('line 3')
    expect(read()).toBe(edited)
  })

  test('leaves CR LF and a link as they are', () => {
    const target = join(folder, 'elsewhere.cpp')
    writeFileSync(target, original.replaceAll('\n', '\r\n'))
    const link = { ...suggestion, file: 'alpha/link.cpp' }
    symlinkSync(target, join(root, link.file))
    files.keep(link.file)
    expect(files.apply(link).problem).toBeNull()
    expect(lstatSync(join(root, link.file)).isSymbolicLink()).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe(edited.replaceAll('\n', '\r\n'))
  })
})

describe('what is kept', () => {
  test('is for the user alone, and the first version only', () => {
    files.writeProgress({ ...atTheStart, step: 'edit' })
    files.keep(suggestion.file)
    write('changed')
    files.keep(suggestion.file)
    expect(files.list()).toHaveLength(1)
    expect(readFileSync(files.list()[0]!.copy, 'utf8')).toBe(original)
    for (const entry of ['progress.json', 'kept.json'])
      expect(statSync(join(state, 'onboard', entry)).mode & 0o777).toBe(0o600)
    expect(statSync(files.list()[0]!.copy).mode & 0o777).toBe(0o600)
    expect(statSync(join(state, 'onboard')).mode & 0o777).toBe(0o700)
    expect(files.readProgress().step).toBe('edit')
  })

  test('a folder that can not be written is an error with a name', () => {
    writeFileSync(state, 'a file where the folder should be')
    expect(() => files.writeProgress(atTheStart)).toThrow(expect.objectContaining({ code: 'DE0113' }))
    expect(() => files.keep(suggestion.file)).toThrow(expect.objectContaining({ code: 'DE0113' }))
  })

  test("half a file, or another program's, is as none", () => {
    files.writeProgress({ ...atTheStart, step: 'look' })
    writeFileSync(join(state, 'onboard', 'progress.json'), '{"version":1,"st')
    writeFileSync(join(state, 'onboard', 'kept.json'), '\u0000')
    expect(files.readProgress()).toEqual(atTheStart)
    expect(files.list()).toEqual([])
  })
})

describe('--reset', () => {
  beforeEach(() => files.keep(suggestion.file))

  test('puts the edit of the guide back without a question, and forgets', async () => {
    files.writeProgress({ ...atTheStart, step: 'end' })
    files.apply(suggestion)
    expect(await putBack()).toBe(0)
    expect(read()).toBe(original)
    expect(said.join('\n')).not.toContain('y/n')
    expect(keptVersions()).toEqual([edited])
    expect(files.readProgress()).toEqual(atTheStart)
    expect(files.list()).toEqual([])
  })

  test('puts a save of the person back too, when the guide saw it last', async () => {
    write(original.replace('up again', 'my text'))
    files.noteSaves()
    expect(await putBack()).toBe(0)
    expect(read()).toBe(original)
  })

  test('says what differs when the file was changed further, and leaves it when nobody answers or says no', async () => {
    files.apply(suggestion)
    write(edited.replace('return 0', 'return 7'))
    for (const answer of [null, false]) {
      said = []
      expect(await putBack(answer)).toBe(1)
      expect(said.join('\n')).toContain('changed further since the edit')
      expect(said).toContain('  + 3:   return 7;')
      expect(read()).toContain('return 7')
      expect(files.list()).toHaveLength(1)
    }
    expect(said.join('\n')).not.toContain('--yes')
  })

  test('with a yes puts it back, and keeps the present version', async () => {
    files.apply(suggestion)
    const further = edited.replace('return 0', 'return 7')
    write(further)
    expect(await putBack(true)).toBe(0)
    expect(read()).toBe(original)
    expect(keptVersions()).toEqual([further])
    expect(said.join('\n')).toContain(join(state, 'onboard', 'yours'))
  })

  test('asks before it takes back what was committed', async () => {
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'Begin')
    files.apply(suggestion)
    git('commit', '-q', '-a', '-m', 'Say hello')
    expect(await putBack(false)).toBe(1)
    expect(said.join('\n')).toMatch(/was committed: [0-9a-f]+ Say hello/)
    expect(read()).toBe(edited)
    expect(await putBack(true)).toBe(0)
    expect(read()).toBe(original)
  })

  test('asks before it brings a deleted file back, with its folder', async () => {
    rmSync(join(root, 'alpha'), { recursive: true })
    expect(await putBack(false)).toBe(1)
    expect(existsSync(path())).toBe(false)
    expect(await putBack(true)).toBe(0)
    expect(read()).toBe(original)
  })

  test('has nothing to do where nothing was changed', async () => {
    expect(await putBack()).toBe(0)
    expect(said[0]).toBe('alpha/main.cpp is as it was.')
    expect(await putBack()).toBe(0)
    expect(said.at(-1)).toContain('no edit to take back')
  })
})
