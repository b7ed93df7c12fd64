// The door: looks at a tree, asks what it can not see, and makes its Tiltfile.ts.
import { realpathSync } from 'node:fs'
import { loadEnvironment } from '../config/config.ts'
import { fail } from '../errors/errors.ts'
import type { Environment } from '../model/environment.ts'
import { adaProjects } from './ada/ada.ts'
import type { Asker } from './asking.ts'
import { chooseServices, type LeftOut } from './candidates.ts'
import { cmakeProjects } from './cmake/cmake.ts'
import { decide } from './decide.ts'
import { tiltfileText } from './render.ts'
import { listTree, pathIn } from './tree.ts'
import { typesText } from './types-text.ts'
import { mayWriteTypes, refuseExisting, writeTiltfile, writeTypes } from './write.ts'

export type { Asker } from './asking.ts'

export interface InitOptions {
  readonly folder: string
  /** Null: nobody to ask, defaults are taken. */
  readonly asker: Asker | null
  /** What happens, a line at a time. */
  readonly say: (line: string) => void
  readonly isForced: boolean
}

/** The text alone; DE0613 when there is nothing to build. */
export async function draftTiltfile(options: Pick<InitOptions, 'folder' | 'asker' | 'say'>): Promise<string> {
  const { folder, asker, say } = options
  const tree = listTree(realpathSync(folder))
  if (tree.cutShort !== null) say(`the tree was not read to its end: ${tree.cutShort}`)
  const projects = [...(await cmakeProjects(tree, say)), ...adaProjects(tree, say)]
  for (const { file, how } of projects) if (how.startsWith('read as text')) say(`${pathIn(tree.root, file)}: ${how}`)
  const chosen = await chooseServices(tree, projects, asker)
  if (chosen.services.length === 0) failEmpty(tree.root, projects.length, chosen.leftOut)
  const draft = await decide(tree, projects, chosen, asker)
  if (draft.services.length === 0) failEmpty(tree.root, projects.length, chosen.leftOut)
  return tiltfileText(draft, typesText() !== null && mayWriteTypes(tree.root))
}

/** Writes Tiltfile.ts and loads it as `devenv up` would; DE0612 when there is one. */
export async function initWorkspace(options: InitOptions): Promise<Environment> {
  const root = realpathSync(options.folder)
  if (!options.isForced) refuseExisting(root)
  const text = await draftTiltfile(options)
  writeTiltfile(root, text, options.isForced)
  writeEditorTypes(root)
  return loadEnvironment(root)
}

/** False when there are none, or a file of somebody else has their name. */
export function writeEditorTypes(root: string): boolean {
  const types = typesText()
  return types !== null && writeTypes(root, types)
}

function failEmpty(root: string, projects: number, leftOut: readonly LeftOut[]): never {
  const found = projects === 0 ? 'no CMakeLists.txt with project(), no .gpr file' : `projects read: ${projects}`
  return fail(
    'DE0613',
    { folder: root },
    {
      details: [
        { label: 'found', text: found },
        ...leftOut.map(({ program, why }) => ({
          label: program.name,
          text: `${pathIn(root, program.folder)}: ${why}`,
        })),
      ],
    },
  )
}
