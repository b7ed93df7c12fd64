// What a pod may do on its node, and what it has to say about itself.
import { broken, type Check, type Finding } from '../finding.ts'
import { at, type Data, dataAt, listAt } from '../object.ts'
import { type Workload, workloads } from '../workload.ts'

export const podRules: Check = ({ overlay, isDevelopment }) =>
  workloads(overlay.objects).flatMap((workload) => [
    ...notAsRoot(workload),
    ...unprivileged(workload),
    ...(isDevelopment ? [] : offTheHost(workload)),
    ...(isDevelopment ? [] : pinnedImages(workload)),
    ...probed(workload, isDevelopment),
    ...limited(workload),
    ...drained(workload),
    ...spread(workload, isDevelopment),
  ])

function notAsRoot({ object, pod, containers }: Workload): readonly Finding[] {
  return containers.flatMap((container) => {
    const setting = (key: string) => at(container, 'securityContext', key) ?? at(pod, 'securityContext', key)
    const user = setting('runAsUser')
    const group = setting('runAsGroup')
    const found: Finding[] = []
    if (setting('runAsNonRoot') !== true)
      found.push(
        broken(
          'root',
          object,
          `container ${name(container)} may run as root`,
          'set runAsNonRoot: true',
          /runAsNonRoot/,
          /securityContext:/,
        ),
      )
    if (typeof user !== 'number' || user === 0)
      found.push(
        broken(
          'root',
          object,
          `container ${name(container)} runs as user ${String(user ?? 'of its image')}`,
          'set runAsUser: 65534',
          /runAsUser/,
          /securityContext:/,
        ),
      )
    if (typeof group !== 'number' || group === 0)
      found.push(
        broken(
          'root',
          object,
          `container ${name(container)} runs in group ${String(group ?? 'of its image')}`,
          'set runAsGroup: 65534',
          /runAsGroup/,
          /securityContext:/,
        ),
      )
    return found
  })
}

function unprivileged({ object, pod, containers }: Workload): readonly Finding[] {
  return containers.flatMap((container) => {
    const context = dataAt(container, 'securityContext')
    const say = (text: string, fix: string, word: RegExp) =>
      broken('capabilities', object, `container ${name(container)} ${text}`, fix, word, /securityContext:/)
    const found: Finding[] = []
    if (context['privileged'] === true) found.push(say('is privileged', 'take privileged away', /privileged:/))
    if (context['allowPrivilegeEscalation'] !== false)
      found.push(say('may gain rights', 'set allowPrivilegeEscalation: false', /allowPrivilegeEscalation/))
    if (!listAt(context, 'capabilities', 'drop').includes('ALL'))
      found.push(say('keeps capabilities', 'set capabilities: { drop: [ALL] }', /capabilities/))
    const added = listAt(context, 'capabilities', 'add')
    if (added.length > 0)
      found.push(say(`adds ${added.join(', ')}`, 'take the added capabilities away', /capabilities|add:/))
    if (context['readOnlyRootFilesystem'] !== true)
      found.push(say('may write to its image', 'set readOnlyRootFilesystem: true', /readOnlyRootFilesystem/))
    const seccomp = at(context, 'seccompProfile', 'type') ?? at(pod, 'securityContext', 'seccompProfile', 'type')
    if (seccomp !== 'RuntimeDefault')
      found.push(
        say(
          `has seccomp profile ${String(seccomp ?? 'none')}`,
          'set seccompProfile: { type: RuntimeDefault }',
          /seccompProfile/,
        ),
      )
    return found
  })
}

