// Progress of several images on stderr: one line each that changes on a terminal, a line for each new step elsewhere.
import type { BuildProgress } from '../images/images.ts'

export interface BoardOutput {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export class ImageBoard {
  private readonly width: number
  private readonly out: BoardOutput
  private readonly isLive: boolean
  private readonly isQuiet: boolean
  private readonly shown = new Map<string, BuildProgress>()
  private drawn = 0

  constructor(
    services: readonly { readonly name: string }[],
    isQuiet: boolean,
    out: BoardOutput = process.stderr,
    env: NodeJS.ProcessEnv = process.env,
  ) {
    this.width = Math.max(...services.map(({ name }) => name.length))
    this.out = out
    this.isLive = out.isTTY === true && env['TERM'] !== 'dumb'
    this.isQuiet = isQuiet
  }

  show(service: string, progress: BuildProgress): void {
    if (this.isQuiet) return
    const before = this.shown.get(service)
    this.shown.set(service, progress)
    if (this.isLive) this.draw()
    else if (before?.step !== progress.step) this.out.write(`${this.line(service, { ...progress, detail: '' })}\n`)
  }

  /** Takes the lines away: what follows says more. */
  close(): void {
    if (this.isLive) this.clear()
    this.shown.clear()
  }

  private draw(): void {
    this.clear()
    const columns = this.out.columns ?? 80
    const lines = [...this.shown].map(([service, progress]) => this.line(service, progress).slice(0, columns - 1))
    this.out.write(lines.map((line) => `${line}\n`).join(''))
    this.drawn = lines.length
  }

  private clear(): void {
    if (this.drawn > 0) this.out.write(`\u001b[${this.drawn}A\u001b[J`)
    this.drawn = 0
  }

  private line(service: string, { step, detail }: BuildProgress): string {
    return ` • ${service.padEnd(this.width)}  ${step}${detail === '' ? '' : `  ${detail}`}`
  }
}
