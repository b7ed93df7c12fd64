// What the two runtimes are, in words: one line in the list of steps, all of it for `devenv explain runtime`.

import { chooseRuntime, type RuntimeChoice, readChosen } from './choose-runtime.ts'
import { printLine } from './print.ts'
import { openWorkspace } from './workspace.ts'

/** What can not be had in local processes is said once, in one line. */
export function whyWords({ kind, why }: RuntimeChoice): string {
  return kind === 'kind' ? why : `${why}; no Istio, HPA, NetworkPolicy or replicas (devenv explain runtime)`
}

const text = `Where services run

  kind      A Kubernetes cluster in containers of this machine, with Istio and Prometheus: manifests, sidecars, mTLS,
            network policies, replicas and images are the real ones. Needs a container engine and a node image.
  process   Local processes on loopback. Needs no container engine. The same services, compilers, supervisor,
            readiness, revert and hold, logs and screen.

In local processes
  addresses  http://127.0.0.1 and the port of Tiltfile.ts. While another workspace has these ports, all ports of this
             one are moved by the same multiple of 100; a port that anything else holds is an error (DE0104).
  discovery  PORT, BIND, CALLS and <SERVICE>_SERVICE_HOST, <SERVICE>_SERVICE_PORT in the environment of each service.
  signals    From the /metrics of each service; CPU and memory of its process from the operating system.
  logs       Kept by the supervisor on disk, 4 files of 16 MiB a service: devenv logs <service>, also without a session.
  limits     Memory and CPU of \`limits\` in Tiltfile.ts, by cgroup where devenv may make one, else memory by RLIMIT_DATA.
             No core dumps; each service has a process group of its own.
  lifetime   The services end with devenv, also when it is killed. With --keep they go on, and the next devenv up
             takes them over; devenv down ends them.

What local processes can not show
  Istio      No sidecars: no mTLS, no retries or timeouts of the mesh, no Istio metrics.
  HPA        Nothing scales: one process a service, \`rolling\` has no effect.
  Policies   NetworkPolicy, PodDisruptionBudget, RBAC and pod security are not enforced; any local process can call any.
  Images     Dockerfiles and manifests are not used. What the image would lack is not missed here.`

export async function explainRuntime(): Promise<number> {
  const { environment, folders } = await openWorkspace()
  const now = readChosen(folders)
  const choice = await chooseRuntime('auto', environment, folders, new AbortController().signal)
  printLine(text)
  printLine('')
  if (now !== null) printLine(`The last devenv up here used: ${now}`)
  printLine(`devenv up would take ${choice.why}`)
  return 0
}
