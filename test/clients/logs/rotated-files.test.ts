// The files of a rotated log, in the order in which they were written.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closeFiles, openNewerFiles } from '../../../src/clients/logs/rotated-files.ts'

test('a file that was born later comes first, whatever number it bears when it is met', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'devenv-rotated-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const log = join(folder, 'svc.out')
  const born = (path: string) => statSync(path, { bigint: true }).birthtimeNs
  writeFileSync(log, 'older')
  skip(born(log) === 0n, 'this file system keeps no time of birth')
  // What a walk sees that was overtaken by two rotations: the newer one bears the greater number.
  do {
    rmSync(`${log}.1`, { force: true })
    writeFileSync(`${log}.1`, 'newer!')
  } while (born(`${log}.1`) <= born(log))
  const files = openNewerFiles(log, () => false)
  expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual(['newer!'.length, 'older'.length])
  closeFiles(files)
})
