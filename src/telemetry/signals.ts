// From query results to the values of each service.
import type { Sample } from '../clients/network/prometheus.ts'
import type { SignalValues } from '../model/signals.ts'
import type { SignalName } from './queries.ts'

export function signalsOf(
  services: readonly string[],
  samples: Readonly<Record<SignalName, readonly Sample[]>>,
): Readonly<Record<string, SignalValues | null>> {
  return Object.fromEntries(services.map((service) => [service, valuesOf(service, services, samples)]))
}

function valuesOf(
  service: string,
  services: readonly string[],
  samples: Readonly<Record<SignalName, readonly Sample[]>>,
): SignalValues | null {
  const of = (name: SignalName) => value(samples[name].filter(({ labels }) => labels['service'] === service))
  const ofPods = (name: SignalName) =>
    value(samples[name].filter(({ labels }) => podOwner(labels['pod'] ?? '', services) === service))
  const values = {
    rps: of('rps'),
    errorRate: of('errorRate'),
    p50Ms: of('p50Ms'),
    p95Ms: of('p95Ms'),
    cpu: ofPods('cpu'),
    memoryBytes: ofPods('memoryBytes'),
  }
  return Object.values(values).every((entry) => entry === null) ? null : values
}

/** The sum; null for no sample and for what is no number, as a share of no requests. */
function value(samples: readonly Sample[]): number | null {
  if (samples.length === 0) return null
  const sum = samples.reduce((total, sample) => total + sample.value, 0)
  return Number.isFinite(sum) ? sum : null
}

/** `orb-core-5d4f8b9c7-x2x4z` belongs to `orb-core`; containers are known by their pod only. */
function podOwner(pod: string, services: readonly string[]): string | null {
  const deployment = pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, '')
  return services.find((service) => service === deployment) ?? null
}
