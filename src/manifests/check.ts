// All that is wrong in an overlay: first its schema, then the rules, then what Tiltfile.ts says; each with its place.
import { relative } from 'node:path'
import type { Environment } from '../model/environment.ts'
import { drift } from './drift.ts'
import { placeOf, type SourceFile } from './files.ts'
import type { Check, Finding, Subject } from './finding.ts'
import { type Overlay, objectName } from './object.ts'
import { references, secrets, steadiness, tokens, walls } from './rules/objects.ts'
import { podRules } from './rules/pods.ts'
import { platformPolicies } from './rules/policies.ts'
import { type SchemaSet, schemaMistakes } from './schema.ts'

export interface ManifestProblem {
  readonly code: string
  readonly rule: string
  readonly overlay: string
  /** `Deployment polyorb/orb-core`; null: of the overlay as a whole. */
  readonly object: string | null
  /** Relative to the workspace. */
  readonly file: string
  readonly line: number | null
  readonly text: string
  readonly fix: string
}

const checks: readonly Check[] = [podRules, steadiness, tokens, secrets, walls, references, platformPolicies, drift]

export function checkOverlay(
  overlay: Overlay,
  environment: Environment,
  schemas: readonly SchemaSet[],
  files: readonly SourceFile[],
): readonly ManifestProblem[] {
  const subject: Subject = {
    overlay,
    environment,
    isDevelopment: environment.cluster.overlay.endsWith(`/${overlay.name}`),
  }
  const findings = [
    ...schemaFindings(subject, schemas),
    ...doubles(subject),
    ...checks.flatMap((check) => check(subject)),
  ]
  return findings.map(({ object, words, ...finding }) => {
    const { file, line } = placeOf(files, environment, overlay.name, object, words)
    const place = { file: relative(environment.root, file), line }
    return { ...finding, ...place, overlay: overlay.name, object: object === null ? null : objectName(object) }
  })
}

function schemaFindings({ overlay }: Subject, schemas: readonly SchemaSet[]): readonly Finding[] {
  const versions = schemas.map(({ version }) => version).join(', Istio ')
  return overlay.objects.flatMap((object) => {
    const say = (text: string, field: string): Finding => {
      const word = /(\w+)(\[[^\]]*\])?( is | has )/.exec(`${field} is `)?.[1] ?? 'kind'
      const fix = `see what the field may hold: kubectl explain ${object.kind.toLowerCase()} --recursive`
      return { code: 'DE0615', rule: 'schema', object, text, fix, words: [new RegExp(`\\b${word}:`), /^kind:/] }
    }
    const mistakes = schemaMistakes(object, schemas)
    if (mistakes === null)
      return [
        say(
          `${object.apiVersion} ${object.kind} is no kind that cluster/schemas knows (Kubernetes ${versions})`,
          'kind',
        ),
      ]
    return mistakes.map((text) => say(text, /^\S+/.exec(text)?.[0] ?? 'kind'))
  })
}

/** The second of two objects with one name would replace the first. */
function doubles({ overlay: { objects } }: Subject): readonly Finding[] {
  const groups = Map.groupBy(objects, (object) => objectName(object))
  return [...groups.values()].flatMap(([, ...others]) =>
    others.map((object): Finding => {
      const fix = 'give one of them another name'
      return { code: 'DE0615', rule: 'schema', object, text: 'is there twice', fix, words: [] }
    }),
  )
}
