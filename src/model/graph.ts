// The compilers' own record of what each unit read, and what follows from an edit.

export interface DependencyRecord {
  /** Absolute path of the translation unit (.cpp) or Ada unit (.adb, .ads). */
  readonly unit: string
  /** Absolute paths of everything it read, itself included; system headers left out. */
  readonly inputs: readonly string[]
}

/** What an edit needs, least first: live update, apply of manifests, image build, new configuration. */
export type Need = 'live' | 'apply' | 'image' | 'config'

export interface AffectedBy {
  readonly path: string
  /** Which record said so; `tree`: no record knows the file, its source tree stands in. */
  readonly how: 'depfile' | 'ali' | 'tree' | 'project' | 'dockerfile' | 'manifest' | 'config'
}

export interface Affected {
  readonly service: string
  readonly need: Need
  /** Units to recompile, absolute; empty = the build tool decides. */
  readonly units: readonly string[]
  readonly because: readonly AffectedBy[]
}
