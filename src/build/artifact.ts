// Makes the artifact of an executable that a build tool wrote; DE0307, DE0308 or DE0311 when it can't be one.
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { artifactId, compareVersions, elfNeeds, gnuBuildId } from '../clients/files/elf.ts'
import { readLoaded } from '../clients/files/elf-file.ts'
import { fail } from '../errors/errors.ts'
import type { Artifact } from '../model/build.ts'
import type { Service } from '../model/environment.ts'

export interface ArtifactLimits {
  readonly maxBytes: number
  /** glibc of the image it will run in; null when unknown. */
  readonly glibc: string | null
}

export function makeArtifact(service: Service, folder: string, path: string, limits: ArtifactLimits): Artifact {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || !stats.isFile()) return failMissing(service, folder, path)
  const loaded = readLoaded(path)
  if (loaded.length > limits.maxBytes) {
    const values = { service: service.name, found: megabytes(loaded.length), limit: megabytes(limits.maxBytes), path }
    return fail('DE0308', values, {
      details: [{ label: path, text: `${megabytes(loaded.length)} are loaded, ${megabytes(stats.size)} with symbols` }],
    })
  }
  const { glibc } = elfNeeds(loaded)
  if (glibc !== null && limits.glibc !== null && compareVersions(glibc, limits.glibc) > 0) {
    return fail('DE0307', { service: service.name, reason: `it needs glibc ${glibc}, the image has ${limits.glibc}` })
  }
  return { service: service.name, id: artifactId(loaded), path, bytes: loaded.length, gnuBuildId: gnuBuildId(loaded) }
}

function failMissing(service: Service, folder: string, path: string): never {
  const found = executables(folder, 3).sort((a, b) => b.mtimeMs - a.mtimeMs)
  const details = found.slice(0, 5).map((file) => ({ label: 'executable found', text: relative(folder, file.path) }))
  return fail(
    'DE0311',
    { service: service.name, path: relative(folder, path) },
    { details: [{ label: 'expected', text: path }, ...details] },
  )
}

function executables(folder: string, depth: number): { path: string; mtimeMs: number }[] {
  if (depth < 0) return []
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory())
        return entry.name === 'CMakeFiles' || entry.name.startsWith('.') ? [] : executables(path, depth - 1)
      const stats = statSync(path, { throwIfNoEntry: false })
      const isExecutable =
        stats?.isFile() === true && (stats.mode & 0o100) !== 0 && !/\.(so|a|sh|py)(\.|$)/.test(entry.name)
      return isExecutable ? [{ path, mtimeMs: stats.mtimeMs }] : []
    })
  } catch {
    return []
  }
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
