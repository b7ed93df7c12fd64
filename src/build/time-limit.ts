// Ends a build that runs past its limit, and remembers what it was doing then.
import { processesNaming } from '../clients/process/process-list.ts'
import { type DevenvError, makeError } from '../errors/errors.ts'
import type { BuildReport } from './build.ts'

export class TimeLimit {
  private readonly controller = new AbortController()
  private readonly timer: NodeJS.Timeout
  private readonly limitMs: number
  private lastLine = ''
  private alive: readonly string[] = []

  /** `folder`: tools of this build name it on their command lines. */
  constructor(limitMs: number, folder: string) {
    this.limitMs = limitMs
    this.timer = setTimeout(() => {
      this.alive = processesNaming(folder).map(({ pid, command }) => `${pid} ${command.slice(0, 200)}`)
      this.controller.abort()
    }, limitMs)
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  watch(report: BuildReport): BuildReport {
    return {
      log: (line) => {
        // What a tool says when it is ended is not what it was doing.
        if (!this.controller.signal.aborted) this.lastLine = line
        report.log(line)
      },
      detail: (words) => report.detail(words),
    }
  }

  error(service: string): DevenvError {
    const details = [
      ...(this.lastLine === '' ? [] : [{ label: 'last line', text: this.lastLine }]),
      ...this.alive.slice(0, 8).map((text) => ({ label: 'was alive', text })),
      { label: 'setting', text: 'builds.timeoutMs' },
    ]
    return makeError('DE0312', { service, limit: `${Math.round(this.limitMs / 1000)} s` }, { details })
  }

  end(): void {
    clearTimeout(this.timer)
  }
}
