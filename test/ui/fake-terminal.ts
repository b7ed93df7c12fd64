// A terminal without a window: what is written goes to a real emulator, and keys come from the test.
import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import xterm from '@xterm/headless'

export class FakeTerminal {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** Everything written, for counting bytes and for looking at sequences. */
  written = ''
  private readonly terminal: InstanceType<typeof xterm.Terminal>
  private readonly waiters = new Set<() => void>()

  constructor(columns: number, rows: number) {
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true })
    const written = (text: string) => {
      this.written += text
      this.terminal.write(text, () => {
        for (const check of [...this.waiters]) check()
      })
    }
    const stdout = Object.assign(new EventEmitter(), {
      columns,
      rows,
      isTTY: true,
      write: (text: string, encoding?: unknown, done?: unknown) => {
        written(String(text))
        const callback = typeof encoding === 'function' ? encoding : done
        if (typeof callback === 'function') callback()
        return true
      },
    })
    this.stdout = stdout as unknown as NodeJS.WriteStream
    const stdin = Object.assign(new Readable({ read() {} }), {
      isTTY: true,
      setRawMode: () => stdin,
      ref: () => stdin,
      unref: () => stdin,
    })
    this.stdin = stdin as unknown as NodeJS.ReadStream
  }

  press(...keys: readonly string[]) {
    for (const key of keys) (this.stdin as unknown as Readable).push(KEYS[key] ?? key)
  }

  resize(columns: number, rows: number) {
    this.terminal.resize(columns, rows)
    Object.assign(this.stdout, { columns, rows })
    this.stdout.emit('resize')
  }

  /** The lines on the screen, without blanks at their ends. */
  lines(): string[] {
    const buffer = this.terminal.buffer.active
    return Array.from(
      { length: this.terminal.rows },
      (_line, row) =>
        buffer
          .getLine(buffer.viewportY + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    )
  }

  text(): string {
    return this.lines().join('\n')
  }

  isAlternate(): boolean {
    return this.terminal.buffer.active.type === 'alternate'
  }

  /** Every cell in the colours of the terminal: none was asked for. */
  isColourless(): boolean {
    const buffer = this.terminal.buffer.active
    return this.lines().every((_line, row) => {
      const line = buffer.getLine(buffer.viewportY + row)
      return Array.from({ length: this.terminal.cols }, (_cell, column) => line?.getCell(column)).every(
        (cell) => cell === undefined || (cell.isFgDefault() && cell.isBgDefault()),
      )
    })
  }

  /** Resolves when the screen shows the text. */
  async find(wanted: string | RegExp): Promise<void> {
    await this.until(
      () => (typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text())),
      String(wanted),
    )
  }

  async until(isTrue: () => boolean, what: string): Promise<void> {
    if (isTrue()) return
    await new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`the screen never showed ${what}:\n${this.text()}`)), 40_000)
      const check = () => {
        if (!isTrue()) return
        clearTimeout(tooLate)
        this.waiters.delete(check)
        resolve()
      }
      this.waiters.add(check)
    })
  }
}

const KEYS: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  backspace: '\u007f',
  'ctrl-c': '\u0003',
}
