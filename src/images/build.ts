// Builds the image of one service, seals it, and writes its bill of materials beside it.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWholeImage, loadImage, removeImage, saveImage } from '../clients/docker/docker-image.ts'
import type { DockerSocket } from '../clients/docker/docker-socket.ts'
import { asDevenvError, fail } from '../errors/errors.ts'
import type { Environment, Service } from '../model/environment.ts'
import { readArchive, type SavedImage } from './archive.ts'
import { type Evidence, takeEvidence } from './evidence.ts'
import { joinLicences, licenceOf } from './licences.ts'
import { type BuildProgress, ProgressReader } from './progress.ts'
import { type Provenance, provenanceOf } from './provenance.ts'
import { sbomOf } from './sbom.ts'
import { isoTime, ociArchive, type SealedImage, seal } from './seal.ts'

export interface BuildOptions {
  readonly environment: Environment
  readonly docker: DockerSocket
  /** Part of the image's name behind the colon. */
  readonly tag: string
  /** Where bills of materials are kept for `images check`, and what builds wrote. */
  readonly keptFolder: string
  /** Archives and bills of materials go there too; null: nowhere. */
  readonly outputFolder: string | null
  /** Nothing is taken from an earlier build. */
  readonly fresh: boolean
  /** Builds a second time, from nothing, and compares. */
  readonly verify: boolean
  readonly tool: string
  readonly signal: AbortSignal
}

export interface BuiltImage {
  readonly service: string
  readonly image: string
  readonly imageId: string
  readonly digest: string
  readonly sizeBytes: number
  readonly layers: number
  readonly ms: number
  readonly user: string
  readonly revision: string
  readonly created: string
  readonly sbom: string
  readonly archive: string | null
  readonly packages: number
  readonly isVerified: boolean
}

/** What an archive may take in memory: five times what an image may weigh. */
const maxArchiveBytes = 768 * 1024 * 1024

