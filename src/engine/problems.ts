// Opens and closes problems. One cause behind many services is one problem that lists the services.
import type { ErrorData, Problem } from '../model/problem.ts'
import type { Store } from './store.ts'

/** What a problem is about; each service has one open problem of a family at most. */
export type ProblemFamily = 'build' | 'update' | 'health' | 'config' | 'watch' | 'addon' | 'step' | 'proof' | 'cluster'

export class Problems {
  private readonly store: Store
  private readonly now: () => number

  constructor(store: Store, now: () => number) {
    this.store = store
    this.now = now
  }

  open(family: ProblemFamily, service: string | null, error: ErrorData): void {
    const id = `${family}:${signature(error, service)}`
    const known = this.store.state.problems.find((problem) => problem.id === id)
    if (service !== null) this.close(family, service, id)
    if (known !== undefined && (service === null || known.services.includes(service))) return
    const services = service === null ? [] : [...(known?.services ?? []), service]
    this.store.dispatch({
      kind: 'problem.opened',
      problem: { ...error, id, services, openedAtMs: known?.openedAtMs ?? this.now() },
    })
  }

  /** Takes the service off its problems of the family; what is left without a service is closed. */
  close(family: ProblemFamily, service: string | null, except?: string): void {
    for (const problem of this.store.state.problems) {
      if (!problem.id.startsWith(`${family}:`) || problem.id === except) continue
      if (service !== null && !problem.services.includes(service)) continue
      const left = problem.services.filter((name) => name !== service)
      if (service === null || left.length === 0) this.store.dispatch({ kind: 'problem.closed', id: problem.id })
      else this.store.dispatch({ kind: 'problem.opened', problem: { ...problem, services: left } satisfies Problem })
    }
  }
}

/** The same diagnostic (its place is the label) in several services is one cause; anything else belongs to its service. */
function signature(error: ErrorData, service: string | null): string {
  const first = compileErrors.has(error.code) ? error.details[0] : undefined
  const cause = first === undefined ? (service ?? error.summary) : `${first.label}: ${first.text.split('\n')[0]}`
  return `${error.code}:${cause}`
}

const compileErrors = new Set(['DE0301', 'DE0302', 'DE0303'])
