// What live updates wait on: the processes of the services with their supervisors, kept current without asking. A pod of a
// cluster is one, a supervised process of this host another.
import type { SupervisorState } from '../../clients/supervisor/supervisor-socket.ts'
import type { ServiceHealth } from '../../model/runtime-event.ts'

export interface Instance {
  readonly pod: { readonly uid: string; readonly name: string }
  /** null: its supervisor was not heard of yet, or not any more. */
  readonly state: SupervisorState | null
  /** It has been behind its service's name; a restart inside it does not take it away from there. */
  readonly hasServed: boolean
  /** False when there is nobody to hear it. */
  send(word: 'restart' | 'revert'): boolean
}

type Changed = (service: string) => void

export abstract class Instances {
  /** Why nothing can be followed now; null while it can. */
  abstract readonly lostBecause: string | null
  private readonly listeners = new Set<Changed>()
  private users = 0

  /** Those that serve or will serve; those on their way out are left out. */
  abstract pods(service: string): readonly Instance[]
  abstract health(service: string, wanted: number): ServiceHealth
  protected abstract start(): void
  protected abstract stop(): void

  get isUsed(): boolean {
    return this.users > 0
  }

  /** Follows them until the last user called what this returns. */
  use(): () => void {
    this.users += 1
    if (this.users === 1) this.start()
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.users -= 1
      if (this.users === 0) this.stop()
    }
  }

  /** Called for each change of an instance or its supervisor, at once. */
  onChange(listener: Changed): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Resolves with what `look` finds, asked now and after each change of the service. */
  async until<T>(service: string, look: () => T | null, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    const release = this.use()
    try {
      return await new Promise<T>((resolve, reject) => {
        const stopListening = this.onChange((changed) => {
          if (changed === service) attempt()
        })
        const onAbort = () => {
          stopListening()
          reject(signal.reason)
        }
        const end = () => {
          stopListening()
          signal.removeEventListener('abort', onAbort)
        }
        const attempt = () => {
          try {
            const found = look()
            if (found === null) return
            end()
            resolve(found)
          } catch (thrown) {
            end()
            reject(thrown)
          }
        }
        signal.addEventListener('abort', onAbort, { once: true })
        attempt()
      })
    } finally {
      release()
    }
  }

  protected emit(service: string): void {
    for (const listener of [...this.listeners]) listener(service)
  }
}
