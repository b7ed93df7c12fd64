// `devenv images build` and `devenv images check`: images of the services that are to ship.
import { join, resolve } from 'node:path'
import { findDocker } from '../../clients/docker/docker-socket.ts'
import type { Service } from '../../model/environment.ts'
import { version } from '../../model/version.ts'
import { ImageBoard } from '../image-board.ts'
import { buildTable, checkTable } from '../image-table.ts'
import { printJson, printLine } from '../print.ts'
import { showError } from '../show-error.ts'
import { openWorkspace, serviceNamed, type Workspace } from '../workspace.ts'

export interface ImagesOptions {
  readonly tag: string
  readonly output?: string
  readonly jobs?: number
  readonly cache?: boolean
  readonly verify?: boolean
  readonly json?: boolean
}

/** Which end in which code: a failed build is that service's, a signal the shell's. */
export async function build(names: readonly string[], options: ImagesOptions): Promise<number> {
  const interruption = new Interruption()
  try {
    const { workspace, services, docker } = await prepare(names, interruption.signal)
    const { buildImages } = await import('../../images/images.ts')
    const board = new ImageBoard(services, options.json === true)
    const outcomes = await buildImages(
      services,
      options.jobs ?? null,
      {
        environment: workspace.environment,
        docker,
        tag: options.tag,
        keptFolder: keptFolder(workspace, options),
        outputFolder: options.output === undefined ? null : resolve(options.output),
        fresh: options.cache === false,
        verify: options.verify === true,
        tool: `devenv-${version}`,
        signal: interruption.signal,
      },
      (service, progress) => board.show(service, progress),
    ).finally(() => board.close())
    const built = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.result] : []))
    const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome] : []))
    if (options.json === true)
      printJson({
        images: built,
        failed: failed.map(({ service, error }) => ({ service, error: error.toData() })),
      })
    else {
      if (built.length > 0) for (const line of buildTable(built)) printLine(line)
      for (const { error } of failed) await showError(error, { asJson: false, isVerbose: false })
    }
    return failed.length === 0 ? 0 : Math.max(...failed.map(({ error }) => error.exitCode))
  } catch (thrown) {
    return interruption.exitCode ?? Promise.reject(thrown)
  } finally {
    interruption.close()
  }
}

export async function check(names: readonly string[], options: ImagesOptions): Promise<number> {
  const interruption = new Interruption()
  try {
    const { workspace, services, docker } = await prepare(names, interruption.signal)
    const { checkImages } = await import('../../images/images.ts')
    const board = new ImageBoard(services, options.json === true)
    const { environment } = workspace
    const outcomes = await checkImages(
      services,
      {
        environment,
        docker,
        tag: options.tag,
        keptFolder: keptFolder(workspace, options),
        signal: interruption.signal,
      },
      (service) => board.show(service, { step: 'check', detail: '' }),
    ).finally(() => board.close())
    const checked = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.result] : []))
    const errors = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? outcome.result.errors : [outcome.error]))
    if (options.json === true)
      printJson({
        images: checked.map(({ errors: found, ...rest }) => ({ ...rest, ok: found.length === 0 })),
        errors: errors.map((error) => error.toData()),
      })
    else {
      if (checked.length > 0) for (const line of checkTable(checked)) printLine(line)
      for (const error of errors) await showError(error, { asJson: false, isVerbose: false })
    }
    return errors.length === 0 ? 0 : Math.max(...errors.map(({ exitCode }) => exitCode))
  } catch (thrown) {
    return interruption.exitCode ?? Promise.reject(thrown)
  } finally {
    interruption.close()
  }
}

async function prepare(names: readonly string[], signal: AbortSignal) {
  const workspace = await openWorkspace()
  const { environment } = workspace
  const services: readonly Service[] =
    names.length === 0 ? environment.services : [...new Set(names)].map((name) => serviceNamed(environment, name))
  return { workspace, services, docker: await findDocker(signal) }
}

/** Images of two tags are two images. */
function keptFolder({ folders }: Workspace, { tag }: ImagesOptions): string {
  return join(folders.state, 'images', tag)
}

/** The first signal lets what runs be ended and cleaned up. */
class Interruption {
  private readonly controller = new AbortController()
  exitCode: number | null = null
  private readonly handler = (signal: NodeJS.Signals) => {
    this.exitCode ??= signal === 'SIGINT' ? 130 : 143
    this.controller.abort()
  }

  constructor() {
    process.on('SIGINT', this.handler)
    process.on('SIGTERM', this.handler)
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  close(): void {
    process.off('SIGINT', this.handler)
    process.off('SIGTERM', this.handler)
  }
}
