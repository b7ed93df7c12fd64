// What the guide says of a service: from Tiltfile.ts, and one sentence of its README or manifests. Never invented.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Environment, Service } from '../model/environment.ts'
import { firstSentence } from './guide/sentence.ts'
import type { ServiceFact } from './guide/state.ts'

export function serviceFacts(environment: Environment): readonly ServiceFact[] {
  return environment.services.map((service) => ({
    name: service.name,
    language: service.language,
    port: service.port,
    calls: service.calls,
    description: readmeSentence(environment.root, service) ?? annotation(service.manifests),
  }))
}

function readmeSentence(root: string, service: Service): string | null {
  const { build, sources } = service
  const folders = [build.kind === 'cpp' ? build.sourceDir : dirname(build.projectFile), ...sources]
  // The README of the whole workspace does not speak of one service.
  const own = folders.filter((folder) => folder !== root && !relative(root, folder).startsWith('..'))
  for (const folder of own) {
    const text = readText(join(folder, 'README.md'))
    const sentence = text === null ? null : firstSentence(text)
    if (sentence !== null) return sentence
  }
  return null
}

/** Of `kubernetes.io/description`, the well-known annotation. */
function annotation(folder: string): string | null {
  if (!existsSync(folder)) return null
  for (const name of readdirSync(folder).filter((entry) => /\.ya?ml$/.test(entry))) {
    const found = /^\s*kubernetes\.io\/description:\s*(["']?)(.+?)\1\s*$/m.exec(readText(join(folder, name)) ?? '')
    if (found !== null) return found[2]!
  }
  return null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
