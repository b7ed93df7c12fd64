import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  cleanSlot,
  listBuilds,
  makeSlot,
  nameCurrent,
  nameGood,
  placeSupervisor,
  readLinks,
  type Slot,
  writeBuild,
} from '../../../src/clients/supervisor/slot.ts'
import { touchAt } from '../logs/touch.ts'

let root: string
let slot: Slot

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'devenv-slot-'))
  slot = { folder: join(root, 'widget-core'), name: 'widget-core' }
  await makeSlot(slot)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const bytes = (text: string) => Buffer.from(text)
/** Builds get times a second apart, oldest first, because their order is that of their times. */
const writeInOrder = async (...ids: string[]) => {
  for (const [index, id] of ids.entries()) {
    await writeBuild(slot, id, bytes(`binary ${id}`), 'first')
    touchAt(join(slot.folder, `widget-core@${id}`), 1000 + index)
  }
}

describe('a slot', () => {
  test('is empty at first', () => {
    expect(readLinks(slot)).toEqual({ current: null, good: null })
  })

  test('holds a whole executable file once it is written, and names it only when told', async () => {
    await writeBuild(slot, 'aaaa', bytes('first'), 'first')
    expect(readLinks(slot).current).toBeNull()
    const path = join(slot.folder, 'widget-core@aaaa')
    expect(readFileSync(path, 'utf8')).toBe('first')
    expect(statSync(path).mode & 0o777).toBe(0o755)
    nameCurrent(slot, 'aaaa')
    expect(readlinkSync(join(slot.folder, 'widget-core'))).toBe('widget-core@aaaa')
    expect(readLinks(slot)).toEqual({ current: 'aaaa', good: null })
  })

  test('can be read by the user inside the pod', async () => {
    expect(statSync(slot.folder).mode & 0o777).toBe(0o755)
  })

  test('never writes to a file that runs: the same build is the same file', async () => {
    await writeBuild(slot, 'aaaa', bytes('first'), 'first')
    const before = statSync(join(slot.folder, 'widget-core@aaaa'))
    await writeBuild(slot, 'aaaa', bytes('first'), 'first')
    const after = statSync(join(slot.folder, 'widget-core@aaaa'))
    expect(after.ino).toBe(before.ino)
  })

  test('takes a new file where an earlier one of the same name is not whole', async () => {
    writeFileSync(join(slot.folder, 'widget-core@aaaa'), 'fir')
    await writeBuild(slot, 'aaaa', bytes('first'), 'first')
    expect(readFileSync(join(slot.folder, 'widget-core@aaaa'), 'utf8')).toBe('first')
  })

  test('names the good build beside the current one', async () => {
    await writeInOrder('aaaa', 'bbbb')
    nameCurrent(slot, 'bbbb')
    nameGood(slot, 'aaaa')
    expect(readLinks(slot)).toEqual({ current: 'bbbb', good: 'aaaa' })
  })

  test('lists its builds newest first, and a build that is put back is the newest', async () => {
    await writeInOrder('aaaa', 'bbbb', 'cccc')
    expect(await listBuilds(slot)).toEqual(['cccc', 'bbbb', 'aaaa'])
    await writeBuild(slot, 'aaaa', bytes('binary aaaa'), 'first')
    expect(await listBuilds(slot)).toEqual(['aaaa', 'cccc', 'bbbb'])
  })

  test('keeps what the links name and the two newest others', async () => {
    await writeInOrder('aaaa', 'bbbb', 'cccc', 'dddd', 'eeee', 'ffff')
    nameCurrent(slot, 'ffff')
    nameGood(slot, 'aaaa')
    await cleanSlot(slot)
    expect([...(await listBuilds(slot))].sort()).toEqual(['aaaa', 'dddd', 'eeee', 'ffff'])
  })

  test('loses what a killed devenv left half done, and nothing of a living one', async () => {
    const dead = 2 ** 22 + 12_345
    writeFileSync(join(slot.folder, `.widget-core.${dead}.1.tmp`), 'half')
    writeFileSync(join(slot.folder, `.widget-core.${process.pid}.9999.tmp`), 'mine')
    await writeInOrder('aaaa')
    nameCurrent(slot, 'aaaa')
    await cleanSlot(slot)
    expect(readdirSync(slot.folder).sort()).toEqual([
      `.widget-core.${process.pid}.9999.tmp`,
      'widget-core',
      'widget-core@aaaa',
    ])
  })

  test('leaves no temporary file behind', async () => {
    await writeInOrder('aaaa', 'bbbb')
    nameCurrent(slot, 'aaaa')
    nameCurrent(slot, 'bbbb')
    nameGood(slot, 'bbbb')
    expect(readdirSync(slot.folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('says nothing of links that are no builds', () => {
    mkdirSync(join(root, 'odd'))
    writeFileSync(join(root, 'odd', 'odd'), 'a plain file')
    expect(readLinks({ folder: join(root, 'odd'), name: 'odd' })).toEqual({ current: null, good: null })
  })
})

describe('the supervisor', () => {
  test('is copied when it is missing or another one, and left alone when it is the same', async () => {
    const binary = join(root, 'built')
    const path = join(root, '.bin', 'supervisor')
    writeFileSync(binary, 'one')
    expect(await placeSupervisor(path, binary)).toBe(true)
    const first = statSync(path)
    expect(first.mode & 0o777).toBe(0o755)
    expect(await placeSupervisor(path, binary)).toBe(false)
    expect(statSync(path).ino).toBe(first.ino)
    writeFileSync(binary, 'two')
    expect(await placeSupervisor(path, binary)).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(readdirSync(join(root, '.bin'))).toEqual(['supervisor'])
  })
})
