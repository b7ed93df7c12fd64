// The parts that are Go programs, built from the modules pinned in go/*/go.mod.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Commands, onPath } from '../command.ts'
import { helmVersion, istioVersion, kubernetesVersion } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, isPublished, publish, slotPath, sources, sourcesKey } from '../store.ts'

interface GoPart {
  readonly name: string
  readonly title: string
  readonly packages: readonly string[]
  readonly tags?: string
  readonly stamps?: Readonly<Record<string, string>>
  /** The name that go gives a binary -> the name it is known by. */
  readonly renames?: Readonly<Record<string, string>>
  /** Files of a module that belong beside the binaries. */
  readonly files?: { readonly module: string; readonly paths: readonly string[] }
}

const parts = {
  kubernetes: {
    name: 'go-kubernetes',
    title: `Build Kubernetes ${kubernetesVersion}, about 6 minutes`,
    packages: [
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubelet',
      'kubeadm',
      'kube-proxy',
      'kubectl',
    ].map((name) => `k8s.io/kubernetes/cmd/${name}`),
    tags: 'selinux,notest,grpcnotrace',
    // kubeadm refuses to work when it doesn't know its own version.
    stamps: {
      'k8s.io/component-base/version.gitVersion': kubernetesVersion,
      'k8s.io/component-base/version.gitMajor': kubernetesVersion.split('.')[0]!.slice(1),
      'k8s.io/component-base/version.gitMinor': kubernetesVersion.split('.')[1]!,
      'k8s.io/component-base/version.gitTreeState': 'clean',
      'k8s.io/component-base/version.gitCommit': '0000000000000000000000000000000000000000',
      'k8s.io/component-base/version.buildDate': '2026-01-01T00:00:00Z',
      'k8s.io/client-go/pkg/version.gitVersion': kubernetesVersion,
    },
  },
  etcd: {
    name: 'go-etcd',
    title: 'Build etcd, about half a minute',
    packages: ['go.etcd.io/etcd/server/v3'],
    renames: { server: 'etcd' },
  },
  crictl: {
    name: 'go-crictl',
    title: 'Build crictl, which nodes carry, about half a minute',
    packages: ['sigs.k8s.io/cri-tools/cmd/crictl'],
  },
  coredns: { name: 'go-coredns', title: 'Build CoreDNS, about a minute', packages: ['testbed/coredns'] },
  kind: { name: 'go-kind', title: 'Build kind, about 20 seconds', packages: ['sigs.k8s.io/kind'] },
  istio: {
    name: 'go-istio',
    title: `Build Istio ${istioVersion}, about 5 minutes`,
    packages: ['pilot/cmd/pilot-discovery', 'pilot/cmd/pilot-agent', 'istioctl/cmd/istioctl'].map(
      (name) => `istio.io/istio/${name}`,
    ),
    tags: 'vtprotobuf,disable_pgv',
    stamps: { 'istio.io/istio/pkg/version.buildVersion': istioVersion },
    files: { module: 'istio.io/istio', paths: ['tools/packaging/common/envoy_bootstrap.json'] },
  },
  // Only for the tests of the chart: no cluster is made with it.
  helm: {
    name: 'go-helm',
    title: `Build Helm ${helmVersion}, about a minute`,
    packages: ['helm.sh/helm/v3/cmd/helm'],
    // It takes what it renders for to be the Kubernetes that it was built for.
    stamps: {
      'helm.sh/helm/v3/internal/version.version': helmVersion,
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': kubernetesVersion.split('.')[0]!.slice(1),
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': kubernetesVersion.split('.')[1]!,
    },
  },
} as const satisfies Readonly<Record<string, GoPart>>

export type GoPartName = keyof typeof parts

/** The key of a part. The Go version is not in it: a newer Go is no reason to build for a quarter of an hour. */
export function goKey(name: GoPartName): string {
  const part: GoPart = parts[name]
  const rest = JSON.stringify([part.files ?? null, part.renames ?? null])
  return contentKey(process.arch, sourcesKey(`go/${name}`), ...buildArguments(part), rest)
}

/** What `up` makes only when it is named. */
export function isExtra(name: string): name is 'helm' {
  return name === 'helm'
}

/** The folder with the binaries of a part. */
export function goFolder(cache: Cache, name: GoPartName): string {
  return slotPath(cache, parts[name].name, goKey(name))
}

/** `extras`: parts that are made only where they are asked for. */
export function goSteps(cache: Cache, extras: ReadonlySet<string>): Step[] {
  const names = (Object.keys(parts) as GoPartName[]).filter((name) => !isExtra(name) || extras.has(name))
  return names.map((name) => {
    const part: GoPart = parts[name]
    const slot = goFolder(cache, name)
    return {
      name: part.name,
      title: part.title,
      key: goKey(name),
      isDone: async () => isPublished(slot),
      run: (commands) => publish(slot, (folder, scratch) => build(commands, name, part, folder, scratch)),
    }
  })
}

async function build(
  commands: Commands,
  name: GoPartName,
  part: GoPart,
  folder: string,
  scratch: string,
): Promise<void> {
  if (!onPath('go')) throw new Error('go is not on PATH: install Go 1.26 or newer')
  const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off', TMPDIR: scratch }
  const options = { cwd: join(sources, 'go', name), env }
  // The linker leaves debug information out; not making it in the first place saves a sixth of the time.
  const rest = ['-gcflags=all=-dwarf=false', '-o', `${folder}/`]
  await commands.run('nice', ['-n', '5', 'go', 'build', ...rest, ...buildArguments(part)], {
    ...options,
    contained: true,
  })
  if (part.files !== undefined) {
    const module = (await commands.read('go', ['list', '-m', '-f', '{{.Dir}}', part.files.module], options)).trim()
    for (const path of part.files.paths) writeFileSync(join(folder, basename(path)), readFileSync(join(module, path)))
  }
  for (const [from, to] of Object.entries(part.renames ?? {})) renameSync(join(folder, from), join(folder, to))
}

function buildArguments(part: GoPart): string[] {
  const stamps = Object.entries(part.stamps ?? {}).map(([variable, value]) => `-X ${variable}=${value}`)
  const tags = part.tags === undefined ? [] : ['-tags', part.tags]
  return ['-buildvcs=false', '-trimpath', '-ldflags', ['-s', '-w', ...stamps].join(' '), ...tags, ...part.packages]
}
