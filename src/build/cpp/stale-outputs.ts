// Ninja compares times alone, and some saves bring an old one along: an unpacked archive, a restored backup, a wrong
// clock. What was made from such a file is removed, so that ninja makes it again.

import { rmSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { modifiedAtMs } from '../sources.ts'
import { projectFiles, type RecordScope } from './cpp-records.ts'
import { edgesOf } from './ninja-graph.ts'

/** `changed`: absolute paths whose bytes differ from what was built. Nothing outside of the build folder is touched. */
export function dropStaleOutputs(scope: RecordScope, target: string, changed: readonly string[]): void {
  const { folder, graph, deps } = scope
  // The usual save is newer than all that ninja has made.
  const lastMs = modifiedAtMs(join(folder, '.ninja_log'))
  const old = new Map(
    changed
      .map((path) => [path, modifiedAtMs(path)] as const)
      .filter(([, atMs]) => atMs !== null && atMs <= (lastMs ?? 0)),
  )
  if (old.size === 0) return
  for (const edge of edgesOf(graph, target)) {
    const outputs = edge.outputs.map((output) => inFolder(folder, output))
    const inputs = [...edge.inputs, ...edge.outputs.flatMap((output) => deps.inputsOf(output) ?? [])]
    const sources = inputs.map((input) => inFolder(folder, input)).filter((input) => old.has(input))
    if (sources.length === 0) continue
    const isStale = outputs.some((output) => sources.some((source) => old.get(source)! <= (modifiedAtMs(output) ?? 0)))
    if (!isStale) continue
    for (const output of outputs) if (output.startsWith(`${folder}/`)) rmSync(output, { force: true })
  }
  if (projectFiles(scope).some((file) => old.has(file))) rmSync(join(folder, 'build.ninja'), { force: true })
}

const inFolder = (folder: string, path: string) => (isAbsolute(path) ? join(path) : join(folder, path))
