// `devenv plan <file>`: needs no session, only the records of earlier builds.
import { planWords } from '../../engine/engine.ts'
import { readChosen } from '../choose-runtime.ts'
import { printJson, printLine } from '../print.ts'
import { now, openWorkspace } from '../workspace.ts'

export async function plan(files: readonly string[], options: { readonly json?: boolean }): Promise<number> {
  const { environment, folders } = await openWorkspace()
  const runtime = readChosen(folders) ?? 'process'
  const { createBuilder } = await import('../../build/build.ts')
  const { affected, words } = await planWords(
    environment,
    createBuilder({ environment, folders, now, runtime }),
    files,
    runtime,
  )
  if (options.json === true)
    printJson({
      affected,
      untouched: environment.services
        .map(({ name }) => name)
        .filter((name) => !affected.some(({ service }) => service === name)),
    })
  else for (const line of words) printLine(line)
  return 0
}
