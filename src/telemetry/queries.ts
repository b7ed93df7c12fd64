// PromQL of the golden signals. Istio's metrics come first; where a proxy has none, Envoy's own statistics of the inbound
// cluster stand in. The windows are five scrapes: with fewer than two values in them a signal has no value, not an old one.

export type SignalName = keyof typeof queries

const WINDOW = '10s'
/** The kubelet itself looks at its containers every 10 to 15 seconds. */
const CONTAINER_WINDOW = '50s'

const istioRequests = 'istio_requests_total{reporter="destination"}'
const istioBuckets = 'istio_request_duration_milliseconds_bucket{reporter="destination"}'
const inbound = 'cluster_name=~"inbound\\\\|.*"'

/** Istio names the service by its workload; everything else by the label of the scrape. */
const istioBy = (inner: string, more = '') => `sum by (service${more}) (rate(${inner}[${WINDOW}]))`
const envoyBy = (metric: string, labels: string, more = '') =>
  `sum by (service${more}) (rate(${metric}{${inbound}${labels}}[${WINDOW}]))`

const rps = `${istioBy(istioRequests)} or ${envoyBy('envoy_cluster_upstream_rq_total', '')}`

/** Zero, not nothing, when there were requests and none failed. */
const failed =
  `(${istioBy('istio_requests_total{reporter="destination",response_code=~"5.."}')} or ` +
  `${envoyBy('envoy_cluster_upstream_rq_xx', ',response_code_class=~"5(xx)?"')} or ` +
  `${envoyBy('envoy_cluster_upstream_rq', ',response_code_class=~"5(xx)?"')} or (${rps}) * 0)`

const quantile = (share: number) =>
  `histogram_quantile(${share}, ${istioBy(istioBuckets, ', le')} or ${envoyBy('envoy_cluster_upstream_rq_time_bucket', '', ', le')})`

export const queries = {
  rps,
  errorRate: `${failed} / (${rps})`,
  p50Ms: quantile(0.5),
  p95Ms: quantile(0.95),
  cpu: `sum by (pod) (rate(container_cpu_usage_seconds_total{container="service"}[${CONTAINER_WINDOW}]))`,
  memoryBytes: `sum by (pod) (last_over_time(container_memory_working_set_bytes{container="service"}[${CONTAINER_WINDOW}]))`,
} as const
