// One thing that is wrong in the manifests, before the line that it stands on is looked up.
import type { Environment, Service } from '../model/environment.ts'
import type { ManifestObject, Overlay } from './object.ts'

export interface Finding {
  /** DE0615 schema, DE0616 rule, DE0617 drift. */
  readonly code: string
  /** A word for programs: `root`, `edges`, `ports`. */
  readonly rule: string
  readonly object: ManifestObject | null
  /** What is wrong, as found. */
  readonly text: string
  /** What to do. */
  readonly fix: string
  /** Where to look for the line, best first. */
  readonly words: readonly RegExp[]
}

export interface Subject {
  readonly overlay: Overlay
  readonly environment: Environment
  /** The overlay that devenv applies: one replica, host paths, no mesh needed. */
  readonly isDevelopment: boolean
}

export type Check = (subject: Subject) => readonly Finding[]

/** A finding against a rule of safety or of operation. */
export function broken(
  rule: string,
  object: ManifestObject | null,
  text: string,
  fix: string,
  ...words: readonly RegExp[]
): Finding {
  return { code: 'DE0616', rule, object, text, fix, words }
}

/** A finding that Tiltfile.ts says something else. */
export function drifted(
  rule: string,
  object: ManifestObject | null,
  text: string,
  fix: string,
  ...words: readonly RegExp[]
): Finding {
  return { code: 'DE0617', rule, object, text, fix, words }
}

export function serviceNamed({ environment }: Subject, name: string | null): Service | null {
  return environment.services.find((service) => service.name === name) ?? null
}
