// The labels that say what is ours; tear-down goes by them and by nothing else.
import type { RuntimeContext } from '../runtime.ts'

export const MANAGED_BY = 'app.kubernetes.io/managed-by'
export const WORKSPACE = 'devenv.dev/workspace'
/** The service an object or a pod belongs to. */
export const SERVICE = 'devenv.dev/service'
/** Namespace of what devenv adds beside the services: Prometheus and the ingress. */
export const SYSTEM_NAMESPACE = 'devenv-system'

export function ownLabels(context: Pick<RuntimeContext, 'folders' | 'version'>): Readonly<Record<string, string>> {
  return {
    [MANAGED_BY]: 'devenv',
    [WORKSPACE]: context.folders.id,
    'devenv.dev/version': context.version.replaceAll('+', '_'),
  }
}

/** Selects what this workspace made. */
export function ownSelector(context: Pick<RuntimeContext, 'folders'>): string {
  return `${MANAGED_BY}=devenv,${WORKSPACE}=${context.folders.id}`
}
