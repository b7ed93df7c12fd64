// The artifact slot of one service: complete files under names of their own, and two links that name
// the newest and the last good build. Every change is one rename, so a reader never sees half of anything.
import { readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isAlive } from '../process/process-alive.ts'

export interface Slot {
  readonly folder: string
  readonly name: string
}

export interface SlotLinks {
  readonly current: string | null
  readonly good: string | null
}

/** Makes the folder, readable for the user inside the pod; the folder above keeps others out. */
export async function makeSlot(slot: Slot): Promise<void> {
  await mkdir(slot.folder, { recursive: true, mode: 0o755 })
  await chmod(slot.folder, 0o755)
}

/** When a build is on the disk, beyond the memory of the kernel: `first`, before it gets its name, or soon `after`. */
export type Sync = 'first' | 'after'

/** The file is whole when this resolves; no link names it yet. */
export async function writeBuild(slot: Slot, id: string, bytes: Uint8Array, sync: Sync): Promise<void> {
  const path = join(slot.folder, `${slot.name}@${id}`)
  const there = await stat(path).catch(() => null)
  if (there?.isFile() === true && there.size === bytes.length) {
    // Newest by its time: the order of the builds is the order they were put here.
    await utimes(path, new Date(), new Date())
    return
  }
  await writeWhole(path, temporary(slot), bytes, sync)
}

/** One rename: from here on a new process starts this build. Synchronous, because the clock of the update runs. */
export function nameCurrent(slot: Slot, id: string): void {
  link(slot, slot.name, id)
}

export function nameGood(slot: Slot, id: string): void {
  link(slot, `${slot.name}.good`, id)
}

export function readLinks(slot: Slot): SlotLinks {
  return { current: linkedId(slot, slot.name), good: linkedId(slot, `${slot.name}.good`) }
}

/** Ids of the builds in the slot, newest first. */
export async function listBuilds(slot: Slot): Promise<readonly string[]> {
  const prefix = `${slot.name}@`
  const names = (await readdir(slot.folder).catch(() => [])).filter((name) => name.startsWith(prefix))
  const dated = await Promise.all(
    names.map(async (name) => ({ id: name.slice(prefix.length), at: (await stat(join(slot.folder, name))).mtimeMs })),
  )
  return dated.sort((a, b) => b.at - a.at).map(({ id }) => id)
}

/** Leaves what the links name and the newest others, and nothing that a killed devenv left half done. */
export async function cleanSlot(slot: Slot, keepOthers = 2): Promise<void> {
  const { current, good } = readLinks(slot)
  const others = (await listBuilds(slot)).filter((id) => id !== current && id !== good)
  const old = others.slice(keepOthers).map((id) => `${slot.name}@${id}`)
  for (const name of [...old, ...abandoned(slot.folder)]) await rm(join(slot.folder, name), { force: true })
}

export async function removeBuild(slot: Slot, id: string): Promise<void> {
  await rm(join(slot.folder, `${slot.name}@${id}`), { force: true })
}

/** Away with a build and with every link that names it. */
export async function dropBuild(slot: Slot, id: string): Promise<void> {
  for (const name of [slot.name, `${slot.name}.good`])
    if (linkedId(slot, name) === id) rmSync(join(slot.folder, name), { force: true })
  await removeBuild(slot, id)
}

/** Puts the supervisor at `path` for all pods; true when it was missing or another one. */
export async function placeSupervisor(path: string, binary: string): Promise<boolean> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await chmod(folder, 0o755)
  const [wanted, found] = await Promise.all([readFile(binary), readFile(path).catch(() => null)])
  for (const name of abandoned(folder)) await rm(join(folder, name), { force: true })
  if (found?.equals(wanted) === true) return false
  const temporaryPath = temporary({ folder, name: basename(path) })
  await copyFile(binary, temporaryPath)
  await chmod(temporaryPath, 0o755)
  await rename(temporaryPath, path)
  return true
}

async function writeWhole(path: string, temporaryPath: string, bytes: Uint8Array, sync: Sync): Promise<void> {
  const file = await open(temporaryPath, 'wx', 0o755)
  try {
    await file.writeFile(bytes)
    // The mode above is cut by the umask of the user.
    await file.chmod(0o755)
    if (sync === 'first') await file.datasync()
  } catch (thrown) {
    await file.close()
    rmSync(temporaryPath, { force: true })
    throw thrown
  }
  await file.close()
  await rename(temporaryPath, path)
  if (sync === 'after') void syncLater(path)
}

/** A descriptor that is open for writing would keep the build from being started, so it is another one. */
async function syncLater(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => null)
  await file?.datasync().catch(() => {})
  await file?.close().catch(() => {})
}

function link(slot: Slot, name: string, id: string): void {
  const target = `${slot.name}@${id}`
  const temporaryPath = temporary(slot)
  symlinkSync(target, temporaryPath)
  renameSync(temporaryPath, join(slot.folder, name))
}

function linkedId(slot: Slot, name: string): string | null {
  try {
    const target = readlinkSync(join(slot.folder, name))
    return target.startsWith(`${slot.name}@`) ? target.slice(slot.name.length + 1) : null
  } catch {
    return null
  }
}

let count = 0

function temporary(slot: Slot): string {
  count += 1
  return join(slot.folder, `.${slot.name}.${process.pid}.${count}.tmp`)
}

/** Temporary files of processes that are gone. */
function abandoned(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => {
    const owner = /^\..*\.(\d+)\.\d+\.tmp$/.exec(name)?.[1]
    return owner !== undefined && !isAlive(Number(owner))
  })
}
