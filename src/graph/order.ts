// Start order from `calls`: what is called starts first. Build order is another thing and never waits for it.
import { findCycle } from '../model/cycle.ts'
import type { Environment } from '../model/environment.ts'

export interface StartOrder {
  /** Services of one level start together, after all levels before it. Those in a circle are in none. */
  readonly levels: readonly (readonly string[])[]
  /** `a -> b -> a` as a list; null when there is none. */
  readonly cycle: readonly string[] | null
}

export function startOrder({ services }: Pick<Environment, 'services'>): StartOrder {
  const names = services.map(({ name }) => name)
  const calls = new Map(services.map((service) => [service.name, service.calls.filter((name) => names.includes(name))]))
  const levels: string[][] = []
  const started = new Set<string>()
  for (;;) {
    const level = names.filter((name) => !started.has(name) && calls.get(name)!.every((called) => started.has(called)))
    if (level.length === 0) break
    levels.push(level)
    for (const name of level) started.add(name)
  }
  return { levels, cycle: findCycle(names, (name) => calls.get(name) ?? []) }
}
