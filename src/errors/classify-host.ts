// Rows for the host, container engines and clusters. The most telling cause comes first.
import { ANY, buildTools, type ClassifyRow, clusterTools, engineTools, reason } from './classify-row.ts'

const NETWORK =
  'no such host|i/o timeout|TLS handshake timeout|network is unreachable|connection refused|connection reset'
const PULL_REFUSED = `manifest unknown|manifest for \\S+ not found|pull access denied|toomanyrequests|unauthorized|${NETWORK}`

export const hostRows: readonly ClassifyRow[] = [
  {
    tools: ['docker', 'podman'],
    startError: 'ENOENT',
    pattern: ANY,
    code: 'DE0101',
    take: () => ({ reason: 'the docker command is not on PATH' }),
  },
  {
    tools: ['kind', 'kubectl', 'istioctl', 'helm', 'kustomize'],
    startError: 'ENOENT',
    pattern: ANY,
    code: 'DE0106',
    take: (_match, { tool }) => ({ tool }),
  },
  {
    tools: null,
    pattern:
      /(Cannot connect to the Docker daemon at \S+|permission denied while trying to connect to the [Dd]ocker (?:daemon socket|API) at \S+)/,
    code: 'DE0101',
    take: reason,
  },
  { tools: null, pattern: /dial unix \S*docker\.sock: connect: ([\w ]+)/, code: 'DE0101', take: reason },
  { tools: ['node'], pattern: /ENOSPC: System limit for number of file watchers reached/, code: 'DE0102' },
  {
    tools: null,
    pattern:
      /inotify[^\n]*[Tt]oo many open files|[Tt]oo many open files[^\n]*inotify|EMFILE: too many open files, watch/,
    code: 'DE0102',
  },
  {
    tools: null,
    pattern:
      /(?:write |open |mkdir )?'?(\/[^\s':]+)?'?:? ?[Nn]o space left on device|ENOSPC: no space left on device(?:, \w+ '([^']+)')?/,
    code: 'DE0109',
    take: (match) => ({ path: match[1] ?? match[2] ?? '' }),
  },
  {
    tools: buildTools,
    pattern: /([^\s':]+)'?: (Read-only file system)/,
    code: 'DE0113',
    take: ([, path, words]) => ({ path: path!, reason: words! }),
  },
  { tools: null, pattern: /DiskPressure|low on resource: ephemeral-storage/, code: 'DE0109' },
  {
    tools: null,
    pattern: /ERROR Mem\]: the system RAM \((\d+ MB)\) is less than the minimum (\d+ MB)/,
    code: 'DE0103',
    take: ([, found, needed]) => ({ resource: 'memory', found: found!, needed: needed! }),
  },
  {
    tools: null,
    pattern: /ERROR NumCPU\]: the number of available CPUs (\d+) is less than the required (\d+)/,
    code: 'DE0103',
    take: ([, found, needed]) => ({ resource: 'CPU', found: found!, needed: needed! }),
  },
  {
    tools: engineTools,
    pattern: /Bind for \S*?:(\d+) failed: port is already allocated/,
    code: 'DE0104',
    take: ([, port]) => ({ port: port!, holder: 'another container' }),
  },
  {
    tools: engineTools,
    pattern: /(?:failed to bind host port for|listen tcp\d?) \S*?:(\d+)(?::\S+)?: (?:bind: )?address already in use/,
    code: 'DE0104',
    take: ([, port]) => ({ port: port! }),
  },
  {
    tools: ['node'],
    pattern: /EADDRINUSE: address already in use \S*?:(\d+)/,
    code: 'DE0104',
    take: ([, port]) => ({ port: port! }),
  },
  {
    tools: engineTools,
    pattern: /rootless provider requires setting systemd property "(Delegate=yes)"/,
    code: 'DE0105',
    take: ([, missing]) => ({ missing: missing! }),
  },
  { tools: null, pattern: /kubelet is configured to not run on a host using cgroup v1/, code: 'DE0110' },
  { tools: null, pattern: /unable to apply caps: operation not permitted/, code: 'DE0111' },
  {
    tools: ['node'],
    pattern: /devenv needs Node \S+ or newer, this is (\S+)/,
    code: 'DE0112',
    take: ([, found]) => ({ found: found! }),
  },
  {
    tools: ['node'],
    pattern: /(EACCES|EROFS|EPERM): ([\w -]+), (?:mkdir|open|unlink|rename|rmdir|chmod) '([^']+)'/,
    code: 'DE0113',
    take: ([, , words, path]) => ({ path: path!, reason: words! }),
  },
]