function offTheHost({ object, pod, containers }: Workload): readonly Finding[] {
  const flags = ['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => pod[key] === true)
  const paths = listAt(pod, 'volumes').filter((volume) => at(volume, 'hostPath') !== undefined)
  const ports = containers.flatMap((container) =>
    listAt(container, 'ports').filter((port) => at(port, 'hostPort') !== undefined),
  )
  return [
    ...flags.map((key) => broken('host', object, `uses ${key}`, `take ${key} away`, new RegExp(key))),
    ...paths.map((volume) =>
      broken(
        'host',
        object,
        `volume ${name(volume)} is a path of the node`,
        'only the overlay of development may use hostPath',
        /hostPath/,
      ),
    ),
    ...ports.map((port) =>
      broken(
        'host',
        object,
        `takes port ${String(at(port, 'hostPort'))} of the node`,
        'take hostPort away',
        /hostPort/,
      ),
    ),
  ]
}

function pinnedImages({ object, containers }: Workload): readonly Finding[] {
  return containers.flatMap((container) => {
    const image = String(container['image'] ?? '')
    const tag = /:([^/@]+)(@|$)/.exec(image)?.[1]
    if (image.includes('@sha256:') || (tag !== undefined && tag !== 'latest')) return []
    const text = `container ${name(container)} has image ${image}, ${tag === undefined ? 'without a tag' : 'whatever is latest'}`
    return [broken('image', object, text, 'name a version or a digest', /VERSION=/, /image:/)]
  })
}

/** In development the supervisor restarts the process, and a pod that hangs is kept for a look. */
function probed({ object, pod }: Workload, isDevelopment: boolean): readonly Finding[] {
  const wanted = isDevelopment ? ['readinessProbe'] : ['readinessProbe', 'livenessProbe', 'startupProbe']
  return (listAt(pod, 'containers') as readonly Data[]).flatMap((container) =>
    wanted
      .filter((key) => at(container, key) === undefined || at(container, key) === null)
      .map((key) =>
        broken(
          'probes',
          object,
          `container ${name(container)} has no ${key}`,
          `add a ${key}`,
          new RegExp(key),
          /containers:/,
        ),
      ),
  )
}

function limited({ object, containers }: Workload): readonly Finding[] {
  return containers.flatMap((container) =>
    ['requests', 'limits'].flatMap((kind) =>
      ['cpu', 'memory']
        .filter((what) => at(container, 'resources', kind, what) === undefined)
        .map((what) =>
          broken(
            'limits',
            object,
            `container ${name(container)} has no ${what} in ${kind}`,
            `add resources.${kind}.${what}`,
            /resources:/,
          ),
        ),
    ),
  )
}

/** Services answer what has begun within 5 s of SIGTERM. */
const DRAIN_SECONDS = 5

function drained({ object, pod, containers }: Workload): readonly Finding[] {
  const grace = Number(pod['terminationGracePeriodSeconds'] ?? 30)
  const unavailable = at(object, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable')
  const service = containers.find((container) => container['name'] === 'service') ?? {}
  const sleep = Number(at(service, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0)
  const found: Finding[] = []
  if (unavailable !== 0)
    found.push(
      broken(
        'drain',
        object,
        'a rollout may take pods away before new ones are ready',
        'set maxUnavailable: 0',
        /maxUnavailable/,
        /strategy:/,
      ),
    )
  if (sleep < 1)
    found.push(
      broken(
        'drain',
        object,
        'is stopped while requests are still on the way to it',
        'add lifecycle.preStop.sleep',
        /lifecycle/,
        /containers:/,
      ),
    )
  if (grace < sleep + DRAIN_SECONDS)
    found.push(
      broken(
        'drain',
        object,
        `has ${grace} s to end, ${sleep} s of them asleep`,
        `set terminationGracePeriodSeconds to ${sleep + DRAIN_SECONDS} or more`,
        /terminationGracePeriodSeconds/,
      ),
    )
  return found
}

function spread({ object, pod }: Workload, isDevelopment: boolean): readonly Finding[] {
  const keys = listAt(pod, 'topologySpreadConstraints').map((entry) => at(entry, 'topologyKey'))
  if (isDevelopment || keys.includes('topology.kubernetes.io/zone')) return []
  return [broken('spread', object, 'is not spread over zones', 'add a topologySpreadConstraint', /topologySpread/)]
}

function name(value: unknown): string {
  return String(at(value, 'name') ?? '')
}
