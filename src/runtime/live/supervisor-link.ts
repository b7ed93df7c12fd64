// The lasting connection to one supervisor: made as soon as there is one, made again when it is lost.
import {
  connectSupervisor,
  readStatusFile,
  type SupervisorLink,
  type SupervisorState,
  type SupervisorWord,
} from '../../clients/supervisor/supervisor-socket.ts'

/** At first it is just being started; later it is away for long. */
const FIRST_RETRY_MS = 2
const RETRY_MS = 50
/** How often the status file is read where sockets do not cross the mount. */
const POLL_MS = 20
/** Refused so often in a row, with a status file that is there: the mount carries no sockets. */
const REFUSALS = 20

export class SupervisorConnection {
  state: SupervisorState | null = null
  private readonly path: string
  private readonly onChange: () => void
  private link: SupervisorLink | null = null
  private timer: NodeJS.Timeout | undefined
  private refusals = 0
  private retryMs = FIRST_RETRY_MS
  private isClosed = false

  constructor(socketPath: string, onChange: () => void) {
    this.path = socketPath
    this.onChange = onChange
    this.connect()
  }

  /** False when there is nobody to hear it. */
  send(word: SupervisorWord): boolean {
    if (this.link === null || this.state === null) return false
    this.link.send(word)
    return true
  }

  close(): void {
    this.isClosed = true
    clearTimeout(this.timer)
    this.link?.close()
  }

  private connect(): void {
    this.link = connectSupervisor(this.path, {
      onState: (state) => {
        this.refusals = 0
        this.retryMs = FIRST_RETRY_MS
        this.take(state)
      },
      onEnd: (code) => this.lost(code),
    })
  }

  private lost(code: string | null): void {
    if (this.isClosed) return
    this.link = null
    this.take(null)
    const isRefused = code === 'ECONNREFUSED' || code === 'ENOTSUP' || code === 'EOPNOTSUPP'
    this.refusals = isRefused ? this.refusals + 1 : 0
    if (this.refusals >= REFUSALS) void this.poll()
    else this.timer = setTimeout(() => this.connect(), this.retryMs)
    this.retryMs = Math.min(RETRY_MS, this.retryMs * 2)
  }

  private async poll(): Promise<void> {
    const state = await readStatusFile(this.path)
    if (this.isClosed) return
    if (state !== null && state.seq !== this.state?.seq) this.take(state)
    this.timer = setTimeout(() => void this.poll(), POLL_MS)
  }

  private take(state: SupervisorState | null): void {
    if (state === null && this.state === null) return
    this.state = state
    this.onChange()
  }
}
