// What a service is for the counts and the status line: failing, busy or ok; each service is counted once. Pure.
import type { ServiceSnapshot, Snapshot } from '../../model/snapshot.ts'
import { plural } from './format.ts'

export interface Counts {
  readonly ok: number
  readonly busy: number
  readonly failing: number
}

export function counts(snapshot: Snapshot): Counts {
  const found = { ok: 0, busy: 0, failing: 0 }
  for (const service of snapshot.services) found[standing(service)] += 1
  return found
}

export function standing(service: ServiceSnapshot): keyof Counts {
  if (service.health === 'crash' || service.health === 'probe') return 'failing'
  if (service.health === 'stale' || hasFailedUpdate(service)) return 'failing'
  const { state } = service.build
  if (state === 'failed' && service.serving.id === null) return 'failing'
  const isWorking = state === 'building' || state === 'queued' || state === 'paused' || service.updating !== null
  return isWorking || service.paused || service.health === 'start' || service.health === 'unknown' ? 'busy' : 'ok'
}

/** The newest update ended before its binary was in place everywhere. */
export function hasFailedUpdate(service: ServiceSnapshot): boolean {
  const { lastFailure, lastUpdate } = service
  if (lastFailure === null || service.updating !== null) return false
  const isUpdate = lastFailure.phase === 'ship' || lastFailure.phase === 'image' || lastFailure.phase === 'deploy'
  return isUpdate && lastFailure.atMs > (lastUpdate?.atMs ?? 0)
}

/** `stale, 3 edits behind, build #41 serves`. */
export function healthWords(service: ServiceSnapshot, serves: string): string {
  const number = service.serving.number
  const build = number === null ? '' : `, build #${number}${serves}`
  switch (service.health) {
    case 'ready':
      return `ready${build}`
    case 'stale':
      return `${staleWords(service.editsBehind)}${build === '' ? '' : `${build} serves`}`
    case 'start':
      return 'starting'
    case 'crash':
      return `${service.note === '' ? 'crashes' : service.note}${build}`
    case 'probe':
      return `not ready${service.note === '' ? '' : `: ${service.note}`}${build}`
    case 'unknown':
      return service.serving.id === null && service.build.state === 'failed' ? 'nothing serves yet' : 'state unknown'
  }
}

export function staleWords(editsBehind: number): string {
  return editsBehind === 0 ? 'stale' : `stale, ${plural(editsBehind, 'edit')} behind`
}
