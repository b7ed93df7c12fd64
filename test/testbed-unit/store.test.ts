import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Cache, contentKey, isPublished, openCache, publish, slotPath, sweep } from '../testbed/store.ts'

let root: string
let cache: Cache

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'testbed-store-'))
  cache = openCache({ DEVENV_TESTBED_CACHE: root })
})
afterEach(() => rmSync(root, { recursive: true }))

describe('contentKey', () => {
  test('is the same for the same parts, and another when a character moves from one part to the next', () => {
    expect(contentKey('ab', 'c')).toBe(contentKey('ab', 'c'))
    expect(contentKey('ab', 'c')).not.toBe(contentKey('a', 'bc'))
    expect(contentKey('ab', 'c')).not.toBe(contentKey('c', 'ab'))
  })
})

describe('openCache', () => {
  test('makes folders for the user alone', () => {
    expect(statSync(cache.store).mode & 0o777).toBe(0o700)
  })

  test('lies in the cache folder of the user unless told otherwise', () => {
    expect(openCache({ XDG_CACHE_HOME: root }).root).toBe(join(root, 'devenv-testbed'))
    expect(openCache({ HOME: root }).root).toBe(join(root, '.cache/devenv-testbed'))
  })
})

describe('publish', () => {
  test('a slot appears only when it is complete', async () => {
    const slot = slotPath(cache, 'part', 'k1')
    await publish(slot, async (folder, scratch) => {
      writeFileSync(join(folder, 'file'), 'whole')
      writeFileSync(join(scratch, 'download'), '')
      expect(isPublished(slot)).toBe(false)
    })
    expect(readFileSync(join(slot, 'file'), 'utf8')).toBe('whole')
    expect(readdirSync(cache.store)).toEqual(['part-k1'])
  })

  test('what fails is not published, and the next attempt starts empty', async () => {
    const slot = slotPath(cache, 'part', 'k1')
    const broken = publish(slot, async (folder) => {
      writeFileSync(join(folder, 'half'), '')
      throw new Error('power cut')
    })
    await expect(broken).rejects.toThrow('power cut')
    expect(isPublished(slot)).toBe(false)
    await publish(slot, async (folder) => writeFileSync(join(folder, 'file'), ''))
    expect(readdirSync(slot)).toEqual(['file'])
  })

  test('a failed replacement keeps what was there', async () => {
    const slot = slotPath(cache, 'part', 'k1')
    await publish(slot, async (folder) => writeFileSync(join(folder, 'old'), ''))
    await expect(publish(slot, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(readdirSync(slot)).toEqual(['old'])
  })
})

describe('sweep', () => {
  test('removes what is unfinished and what nobody used for days, and keeps what was used', async () => {
    const day = 86_400_000
    const [old, used] = [slotPath(cache, 'old', 'k'), slotPath(cache, 'used', 'k')]
    for (const slot of [old, used]) {
      await publish(slot, async () => {})
      utimesSync(slot, new Date(Date.now() - 10 * day), new Date(Date.now() - 10 * day))
    }
    mkdirSync(slotPath(cache, 'killed', 'k.unfinished'))
    mkdirSync(slotPath(cache, 'killed', 'k.scratch'))
    expect(isPublished(used)).toBe(true)
    expect(sweep(cache, Date.now()).sort()).toEqual(['killed-k.scratch', 'killed-k.unfinished', 'old-k'])
    expect(existsSync(used)).toBe(true)
  })
})
