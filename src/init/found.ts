// What a look at a tree finds, before anything is decided. Paths are absolute.
import type { Language } from '../model/environment.ts'

export type ProgramBuild =
  | {
      readonly kind: 'cpp'
      readonly sourceDir: string
      readonly target: string
      /** Relative to the build folder; null when the program is written elsewhere. */
      readonly output: string | null
    }
  | {
      readonly kind: 'ada'
      readonly projectFile: string
      readonly main: string
      readonly output: string | null
      readonly scenario: Readonly<Record<string, string>>
    }

export interface Program {
  /** As its build calls it. */
  readonly name: string
  /** Other names under which it may be known: of its project, its folder, its main procedure. */
  readonly aliases: readonly string[]
  readonly language: Language
  readonly build: ProgramBuild
  /** Folder of its own sources. */
  readonly folder: string
  readonly sources: readonly string[]
  /** Names of the libraries of the same tree that it links, directly or not. */
  readonly libraries: readonly string[]
  /** Folders outside the folder of its build that the build reads. */
  readonly alsoReads: readonly string[]
  /** Files that the build makes and then compiles. */
  readonly generated: readonly string[]
  /** Why it is surely no service: the build runs it, it is a test. */
  readonly noService: string | null
  /** Remarks for the person who reads Tiltfile.ts. */
  readonly notes: readonly string[]
}

export interface FoundLibrary {
  readonly name: string
  readonly language: Language
  readonly folders: readonly string[]
  readonly sources: readonly string[]
}

export interface FoundProject {
  /** The file that describes it. */
  readonly file: string
  readonly programs: readonly Program[]
  readonly libraries: readonly FoundLibrary[]
  /** How it was read: `asked CMake`, `read as text: …`. */
  readonly how: string
}
