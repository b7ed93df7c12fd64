// The artifact slots of all services: what is put there, what the links name, and the order of first starts.
import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { shippable } from '../../clients/files/elf.ts'
import { readLoaded } from '../../clients/files/elf-file.ts'
import {
  cleanSlot,
  makeSlot,
  nameCurrent,
  nameGood,
  placeSupervisor,
  readLinks,
  removeBuild,
  type Slot,
  type SlotLinks,
  type Sync,
  writeBuild,
} from '../../clients/supervisor/slot.ts'
import type { Artifact } from '../../model/build.ts'
import type { Service } from '../../model/environment.ts'
import type { RuntimeContext } from '../runtime.ts'

export class Slots {
  private readonly context: RuntimeContext
  /** Written but not named yet: the services these call start first. */
  private readonly held = new Map<string, string>()
  /** An update decides for itself what its slot names. */
  readonly updating = new Set<string>()

  private readonly sync: Sync

  constructor(context: RuntimeContext, sync: Sync) {
    this.context = context
    this.sync = sync
  }

  of(service: string): Slot {
    return { folder: join(this.context.folders.slots, service), name: service }
  }

  links(service: string): SlotLinks {
    const links = readLinks(this.of(service))
    return { current: this.held.get(service) ?? links.current, good: links.good }
  }

  /** What pods mount: must be there before the first pod is. */
  async prepare(services: readonly Service[]): Promise<void> {
    const { folders, supervisor } = this.context
    for (const folder of [folders.slots, folders.run]) {
      await mkdir(folder, { recursive: true, mode: 0o755 })
      await chmod(folder, 0o755)
    }
    await placeSupervisor(join(folders.slots, '.bin', 'supervisor'), supervisor)
    for (const { name } of services) {
      await makeSlot(this.of(name))
      // The supervisor runs as another user; the folder above is the user's alone.
      const run = join(folders.run, name)
      await mkdir(run, { recursive: true })
      await chmod(run, 0o777)
    }
  }

  /** The artifact's loadable bytes are in the slot, under a name of their own. */
  async write(service: Service, artifact: Artifact): Promise<void> {
    const slot = this.of(service.name)
    if (!existsSync(slot.folder)) await makeSlot(slot)
    await writeBuild(slot, artifact.id, shippable(readLoaded(artifact.path)), this.sync)
  }

  /** From now on this build is the one to run. */
  name(service: string, id: string): void {
    this.held.delete(service)
    nameCurrent(this.of(service), id)
  }

  hold(service: string, id: string): void {
    this.held.set(service, id)
  }

  heldServices(): readonly string[] {
    return [...this.held.keys()]
  }

  release(service: string): void {
    const id = this.held.get(service)
    if (id !== undefined) this.name(service, id)
  }

  /** The build that was refused leaves the slot, so that new pods do not try it. */
  async putBack(service: string, refused: string, to: string): Promise<void> {
    // A newer build may be named already.
    if (readLinks(this.of(service)).current !== refused) return
    this.name(service, to)
    await removeBuild(this.of(service), refused)
  }

  markGood(service: string, id: string): void {
    const slot = this.of(service)
    if (readLinks(slot).good === id) return
    nameGood(slot, id)
    void cleanSlot(slot).catch(() => {})
  }
}
