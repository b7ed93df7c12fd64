/** One cleaned line: no control sequence but SGR colour, valid UTF-8, 8 KB at most. */
export interface LogLine {
  /** Counts up per service; never reused in a session. */
  readonly seq: number
  readonly atMs: number
  readonly service: string
  readonly source: 'devenv' | 'build' | 'pod' | 'sidecar'
  readonly text: string
}
