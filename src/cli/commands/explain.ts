// `devenv explain DE0302`, or `devenv explain orb-core`: what it does, what it waits for and why.

import { nearestName } from '../../config/config.ts'
import { fail } from '../../errors/errors.ts'
import { catalog, explain as explainCode } from '../../errors/explain.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { explainText, serviceText } from '../../ui/text.ts'
import { printJson, printLine } from '../print.ts'
import { explainRuntime } from '../runtime-text.ts'
import { openSession, serviceNamed } from '../workspace.ts'

export async function explain(what: string, options: { readonly json?: boolean }): Promise<number> {
  if (/^DE\d+$/i.test(what)) {
    const code = what.toUpperCase()
    const entry = catalog().find((candidate) => candidate.code === code)
    if (entry === undefined) {
      const codes = catalog().map((candidate) => candidate.code)
      fail('DE0604', { kind: 'code', name: code, nearest: nearestName(code, codes) ?? '' })
    }
    if (options.json === true) printJson(explainCode(code))
    else printLine(explainText(code))
    return 0
  }
  if (what === 'runtime') return explainRuntime()
  const { client, environment } = await openSession()
  serviceNamed(environment, what)
  const snapshot = await client.ask<Snapshot>({ method: 'status' })
  const service = snapshot.services.find(({ name }) => name === what)!
  if (options.json === true) printJson(service)
  else printLine(serviceText(service, snapshot))
  return 0
}
