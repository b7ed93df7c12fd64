// The overlays as kubectl renders them, kept as one object a line: `npm test` has no kubectl. The first line is a hash of all
// files that they are made from; the Kind tier renders them anew and compares.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Overlay } from '../../src/manifests/manifests.ts'

export const root = join(import.meta.dirname, '../..')
export const overlayNames = ['dev', 'staging', 'production'] as const
export type OverlayName = (typeof overlayNames)[number]

/** Writes the kept overlays anew. */
export const renewal = 'UPDATE_GOLDEN=1 npm run test:kind -- test/e2e/manifests.test.ts -t rendered'

export function keptOverlay(name: OverlayName): Overlay {
  const [, ...lines] = readFileSync(fileOf(name), 'utf8').trimEnd().split('\n')
  return { name, objects: lines.map((line) => JSON.parse(line) as Overlay['objects'][number]) }
}

export function keptHash(name: OverlayName): string {
  return readFileSync(fileOf(name), 'utf8').split('\n', 1)[0]!
}

export function keepOverlay(overlay: Overlay): void {
  const lines = overlay.objects.map((object) => JSON.stringify(object))
  writeFileSync(fileOf(overlay.name), `${[inputsHash(), ...lines].join('\n')}\n`)
}

/** Of every file below manifests/, by its name and its bytes. */
export function inputsHash(): string {
  const folder = join(root, 'manifests')
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  const hash = createHash('sha256')
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(relative(folder, path)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

function fileOf(name: string): string {
  return join(import.meta.dirname, 'rendered', `${name}.jsonl`)
}
