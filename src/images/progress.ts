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
  private readonly outputs = new Map<string, string[]>()
  private last: BuildProgress = { step: '', detail: '' }
  /** The step that failed, and of what it wrote the lines that say why; null while none did. */
  failure: { readonly step: string; readonly lines: readonly string[] } | null = null

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
    if (step === undefined) return null
    if (said.startsWith('ERROR')) this.failure = { step, lines: tellingLines(this.outputs.get(id) ?? [], said) }
    // Also what comes out of the cache has a line with its digest.
    if (/^(DONE|CACHED|ERROR)\b|^sha256:[0-9a-f]+$/.test(said)) return null
    const output = said.replace(/^\d+\.\d+ /, '')
    this.keep(id, output)
    const found = told.map((pattern) => pattern.exec(output)?.[1]).find((text) => text !== undefined)
    const detail = found ?? (step === this.last.step ? this.last.detail : '')
    if (step === this.last.step && detail === this.last.detail) return null
    this.last = { step, detail }
    return this.last
  }

  private keep(id: string, output: string): void {
    const lines = this.outputs.get(id) ?? []
    lines.push(output)
    if (lines.length > 2000) lines.shift()
    this.outputs.set(id, lines)
  }
}

/** Errors of compilers with the lines that follow them; else the last lines; else what BuildKit says. */
function tellingLines(lines: readonly string[], said: string): readonly string[] {
  const first = lines.findIndex((line) => /\berror:|^E: |\bfatal:|:\d+:\d+: (?!warning|note|info)/.test(line))
  const chosen = first === -1 ? lines.slice(-20) : lines.slice(first, first + 20)
  return chosen.length === 0 ? [said] : chosen
}
