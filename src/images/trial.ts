// Runs an image the way a cluster does: read-only root, no capabilities, no new rights. It must get healthy, its own
// health check must say so, and SIGTERM must end it.
import { setTimeout as delay } from 'node:timers/promises'
import { removeContainer } from '../clients/docker/docker-containers.ts'
import { confinedState, execConfined, lastLines, startConfined, stopConfined } from '../clients/docker/docker-image.ts'
import type { DockerSocket } from '../clients/docker/docker-socket.ts'
import { getAnswer } from '../clients/network/http-answer.ts'
import { asDevenvError } from '../errors/errors.ts'
import type { Service } from '../model/environment.ts'
import type { SavedImage } from './archive.ts'
import type { Finding } from './rules.ts'

export interface Trial {
  readonly findings: readonly Finding[]
  /** From start to the first answer of 200. */
  readonly readyMs: number | null
  /** From SIGTERM to its end. */
  readonly endMs: number | null
}

const graceSeconds = 10

export async function tryImage(
  docker: DockerSocket,
  service: Service,
  image: SavedImage,
  reference: string,
  signal: AbortSignal,
): Promise<Trial> {
  const name = `devenv-trial-${service.name}-${process.pid}`
  const failed = (what: string, text: string, readyMs: number | null = null): Trial => ({
    findings: [{ code: 'DE0320', what, text }],
    readyMs,
    endMs: null,
  })
  try {
    const startedMs = performance.now()
    await startConfined(
      docker,
      {
        name,
        image: reference,
        labels: { 'app.kubernetes.io/managed-by': 'devenv' },
        env: { PORT: String(service.port) },
        port: service.port,
      },
      signal,
    )
    const trouble = await untilHealthy(docker, name, service, signal)
    const readyMs = performance.now() - startedMs
    if (trouble !== null) return failed('start', `${trouble}\n${await lastLines(docker, name, signal)}`.trim())
    const findings: Finding[] = []
    const [kind, ...command] = image.config.config.Healthcheck?.Test ?? []
    if (kind === 'CMD' && command.length > 0) {
      const { exitCode, said } = await execConfined(docker, name, command, signal)
      if (exitCode !== 0)
        findings.push({ code: 'DE0320', what: 'health check', text: `ended with exit code ${exitCode}: ${said}` })
    }
    const stoppedMs = performance.now()
    await stopConfined(docker, name, graceSeconds, signal)
    const { exitCode } = await confinedState(docker, name, signal)
    if (exitCode === 137)
      findings.push({ code: 'DE0320', what: 'SIGTERM', text: `it still ran after ${graceSeconds} s and was killed` })
    else if (exitCode !== 0)
      findings.push({ code: 'DE0320', what: 'SIGTERM', text: `it ended with exit code ${exitCode}` })
    return { findings, readyMs, endMs: performance.now() - stoppedMs }
  } catch (thrown) {
    signal.throwIfAborted()
    const error = asDevenvError(thrown)
    if (error.fault === 'bug') throw error
    return failed('start', [error.summary, ...error.details.map(({ text }) => text)].join('\n'))
  } finally {
    // Not by the command's signal: an interrupted run must leave nothing behind.
    await removeContainer(docker, name, AbortSignal.timeout(30_000)).catch(() => false)
  }
}

/** Null when it answered, else why it did not. */
async function untilHealthy(
  docker: DockerSocket,
  name: string,
  service: Service,
  signal: AbortSignal,
): Promise<string | null> {
  const path = service.probe.kind === 'http' ? service.probe.path : '/health'
  const endMs = performance.now() + service.readyTimeoutMs
  for (;;) {
    const { isRunning, exitCode, hostPort } = await confinedState(docker, name, signal)
    if (!isRunning) return `it ended with exit code ${exitCode}`
    const said =
      hostPort === null
        ? 'it has no port'
        : await getAnswer(`http://127.0.0.1:${hostPort}${path}`, 2000, signal).then(
            ({ status }) => `status ${status}`,
            (thrown: Error) => thrown.message,
          )
    if (said === 'status 200') return null
    signal.throwIfAborted()
    if (performance.now() > endMs) return `${path} did not answer within ${service.readyTimeoutMs / 1000} s: ${said}`
    await delay(50, undefined, { signal })
  }
}