export async function buildServiceImage(
  service: Service,
  options: BuildOptions,
  onProgress: (progress: BuildProgress) => void,
): Promise<BuiltImage> {
  const startedMs = performance.now()
  const { environment, docker, tag, signal, tool } = options
  const provenance = await provenanceOf(environment, service, signal)
  const scratch = mkdtempSync(join(tmpdir(), 'devenv-image-'))
  const image = imageName(environment, service, tag)
  try {
    const first = await makeOnce(service, options, provenance, options.fresh, scratch, onProgress)
    const ms = performance.now() - startedMs
    if (options.verify) {
      const again = await makeOnce(service, options, provenance, true, scratch, ({ step, detail }) =>
        onProgress({ step: `again: ${step}`, detail }),
      )
      if (again.sealed.digest !== first.sealed.digest) failDifferent(service, first.sealed, again.sealed)
    }
    onProgress({ step: 'load', detail: '' })
    const { sealed, evidence } = first
    const archive = join(scratch, `${service.name}.tar`)
    writeFileSync(archive, ociArchive(sealed, image))
    await loadImage(docker, archive, signal)
    const { version } = provenance
    const document = sbomOf(sealed, evidence, {
      service: service.name,
      version,
      licence: ownLicence(first.built),
      tool,
    })
    const text = `${JSON.stringify(document, null, 2)}\n`
    const sbom = keep(options.keptFolder, `${service.name}.spdx.json`, text)
    if (options.outputFolder !== null) {
      keep(options.outputFolder, `${service.name}.spdx.json`, text)
      keep(options.outputFolder, `${service.name}.tar`, readFileSync(archive))
    }
    return {
      service: service.name,
      image,
      imageId: sealed.imageId,
      digest: sealed.digest,
      sizeBytes: sealed.sizeBytes,
      layers: sealed.layers.length,
      ms,
      user: sealed.config.config.User ?? '',
      revision: provenance.revision,
      created: isoTime(provenance.epochSeconds),
      sbom,
      archive: options.outputFolder === null ? null : join(options.outputFolder, `${service.name}.tar`),
      packages: evidence.packages.size,
      isVerified: options.verify,
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** `devenv/widget-core:dev` */
export function imageName(environment: Environment, service: Service, tag: string): string {
  return `${environment.name}/${service.name}:${tag}`
}

export async function readImage(docker: DockerSocket, image: string, folder: string, signal: AbortSignal) {
  const path = join(folder, 'saved.tar')
  await saveImage(docker, image, path, signal)
  const found = statSync(path).size
  if (found > maxArchiveBytes)
    fail('DE0318', { service: image, found: megabytes(found), limit: megabytes(maxArchiveBytes) })
  const saved = readArchive(readFileSync(path))
  rmSync(path)
  return saved
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

interface Made {
  readonly sealed: SealedImage
  readonly evidence: Evidence
  readonly built: SavedImage
}

async function makeOnce(
  service: Service,
  options: BuildOptions,
  provenance: Provenance,
  fresh: boolean,
  scratch: string,
  onProgress: (progress: BuildProgress) => void,
): Promise<Made> {
  const { environment, docker, signal } = options
  const { name, dockerfile } = service
  const { revision, version, source, epochSeconds } = provenance
  // The engine's own image is of its time; only the sealed one keeps its name.
  const unsealed = `devenv-unsealed/${name}:${randomBytes(6).toString('hex')}`
  const reader = new ProgressReader()
  const build = {
    service: name,
    dockerfile,
    context: environment.root,
    target: hasEvidence(dockerfile) ? 'evidence' : null,
    tag: unsealed,
    buildArgs: {
      SERVICE: name,
      VERSION: version,
      REVISION: revision,
      SOURCE: source,
      CREATED: isoTime(epochSeconds),
      ...(fresh ? { FRESH: randomBytes(8).toString('hex') } : {}),
    },
    useCache: !fresh,
  }
  const lines: string[] = []
  const onLine = (line: string) => {
    lines.push(line)
    const progress = reader.read(line)
    if (progress !== null) onProgress(progress)
  }
  try {
    await buildWholeImage(docker, build, onLine, signal)
      .finally(() => keep(options.keptFolder, `${name}.log`, `${lines.join('\n')}\n`))
      .catch((thrown) => failStep(name, reader, join(options.keptFolder, `${name}.log`), thrown))
    onProgress({ step: 'seal', detail: '' })
    const { image, evidence } = takeEvidence(await readImage(docker, unsealed, scratch, signal))
    const inside = [...evidence.packages.values()].filter(({ name: one }) => !evidence.read.includes(one))
    const licences = joinLicences([ownLicence(image), ...inside.map(licenceOf)])
    const labels = licences === '' ? {} : { 'org.opencontainers.image.licenses': licences }
    return { sealed: seal(image, { epochSeconds, labels }), evidence, built: image }
  } finally {
    await removeImage(docker, unsealed)
  }
}

function ownLicence(image: SavedImage): string {
  return image.config.config.Labels?.['org.opencontainers.image.licenses'] || 'NOASSERTION'
}

/** Dockerfiles of others have no such stage: what they make is taken as it is. */
function hasEvidence(dockerfile: string): boolean {
  try {
    return /^FROM\s+\S+\s+AS\s+evidence\s*$/im.test(readFileSync(dockerfile, 'utf8'))
  } catch (thrown) {
    return fail('DE0607', { path: dockerfile }, { cause: thrown })
  }
}

/** What a step said is worth more than that the docker command failed; a full disk or an engine that is gone is neither. */
function failStep(service: string, { failure }: ProgressReader, log: string, thrown: unknown): never {
  const error = asDevenvError(thrown)
  const isOfHost = error.fault === 'environment' && error.code !== 'DE0902'
  if (failure === null || isOfHost) throw thrown
  const details = [{ label: failure.step, text: failure.lines.join('\n') }]
  const hints = [{ label: 'read all that it wrote', effect: log }]
  return fail('DE0310', { service, step: failure.step }, { details, hints, cause: thrown })
}

function failDifferent(service: Service, first: SealedImage, again: SealedImage): never {
  const before = new Map(first.layers.flat().map((entry) => [entry.path, entry]))
  const after = new Map(again.layers.flat().map((entry) => [entry.path, entry]))
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => {
    const [one, other] = [before.get(path), after.get(path)]
    return one === undefined || other === undefined || one.mode !== other.mode || !one.bytes.equals(other.bytes)
  })
  const details = paths.slice(0, 20).map((path) => ({ label: `/${path}`, text: 'is not the same in both' }))
  return fail('DE0321', { service: service.name, first: first.digest, second: again.digest }, { details })
}

function keep(folder: string, name: string, content: string | Buffer): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(`${path}.unfinished`, content)
  renameSync(`${path}.unfinished`, path)
  return path
}
