// DE01xx: the host and its tools.
import { catalogGroup } from './catalog-entry.ts'

export const hostEntries = catalogGroup('environment', 4, [
  {
    code: 'DE0101',
    summary: 'Docker does not answer[: {reason}]',
    cause:
      'The cluster lives in containers, and no Docker socket that devenv tried gave an answer: the engine is not installed, not running, or its socket may not be opened by this user.',
    hints: [
      { label: 'start Docker', effect: 'the engine answers on its socket', command: 'sudo systemctl start docker' },
      {
        label: 'join the docker group, then log in again',
        effect: 'this user may open the socket',
        command: 'sudo usermod -aG docker "$USER"',
      },
      {
        label: 'go on without a cluster',
        effect: 'the services run as local processes; devenv explain runtime says what is missing there',
        command: 'devenv up --runtime process',
      },
    ],
  },
  {
    code: 'DE0102',
    summary: 'the inotify limit is too low[: {found} found, {needed} needed]',
    cause:
      'Linux caps how many folders and watchers a user may have. devenv takes one watch for each source folder; editors and other watchers take from the same budget.',
    hints: [
      {
        label: 'raise the limits',
        effect:
          'every source folder can be watched; to keep it over a reboot, put both lines into /etc/sysctl.d/60-devenv.conf',
        command: 'sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512',
      },
    ],
  },
  {
    code: 'DE0103',
    summary: 'not enough {resource|memory or CPU}[: {found} found, {needed} needed]',
    cause:
      'The services, Istio and Prometheus together ask for more than this host (or the Docker VM) has. Pods would be killed or never be scheduled.',
    hints: [
      { label: 'give Docker more memory and CPU', effect: 'all services fit; in Docker Desktop: Settings, Resources' },
      {
        label: 'bring up fewer services',
        effect: 'only those named and what they call are started',
        command: 'devenv up {service|orb-core}',
      },
      {
        label: 'leave Istio or Prometheus out',
        effect: 'saves about 1 GiB; set `istio: false` or `prometheus: false` in Tiltfile.ts',
      },
    ],
  },
  {
    code: 'DE0104',
    summary: 'port {port} is taken[ by {holder}]',
    cause:
      'Another process or container listens on a port that devenv needs on this host. devenv never takes another port in silence, because links, probes and other tools rely on it.',
    hints: [
      { label: 'find out who holds it', effect: 'names the process', command: 'ss -ltnp sport = :{port}' },
      { label: 'end that process, or change {key|the port in Tiltfile.ts}', effect: 'the port is free for devenv' },
    ],
  },
  {
    code: 'DE0105',
    summary: 'rootless Docker has no cgroup delegation[: {missing} missing]',
    cause:
      'Kind nodes run systemd and the kubelet, which need the cpu, memory and pids controllers. Under rootless Docker systemd must delegate them to the user.',
    hints: [
      {
        label: 'delegate the controllers',
        effect:
          'write `[Service]` and `Delegate=yes` to /etc/systemd/system/user@.service.d/delegate.conf, then log in again',
        command: 'sudo systemctl daemon-reload',
      },
      {
        label: 'read the page of kind',
        effect: 'https://kind.sigs.k8s.io/docs/user/rootless/ names every requirement',
      },
    ],
  },
  {
    code: 'DE0106',
    summary: '{tool|a needed tool} is missing or out of the tested range[: {found} found, {wanted} wanted]',
    cause:
      'devenv drives kind, kubectl and istioctl by their command lines, and these change between versions. It says no before it starts rather than fail halfway.',
    hints: [
      { label: 'install the pinned version', effect: 'the versions are listed in cluster/versions.yaml' },
      {
        label: 'let devenv look',
        effect: 'checks every tool and prints the exact install line of each that is missing',
        command: 'devenv doctor',
      },
    ],
  },
  {
    code: 'DE0107',
    summary: 'Docker from snap can not read {path|the temporary folder}',
    cause:
      'A snap may read files below $HOME only. kind hands Docker files in the temporary folder, which is outside of it.',
    hints: [
      {
        label: 'move the temporary folder below your home',
        effect: 'Docker can read what kind writes',
        command: 'mkdir -p "$HOME/tmp" && export TMPDIR="$HOME/tmp"',
      },
    ],
  },
  {
    code: 'DE0108',
    summary: 'cluster {cluster|devenv} was made by another version or configuration[: {difference}]',
    cause:
      'Ports, mounts and the Kubernetes version of a cluster are fixed when it is created. The one that exists does not fit what Tiltfile.ts and this devenv ask for.',
    hints: [
      {
        label: 'remove it and bring it up again',
        effect: 'a new cluster; images and build folders are kept',
        command: 'devenv down && devenv up',
      },
      { label: 'go back to the configuration it was made with', effect: 'the cluster is used as it is' },
    ],
  },
  {
    code: 'DE0109',
    summary: 'no space left[ on {path}][: {found} free, {needed} needed]',
    cause:
      'Images, build caches and logs fill a disk. Below its threshold the kubelet evicts pods and refuses new ones (DiskPressure), and every write may fail.',
    hints: [
      { label: 'remove unused images', effect: 'what no container uses is deleted', command: 'docker image prune -a' },
      {
        label: 'remove the build cache of Docker',
        effect: 'the next image build starts cold',
        command: 'docker builder prune',
      },
      {
        label: 'see what takes the space',
        effect: 'images, containers and caches by size',
        command: 'docker system df',
      },
    ],
  },
  {
    code: 'DE0110',
    summary: 'the kubelet refuses cgroup v1, and this host has no cgroup v2',
    cause: 'Kubernetes stopped running on cgroup v1 by default. This kernel (or its boot line) offers v1 only.',
    hints: [
      {
        label: 'boot with cgroup v2',
        effect: 'add systemd.unified_cgroup_hierarchy=1 to the kernel command line, or use a newer distribution',
      },
      {
        label: 'allow it for the time being',
        effect: 'set `failCgroupV1: false` in the kubelet patch of cluster/kind.yaml',
      },
    ],
  },
  {
    code: 'DE0111',
    summary: 'privileged containers may not have all capabilities here[: {missing} missing]',
    cause:
      'Docker itself runs inside a container or VM whose bounding set lacks capabilities that a privileged container asks for (CAP_SYS_RESOURCE for one). A Kind node is such a container.',
    hints: [
      { label: 'grant them to the outer container or VM', effect: 'Docker can hand them on' },
      {
        label: 'give Docker an OCI runtime that leaves them out',
        effect: 'a small wrapper around runc, set as `default-runtime` in /etc/docker/daemon.json',
      },
      {
        label: 'go on without a cluster',
        effect: 'the services run as local processes; devenv explain runtime says what is missing there',
        command: 'devenv up --runtime process',
      },
    ],
  },
  {
    code: 'DE0112',
    summary: 'Node is too old[: {found} found, 22.22 or newer wanted]',
    cause:
      'devenv and its libraries need a Node of 22.22 or newer. The launcher uses the Node that was installed along with devenv; this one was started some other way, or optional packages were left out.',
    hints: [
      {
        label: 'install with optional packages, and start the launcher',
        effect: 'the pinned Node comes along',
        command: 'npm ci --include=optional && ./devenv up',
      },
    ],
  },
  {
    code: 'DE0113',
    summary: 'can not write to {path|a folder of devenv}[: {reason}]',
    cause:
      'devenv keeps caches, logs and session state below your home folders. One of them belongs to somebody else, is read-only, or its disk is full.',
    hints: [
      { label: 'look at its owner and mode', effect: 'shows who may write there', command: 'ls -ld {path}' },
      {
        label: 'move it',
        effect: 'set {variable|XDG_CACHE_HOME, XDG_STATE_HOME or XDG_RUNTIME_DIR} to a folder you own',
      },
    ],
  },
  {
    code: 'DE0114',
    summary: '{path|the source tree} is on a mount without file events[ ({filesystem})]',
    cause:
      'Network shares, VM shares and Windows drives under WSL2 do not tell Linux about changes. Saves are found by the reconcile walk alone, so seconds later instead of at once.',
    hints: [
      { label: 'move the source tree to a local disk', effect: 'under WSL2: below your Linux home, not /mnt/c' },
      { label: 'or go on', effect: 'the reconcile walk finds changes at its interval' },
    ],
  },
  {
    code: 'DE0115',
    summary: 'the download of {what|a tool} failed[: {reason}]',
    cause:
      'devenv fetches pinned tools from where they are released. The host could not be reached, did not have the file, or kept cutting the connection.',
    hints: [
      { label: 'try again', effect: 'goes on where the download stopped', command: 'devenv doctor --fix' },
      {
        label: 'use a mirror or a proxy',
        effect:
          'set DEVENV_DOWNLOAD_BASE to the mirror, or HTTPS_PROXY to the proxy; docs/set-up.md says how a mirror is laid out',
      },
      {
        label: 'install it yourself',
        effect: 'a version in range on PATH is taken as it is; see cluster/versions.yaml',
      },
    ],
  },
  {
    code: 'DE0116',
    summary: 'the download of {what|a tool} is not what it should be[: sha256 {found} found, {wanted} wanted]',
    cause:
      'The file that came is not the one that was released: a mirror has another one, a proxy answered in its place, or somebody changed it. It was deleted and never run.',
    hints: [
      { label: 'look at where it came from', effect: 'DEVENV_DOWNLOAD_BASE, a proxy, or the address in the details' },
      {
        label: 'install it yourself',
        effect: 'a version in range on PATH is taken as it is; see cluster/versions.yaml',
      },
    ],
  },
])
