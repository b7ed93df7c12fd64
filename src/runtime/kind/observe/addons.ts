// The state of the addons and the golden signals, asked every few seconds.
import { setTimeout as delay } from 'node:timers/promises'
import type { AddonState } from '../../../model/runtime-event.ts'
import { readSignals } from '../../../telemetry/telemetry.ts'
import { isIstioReady } from '../bring-up/istio.ts'
import { prometheusUrl } from '../bring-up/prometheus.ts'
import type { World } from '../world.ts'
import type { Fleet } from './fleet.ts'
import type { Emit } from './observe.ts'

const EVERY_MS = 5000

/** Until the signal aborts. */
export async function observeAddons(world: World, fleet: Fleet, emit: Emit, signal: AbortSignal): Promise<void> {
  const { cluster, services } = world.context.environment
  const names = services.map(({ name }) => name)
  const istio = addon('istio', emit)
  const prometheus = addon('prometheus', emit)
  if (!cluster.istio) istio('off', '')
  if (!cluster.prometheus) prometheus('off', '')
  while (!signal.aborted) {
    if (fleet.lostBecause === null) {
      await Promise.all([
        cluster.istio ? lookAtIstio(world, istio, signal) : null,
        cluster.prometheus ? lookAtPrometheus(world, names, prometheus, emit, signal) : null,
      ])
    }
    // Soon again while the cluster is on its way, so that columns fill as soon as they can.
    await delay(fleet.lostBecause === null ? EVERY_MS : 500, undefined, { signal }).catch(() => {})
  }
}

async function lookAtIstio(world: World, say: Say, signal: AbortSignal): Promise<void> {
  try {
    const isReady = await isIstioReady(world, signal)
    say(isReady ? 'ready' : 'down', isReady ? '' : 'istiod is not available')
  } catch (thrown) {
    if (!signal.aborted) say('unknown', (thrown as Error).message)
  }
}

async function lookAtPrometheus(
  world: World,
  names: readonly string[],
  say: Say,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  try {
    const values = await readSignals(prometheusUrl(world), names, signal)
    say('ready', '')
    emit({ kind: 'signals', values, atMs: world.context.now() })
  } catch (thrown) {
    if (signal.aborted) return
    say('down', (thrown as Error).message)
    emit({ kind: 'signals', values: Object.fromEntries(names.map((name) => [name, null])), atMs: world.context.now() })
  }
}

type Say = (state: AddonState | 'down', note: string) => void

/** Down is `starting` until it was ready once, and `failed` from then on; each state is told once. */
function addon(name: 'istio' | 'prometheus', emit: Emit): Say {
  let last: AddonState | null = null
  let wasReady = false
  return (found, note) => {
    const state: AddonState = found === 'down' ? (wasReady ? 'failed' : 'starting') : found
    wasReady ||= state === 'ready'
    if (state === last) return
    last = state
    emit({ kind: 'addon', addon: name, state, note })
  }
}
