// The plain lines of BuildKit as steps of a build: which one runs, and how far it is.   `#10 [build 5/5] RUN …`

export interface BuildProgress {
  /** `build 5/5 RUN` */
  readonly step: string
  /** `12/38` of a build tool; empty where it says nothing. */
  readonly detail: string
}

/** Ninja's count, gprbuild's unit, apt's package. */
const told = [/^\[(\d+\/\d+)\] /, /^ *\[\w+\] +(\S+)$/, /^Get:\d+ \S+ \S+ \S+ (\S+)/]

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
    const found = told.map((pattern) => pattern.exec(output)?.[1]).find((text) => text !== undefined)
    const detail = found ?? (step === this.last.step ? this.last.detail : '')
    if (step === this.last.step && detail === this.last.detail) return null
    this.last = { step, detail }
    return this.last
  }
}
