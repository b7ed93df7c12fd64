// Before anything runs: finds what is missing for this environment and installs it, by question or by --yes.
import type { Environment, RuntimeKind } from '../model/environment.ts'

export interface SetUpOptions {
  readonly yes: boolean
  /** Null: nobody to ask. */
  readonly ask: ((question: string) => Promise<boolean>) | null
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/** Fails with DE0304, DE0305, DE0306 or DE0106 when something is missing and is not to be installed. */
export async function setUp(environment: Environment, runtime: RuntimeKind, options: SetUpOptions): Promise<void> {
  const { needsOf } = await import('./set-up/needs.ts')
  const missing = needsOf(environment, runtime).filter(({ isThere }) => !isThere)
  if (missing.length > 0) {
    const { installMissing } = await import('./set-up/packages.ts')
    await installMissing(missing, () => needsOf(environment, runtime), options)
  }
  if (runtime === 'kind') {
    const { setUpClusterTools } = await import('./set-up/cluster-tools.ts')
    await setUpClusterTools(environment, options)
  }
}
