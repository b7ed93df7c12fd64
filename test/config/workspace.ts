// A throw-away workspace with real folders, for tests of the configuration.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DevenvError } from '../../src/errors/errors.ts'

export interface TestWorkspace {
  readonly root: string
  write(path: string, text: string): void
}

/** With everything the defaults want of services `a` and `b` (C++), `c` (Ada) and libraries `kit` and `lib/ada`. */
export function makeWorkspace(tiltfile?: string): TestWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-config-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const name of ['a', 'b']) write(`services/${name}/CMakeLists.txt`, '')
  write('services/c/c.gpr', '')
  write('lib/kit/kit.hpp', '')
  write('lib/ada/kit.ads', '')
  for (const name of ['a', 'b', 'c']) write(`manifests/base/${name}/kustomization.yaml`, '')
  write('manifests/overlays/dev/kustomization.yaml', '')
  for (const kind of ['cpp', 'ada']) write(`Dockerfiles/${kind}.Dockerfile`, '')
  if (tiltfile !== undefined) write('Tiltfile.ts', tiltfile)
  return { root, write }
}

export const header = `import { adaBuild, cppBuild, defineEnvironment, execProbe, httpProbe, library, service, tcpProbe } from 'devenv'\n`

/** One Tiltfile.ts with the given lines inside of \`services: [ … ]\`; the first of them is line 4. */
export function withServices(...lines: readonly string[]): string {
  return `${header}export default defineEnvironment({ name: 'test',\n  services: [\n${lines.join('\n')}\n  ],\n})\n`
}

/** The DevenvError that `promise` rejects with; anything else fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<DevenvError> {
  try {
    await promise
  } catch (thrown) {
    if (thrown instanceof DevenvError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

export function lines(error: DevenvError): readonly string[] {
  return error.details.map(({ label, text }) => `${label} ${text}`)
}
