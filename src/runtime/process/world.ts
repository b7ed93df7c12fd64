// What the parts of the embedded runtime share: the ports of this workspace, and who asked for them.
import { readClaim } from '../../clients/network/port-claims.ts'
import type { Service } from '../../model/environment.ts'
import type { RuntimeContext } from '../runtime.ts'
import { type Addresses, urlOf } from './discovery.ts'

export class World {
  readonly context: RuntimeContext
  /** Added to every port; null before ports were claimed. */
  offset: number | null

  constructor(context: RuntimeContext) {
    this.context = context
    this.offset = readClaim(context.claims, context.folders.id)?.offset ?? null
  }

  get addresses(): Addresses {
    return { environment: this.context.environment, offset: this.offset ?? 0 }
  }

  url(service: Service): string | null {
    return this.offset === null ? null : urlOf(service, this.addresses)
  }
}
