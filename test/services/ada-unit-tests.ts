// Unit tests of Ada projects: built, run, and read.
import { spawnSync } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'

export function describeUnitTests(...projects: readonly string[]): void {
  describe.skipIf(!hasGprbuild)('the unit tests in Ada', () => {
    it.each(projects)(
      '%s passes',
      (project) => {
        const name = basename(project, '.gpr').replaceAll('_', '-')
        const binary = buildAda(project, `${dirname(project)}/bin/${name}`)
        // A test that waits for what never comes ends here, without a status.
        const { status, stdout } = spawnSync(binary, { encoding: 'utf8', timeout: 120_000 })
        expect(stdout).toMatch(/Successful Tests: +[1-9]/)
        expect(stdout).toMatch(/Failed Assertions: 0\nUnexpected Errors: 0/)
        expect(status).toBe(0)
      },
      240_000,
    )
  })
}
