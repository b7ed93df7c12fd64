// The body of `devenv status --json`: a contract. Fields are added, never renamed.
import type { Snapshot } from '../model/snapshot.ts'

export function publicStatus(snapshot: Snapshot) {
  return {
    runtime: snapshot.runtime,
    cluster: snapshot.cluster,
    phase: snapshot.phase,
    nodes: snapshot.nodes,
    addons: snapshot.addons,
    services: snapshot.services.map((service) => ({
      name: service.name,
      language: service.language,
      url: service.url,
      health: service.health,
      restarts: service.restarts,
      editsBehind: service.editsBehind,
      pods: service.pods,
      pid: service.pid,
      build: {
        number: service.build.number,
        id: service.build.id,
        state: service.build.state,
        errors: service.build.errors,
        ms: service.build.ms,
      },
      serving: { number: service.serving.number, id: service.serving.id },
      lastUpdate:
        service.lastUpdate === null
          ? null
          : { kind: service.lastUpdate.kind, ms: service.lastUpdate.ms, split: service.lastUpdate.split },
      signals:
        service.signals === null
          ? null
          : {
              rps: service.signals.rps,
              errorRate: service.signals.errorRate,
              p95Ms: service.signals.p95Ms,
              p50Ms: service.signals.p50Ms,
              cpu: service.signals.cpu,
              memoryBytes: service.signals.memoryBytes,
            },
      note: service.note,
      paused: service.paused,
    })),
    traffic: snapshot.traffic,
    problems: snapshot.problems,
  }
}