export const clusterRows: readonly ClassifyRow[] = [
  {
    tools: ['kind'],
    pattern: new RegExp(`failed to pull image "([^"]+)"[\\s\\S]*?(${PULL_REFUSED})`),
    code: 'DE0204',
    take: ([, image, words]) => ({ image: image!, reason: words! }),
  },
  {
    tools: ['kind'],
    pattern: /failed to pull image "([^"]+)"/,
    code: 'DE0204',
    take: ([, image]) => ({ image: image! }),
  },
  {
    tools: ['kind'],
    pattern: /failed to load (?:docker )?image|images import|image: "[^"]+" (not present locally)/,
    code: 'DE0207',
    take: (match, { command }) => ({ ...loadedImage(command), reason: match[1] ?? '' }),
  },
  { tools: ['docker', 'ctr'], command: /\bimages import\b/, pattern: /ctr: ([^\n]+)/, code: 'DE0207', take: reason },
  {
    tools: ['kind', 'kubeadm'],
    pattern: /failed to init node with kubeadm[^\n]*? (\S+-control-plane)\b/,
    code: 'DE0205',
    take: ([, node]) => ({ node: node!, reason: 'kubeadm init failed' }),
  },
  {
    tools: ['kind', 'kubeadm'],
    pattern: /failed to (?:init|join) node with kubeadm|error execution phase ([\w-]+)/,
    code: 'DE0205',
    take: ([, phase]) => ({ reason: phase === undefined ? 'kubeadm failed' : `kubeadm failed in ${phase}` }),
  },
  {
    tools: ['docker'],
    command: /-(?:control-plane|worker\d*)\b/,
    pattern: /container \S+ is not running|No such container: \S+/,
    code: 'DE0206',
    take: (_match, { command }) => ({
      reason: `node ${/\S+-(?:control-plane|worker\d*)\b/.exec(command)?.[0] ?? ''} is not running`,
    }),
  },
  {
    tools: clusterTools,
    pattern: /could not locate any control plane nodes for cluster named '([^']+)'/,
    code: 'DE0206',
    take: ([, cluster]) => ({ cluster: cluster!, reason: 'it has no nodes' }),
  },
  {
    tools: clusterTools,
    pattern: /context "(?:kind-)?([^"]+)" does not exist|context was not found for specified context: (?:kind-)?(\S+)/,
    code: 'DE0206',
    take: (match) => ({ cluster: match[1] ?? match[2]!, reason: 'kubectl does not know it' }),
  },
  {
    tools: ['istioctl'],
    pattern: /✘ (\S+(?: gateways?)?) encountered an error: failed to wait for resource: ([^\n]+)/,
    code: 'DE0202',
    take: ([, component, words]) => ({ addon: component!, reason: words! }),
  },
  {
    tools: clusterTools,
    pattern:
      /The connection to the server (\S+) was refused|Unable to connect to the server: ([^\n]+)|(dial tcp \S+: connect: connection refused)/,
    code: 'DE0206',
    take: (match) => ({ reason: match[2] ?? match[3] ?? `${match[1]} refused the connection` }),
  },
  {
    tools: ['kubectl'],
    pattern:
      /(?:error when (?:creating|applying|patching|replacing)[^\n]*?"(\S+\.ya?ml)":? )[^\n]*?((?:admission webhook|strict decoding error)[^\n]*)/,
    code: 'DE0209',
    take: ([, object, words]) => ({ object: object!, reason: words! }),
  },
  {
    tools: ['kubectl', 'istioctl', 'helm'],
    pattern: /The (\w+) "([^"]+)" is invalid: ?([^\n]+)/,
    code: 'DE0209',
    take: ([, kind, name, words]) => ({ object: `${kind} ${name}`, kind: kind!.toLowerCase(), reason: words! }),
  },
  {
    tools: ['kubectl'],
    pattern: /resource mapping not found for name: "([^"]*)"[^\n]*?(no matches for kind[^\n]*)/,
    code: 'DE0209',
    take: ([, name, words]) => ({ object: name!, reason: words! }),
  },
  {
    tools: ['kubectl'],
    pattern: /failed to create typed patch object \((\S+?); [^)]*\): ([^\n]+)/,
    code: 'DE0209',
    take: ([, object, words]) => ({ object: object!, reason: words! }),
  },
  {
    tools: ['kubectl'],
    pattern: /Error from server \((?:BadRequest|Invalid|Forbidden|UnprocessableEntity)\): ([^\n]+)/,
    code: 'DE0209',
    take: reason,
  },
  {
    tools: ['pod', 'kubectl'],
    pattern:
      /[Ff]ailed to pull (?:and unpack )?image "(localhost[^"]+)"[^\n]*?(connection refused|no such host|i\/o timeout)/,
    code: 'DE0208',
    take: ([, , words]) => ({ reason: words! }),
  },
  {
    tools: ['pod', 'kubectl'],
    pattern: /[Ff]ailed to pull (?:and unpack )?image "([^"]+)"(?:[^\n]*: ([\w ]+))?/,
    code: 'DE0201',
    take: ([, image, words]) => ({ image: image!, reason: words ?? '' }),
  },
  {
    tools: ['docker', 'podman'],
    pattern: new RegExp(`(?:manifest for (\\S+) not found|(${PULL_REFUSED}))`),
    command: /\bpull\b|\brun\b|\bcreate\b/,
    code: 'DE0201',
    take: (match, { command }) => ({
      image: match[1] ?? lastWord(command),
      reason: match[1] === undefined ? match[2]! : 'the registry has no such tag',
    }),
  },
]

function loadedImage(command: string): Record<string, string> {
  const image = /load (?:docker-image|image-archive) (\S+)/.exec(command)?.[1]
  return image === undefined ? {} : { image }
}

function lastWord(command: string): string {
  return command.trim().split(/\s+/).at(-1) ?? ''
}
