// DE02xx: the cluster.
import { catalogGroup } from './catalog-entry.ts'

export const clusterEntries = catalogGroup('environment', 4, [
  {
    code: 'DE0201',
    summary: 'image {image} can not be pulled[: {reason}]',
    cause: 'A node asked a registry for an image and was refused, throttled, or had no network.',
    hints: [
      {
        label: 'pull it while online',
        effect: 'devenv loads it into the nodes from there; the pinned images are listed in cluster/versions.yaml',
        command: 'docker pull {image}',
      },
      { label: 'log in to the registry', effect: 'a higher rate limit, and private images', command: 'docker login' },
    ],
  },
  {
    code: 'DE0202',
    summary: '{addon|Istio} was not ready in time[: {reason}]',
    cause:
      'The deployment was accepted but its pod did not become ready: its image is still on the way, the node has no room, or it crashes.',
    hints: [
      {
        label: 'look at its pods',
        effect: 'state and last events',
        command: 'kubectl --context {context|kind-devenv} -n {namespace|istio-system} get pods,events',
      },
      { label: 'try the step again', effect: 'what is ready already is left alone', command: 'devenv up' },
    ],
  },
  {
    code: 'DE0203',
    summary: 'the pods of {service|a service} have no sidecar',
    cause:
      'Istio adds its proxy when a pod is created, and only in a namespace that carries the injection label. These pods came before the label or before istiod was ready.',
    hints: [
      {
        label: 'label the namespace',
        effect: 'new pods get a sidecar',
        command:
          'kubectl --context {context|kind-devenv} label namespace {namespace|devenv} istio-injection=enabled --overwrite',
      },
      {
        label: 'restart the service',
        effect: 'its pods are made again, with sidecar',
        command: 'devenv restart {service}',
      },
    ],
  },
  {
    code: 'DE0204',
    summary: 'node image {image} can not be had[: {reason}]',
    cause:
      'kind starts its nodes from one image. It is not on this host, and the registry has no such tag, can not be reached, or a proxy is in the way.',
    hints: [
      { label: 'pull it', effect: 'the image is kept on this host', command: 'docker pull {image}' },
      {
        label: 'load it from a file',
        effect: 'for a host without a network',
        command: 'docker load -i {file|node-image.tar}',
      },
      { label: 'name a local one', effect: 'set DEVENV_NODE_IMAGE, or `node` in cluster/versions.yaml' },
    ],
  },
  {
    code: 'DE0205',
    summary: 'node {node} did not come up[: {reason}]',
    cause:
      'The container of the node started, but kubeadm or the kubelet in it gave up. Known causes, most frequent first: cgroup setup, swap, a full disk, too little memory, missing capabilities.',
    hints: [
      {
        label: 'read the log of the kubelet',
        effect: 'its last lines name the cause',
        command: 'docker exec {node|devenv-control-plane} journalctl -u kubelet --no-pager -n 50',
      },
      { label: 'check the host', effect: 'cgroups, memory, disk, capabilities', command: 'devenv doctor' },
      { label: 'make the cluster again', effect: 'images and build folders are kept', command: 'devenv reset cluster' },
    ],
  },
  {
    code: 'DE0206',
    summary: 'cluster {cluster|devenv} does not answer[: {reason}]',
    cause:
      'Its containers are stopped, or the API server in them is not up. This is usual after a reboot or a restart of Docker.',
    hints: [
      { label: 'bring it up again', effect: 'starts stopped nodes and waits for them', command: 'devenv up' },
      {
        label: 'make it again',
        effect: 'if it stays down; images and build folders are kept',
        command: 'devenv reset cluster',
      },
    ],
  },
  {
    code: 'DE0207',
    summary: 'image {image} could not be loaded into {node|the nodes}[: {reason}]',
    cause:
      'The bytes of an image did not reach the container runtime of a node. Most often the disk of the node is full.',
    hints: [
      {
        label: 'look at the disk of the node',
        effect: 'free space where images live',
        command: 'docker exec {node|devenv-control-plane} df -h /var/lib/containerd',
      },
      { label: 'try again', effect: 'images that are there already are skipped', command: 'devenv up' },
    ],
  },
  {
    code: 'DE0208',
    summary: 'the nodes can not reach the local registry[: {reason}]',
    cause:
      'Images of devenv come to the nodes through a registry on this host. A node lost its mirror setting or its network.',
    hints: [
      {
        label: 'look at the mirror setting',
        effect: 'one folder for each registry',
        command: 'docker exec {node|devenv-control-plane} ls /etc/containerd/certs.d',
      },
      { label: 'repair it', effect: 'the step writes the setting again', command: 'devenv reset registry' },
    ],
  },
  {
    code: 'DE0209',
    summary: 'the cluster refuses {object|a manifest}[: {reason}]',
    cause:
      'The API server or an admission webhook rejected a manifest: a field is unknown, a value is not allowed, or something it needs is not there.',
    hints: [
      { label: 'mend the field that is named', effect: 'the object is applied again at once' },
      {
        label: 'read what the field may hold',
        effect: 'the documentation of the object',
        command: 'kubectl explain {kind|deployment} --recursive',
      },
    ],
    fault: 'user',
    exitCode: 3,
  },
  {
    code: 'DE0210',
    summary: 'kube context {found} is not a cluster that devenv made[; {expected} was expected]',
    cause:
      'devenv changes nothing in a cluster that it did not create, so that no other cluster can be harmed by a wrong context.',
    hints: [
      {
        label: 'let devenv make its own cluster',
        effect: 'your current kube context stays as it is',
        command: 'devenv up',
      },
    ],
  },
])
