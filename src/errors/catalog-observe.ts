// DE05xx: what is observed of a running system. None of them stops the loop.
import { catalogGroup } from './catalog-entry.ts'

export const observeEntries = catalogGroup('environment', 4, [
  {
    code: 'DE0501',
    summary: 'Prometheus can not be reached[: {reason}]',
    cause: 'Its pod is not ready or its port is not forwarded. Metric columns show `-`; building and updating go on.',
    hints: [
      {
        label: 'look at its pod',
        effect: 'state and last events',
        command: 'kubectl --context {context|kind-devenv} -n {namespace|monitoring} get pods,events',
      },
      { label: 'install it again', effect: 'only this step is repeated', command: 'devenv reset prometheus' },
    ],
  },
  {
    code: 'DE0502',
    summary: 'the log of {service|a service} was interrupted[ at {since}]',
    cause:
      'The log stream of a pod broke and could not be resumed where it ended. What is missing is marked in the log.',
    hints: [
      {
        label: 'read it from the cluster',
        effect: 'what the node still keeps',
        command: 'kubectl --context {context|kind-devenv} -n {namespace|devenv} logs deploy/{service} --tail 200',
      },
    ],
  },
  {
    code: 'DE0503',
    summary: 'the port-forward to {service|a service} keeps failing[: {reason}]',
    cause: 'The pod does not listen on that port, or the API server closes the stream. devenv tries again by itself.',
    hints: [{ label: 'look at the service', effect: 'is it ready, and on which port', command: 'devenv status' }],
  },
  {
    code: 'DE0504',
    summary: 'there are no Istio metrics for {service|a service}[: {reason}]',
    cause:
      'Metrics of the mesh need three things: a sidecar in the pod, telemetry in the mesh, and a scrape by Prometheus. They were checked in that order.',
    hints: [
      { label: 'restart the service', effect: 'a new pod gets a sidecar', command: 'devenv restart {service}' },
      {
        label: 'send it a request',
        effect: 'a service without traffic has no metrics yet',
        command: 'curl -s "$(devenv url {service})/health"',
      },
    ],
  },
  {
    code: 'DE0505',
    summary: 'file events were lost[; the reconcile walk found {changes} changes]',
    cause:
      'So many files changed at once that the queue of the kernel ran over. No edit is lost: the walk compared every file with what was built.',
    hints: [
      {
        label: 'nothing to do; if it recurs, raise the queue',
        effect: 'more events fit before they are dropped',
        command: 'sudo sysctl fs.inotify.max_queued_events=65536',
      },
    ],
  },
])
