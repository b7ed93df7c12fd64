// Keeps the links of the slots true while nobody updates: a ready build becomes the good one, a refused one loses the slot.

import type { Service } from '../../model/environment.ts'
import type { RuntimeEvent } from '../../model/runtime-event.ts'
import type { Instances } from './instances.ts'
import type { Slots } from './slots.ts'

/** `onReverted` hears of each revert once. Returns how to stop. */
export function keepSlots(
  services: readonly Service[],
  fleet: Instances,
  slots: Slots,
  onReverted: (event: RuntimeEvent & { kind: 'reverted' }) => void,
): () => void {
  const byName = new Map(services.map((service) => [service.name, service]))
  return fleet.onChange((name) => {
    const service = byName.get(name)
    if (service === undefined || slots.updating.has(name)) return
    const pods = fleet.pods(name)
    const { current, good } = slots.links(name)
    if (current === null) return
    const refusing = pods.find(
      ({ state }) =>
        state?.rejected?.build === current &&
        state.state === 'ready' &&
        state.build !== null &&
        state.build !== current,
    )
    const to = refusing?.state?.build
    if (to !== undefined && to !== null) {
      // New pods must not try what is known to fail.
      void slots.putBack(name, current, to).catch(() => {})
      onReverted({ kind: 'reverted', service: name, from: current, to, reason: refusing!.state!.rejected!.reason })
      return
    }
    if (current === good || pods.length === 0) return
    if (pods.every(({ state }) => state?.state === 'ready' && state.build === current)) slots.markGood(name, current)
  })
}
