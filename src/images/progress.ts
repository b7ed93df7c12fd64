// The plain lines of BuildKit as steps of a build: which one runs, and how far it is.   `#10 [build 5/5] RUN …`

export interface BuildProgress {
  /** `build 5/5 RUN` */
  readonly step: string
  /** `12/38` of a build tool; empty where it says nothing. */
  readonly detail: string
}

export class ProgressReader {
  private readonly names = new Map<string, string>()
  private last: BuildProgress = { step: '', detail: '' }

  /** Null when a line tells nothing new. */
  read(line: string): BuildProgress | null {
    const [, id, said] = /^#(\d+) (.*)$/.exec(line) ?? []
    if (id === undefined || said === undefined) return null
    const [, where, words] = /^\[([^\]]+)\] (.*)$/.exec(said) ?? []
    if (where !== undefined && words !== undefined) {
      if (where !== 'internal') this.names.set(id, `${where} ${words.split(' ')[0]}`)
      return null
    }
    const step = this.names.get(id)
    if (step === undefined || /^(DONE|CACHED|ERROR)\b/.test(said)) return null
    const output = said.replace(/^\d+\.\d+ /, '')
    const found =
      /^\[(\d+\/\d+)\] /.exec(output)?.[1] ?? /^(?:Compile|Bind|Link)\b.*$|^Get:\d+/.exec(output)?.[0] ?? null
    const detail = found ?? (step === this.last.step ? this.last.detail : '')
    if (step === this.last.step && detail === this.last.detail) return null
    this.last = { step, detail: detail.trim().replace(/\s+/g, ' ') }
    return this.last
  }
}
