// What images came out like, as columns.
import { type BuiltImage, type CheckedImage, megabytes } from '../images/images.ts'

export function buildTable(images: readonly BuiltImage[]): readonly string[] {
  const rows = images.map(({ service, sizeBytes, layers, ms, user, packages, digest, isVerified }) => [
    service,
    megabytes(sizeBytes),
    String(layers),
    `${(ms / 1000).toFixed(1)} s`,
    user,
    String(packages),
    `${digest.slice(0, 'sha256:'.length + 16)}${isVerified ? ' (twice)' : ''}`,
  ])
  return columns(['SERVICE', 'SIZE', 'LAYERS', 'TIME', 'USER', 'PACKAGES', 'DIGEST'], rows)
}

export function checkTable(images: readonly CheckedImage[]): readonly string[] {
  const time = (ms: number | null) => (ms === null ? '-' : `${Math.round(ms)} ms`)
  const rows = images.map(({ service, sizeBytes, user, readyMs, endMs, findings }) => [
    service,
    sizeBytes === null ? '-' : megabytes(sizeBytes),
    user ?? '-',
    time(readyMs),
    time(endMs),
    findings.length === 0 ? '✔' : `✘ ${findings.length} found`,
  ])
  return columns(['SERVICE', 'SIZE', 'USER', 'START', 'END', 'RESULT'], rows)
}

function columns(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [titles, ...rows]
  const widths = titles.map((_title, at) => Math.max(...all.map((row) => row[at]!.length)))
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  )
}
