// Builds are named before they are on the disk, so a power cut can leave one with holes. After each start of the machine
// they are looked through once; what is not what its name says is removed.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { artifactId } from '../../clients/files/elf.ts'
import { writeWhole } from '../../clients/files/whole-file.ts'
import { bootId } from '../../clients/process/boot-id.ts'
import { dropBuild, listBuilds } from '../../clients/supervisor/slot.ts'
import type { Service } from '../../model/environment.ts'
import type { Slots } from '../live/slots.ts'

/** Names of the services that lost a build. */
export async function removeTorn(
  state: string,
  services: readonly Service[],
  slots: Slots,
): Promise<readonly string[]> {
  const boot = bootId()
  const path = join(state, 'boot')
  if (boot === null || readText(path) === boot) return []
  const torn = new Set<string>()
  for (const { name } of services) {
    const slot = slots.of(name)
    for (const id of await listBuilds(slot)) {
      if (isWhole(join(slot.folder, `${name}@${id}`), id)) continue
      await dropBuild(slot, id)
      torn.add(name)
    }
  }
  writeWhole(path, boot)
  return [...torn]
}

function isWhole(path: string, id: string): boolean {
  try {
    return artifactId(readFileSync(path)) === id
  } catch {
    return false
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
