// Looks at the image of one service as it is in the engine, and tries it; everything wrong with it at once.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { imageId } from '../clients/docker/docker-containers.ts'
import type { DockerSocket } from '../clients/docker/docker-socket.ts'
import { type DevenvError, makeError } from '../errors/errors.ts'
import type { Environment, Service } from '../model/environment.ts'
import { imageName, megabytes, readImage } from './build.ts'
import { brokenRules, type Finding, maxImageBytes, sizeOf } from './rules.ts'
import type { SpdxDocument } from './sbom.ts'
import { tryImage } from './trial.ts'

export interface CheckOptions {
  readonly environment: Environment
  readonly docker: DockerSocket
  readonly tag: string
  readonly keptFolder: string
  readonly signal: AbortSignal
}

export interface CheckedImage {
  readonly service: string
  readonly image: string
  /** Null: there is none. */
  readonly imageId: string | null
  readonly sizeBytes: number | null
  readonly user: string | null
  readonly readyMs: number | null
  readonly endMs: number | null
  readonly findings: readonly Finding[]
  readonly errors: readonly DevenvError[]
}

export async function checkServiceImage(service: Service, options: CheckOptions): Promise<CheckedImage> {
  const { environment, docker, tag, keptFolder, signal } = options
  const image = imageName(environment, service, tag)
  const nothing = { imageId: null, sizeBytes: null, user: null, readyMs: null, endMs: null }
  if ((await imageId(docker, image, signal)) === null) {
    const findings: Finding[] = [{ code: 'DE0315', what: image, text: 'there is no such image' }]
    return { service: service.name, image, ...nothing, findings, errors: errorsOf(service, image, 0, findings) }
  }
  const scratch = mkdtempSync(join(tmpdir(), 'devenv-image-'))
  try {
    const saved = await readImage(docker, image, scratch, signal)
    const trial = await tryImage(docker, service, saved, image, signal)
    const findings = [
      ...brokenRules(saved, service.language, readSbom(join(keptFolder, `${service.name}.spdx.json`))),
      ...trial.findings,
    ]
    return {
      service: service.name,
      image,
      imageId: saved.imageId,
      sizeBytes: sizeOf(saved),
      user: saved.config.config.User ?? '',
      readyMs: trial.readyMs,
      endMs: trial.endMs,
      findings,
      errors: errorsOf(service, image, sizeOf(saved), findings),
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** One error for each code, with everything that was found of it. */
function errorsOf(
  service: Service,
  image: string,
  sizeBytes: number,
  findings: readonly Finding[],
): readonly DevenvError[] {
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  return codes.map((code) => {
    const found = findings.filter((finding) => finding.code === code)
    const values = {
      service: service.name,
      image,
      what: found[0]?.what ?? '',
      reason: found[0]?.text.split('\n')[0] ?? '',
      found: megabytes(sizeBytes),
      limit: megabytes(maxImageBytes[service.language]),
    }
    return makeError(code, values, { details: found.map(({ what, text }) => ({ label: what, text })) })
  })
}

function readSbom(path: string): SpdxDocument | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SpdxDocument
  } catch {
    return null
  }
}
