// Keys of a terminal, or lines of a pipe, as texts: one key, or what stands in a line before Enter.
import { createInterface } from 'node:readline'
import type { ReadStream } from 'node:tty'

export interface Listener {
  onText(text: string): void
  /** ctrl-c, where the terminal gives it as a key. */
  onInterrupt(): void
  /** Nobody will ever answer. */
  onEnd(): void
}

export interface Input {
  /** Texts come faster than they are asked for, so each waits for its question. */
  readonly isQueued: boolean
  /** Returns what ends it and leaves the terminal as it was. */
  listen(listener: Listener): () => void
}

/** Single keys from a terminal, without Enter; digits are collected until Enter. */
export function keysOf(stdin: ReadStream, echo: (text: string) => void): Input {
  return {
    isQueued: false,
    listen: (listener) => {
      let digits = ''
      const onKey = (key: string) => {
        if (key === '\u0003') listener.onInterrupt()
        else if (key === '\u0004') listener.onText('q')
        else if (key === '\r' || key === '\n') {
          if (digits !== '') echo('\n')
          const text = digits
          digits = ''
          listener.onText(text)
        } else if (/^\d$/.test(key)) {
          digits += key
          echo(key)
        } else if ((key === '\u007f' || key === '\b') && digits !== '') {
          digits = digits.slice(0, -1)
          echo('\b \b')
        } else if (/^[a-z]$/i.test(key)) listener.onText(key.toLowerCase())
      }
      // An arrow key is one chunk that begins with ESC; pasted text is one chunk of many keys.
      const onData = (chunk: Buffer) => {
        const text = chunk.toString('utf8')
        if (!text.startsWith('\u001b')) for (const key of text) onKey(key)
      }
      stdin.setRawMode(true)
      stdin.on('data', onData)
      // The terminal has gone: nobody reads what would come.
      stdin.on('end', listener.onInterrupt)
      stdin.on('error', listener.onInterrupt)
      stdin.resume()
      return () => {
        stdin.off('data', onData)
        stdin.off('end', listener.onInterrupt)
        stdin.off('error', listener.onInterrupt)
        stdin.setRawMode(false)
        stdin.pause()
        stdin.unref()
      }
    },
  }
}

/** Lines, each ended by Enter: a pipe, or a terminal with --plain. */
export function linesOf(stdin: NodeJS.ReadableStream, isQueued: boolean): Input {
  return {
    isQueued,
    listen: (listener) => {
      const lines = createInterface({ input: stdin, terminal: false })
      // ctrl-d in a terminal is a person who leaves; the end of a pipe is nobody.
      const onClose = () => (isQueued ? listener.onEnd() : listener.onText('q'))
      lines.on('line', (line) => listener.onText(line.trim()))
      lines.on('close', onClose)
      return () => {
        lines.off('close', onClose)
        lines.close()
        if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
      }
    },
  }
}

/** Answers to questions of yes or no, one after the other. */
export class Asker {
  private readonly texts: string[] = []
  private readonly release: () => void
  private hasEnded = false
  private wake: () => void = () => {}

  constructor(input: Input) {
    this.release = input.listen({
      onText: (text) => {
        this.texts.push(text)
        this.wake()
      },
      onInterrupt: () => {
        this.texts.push('n')
        this.wake()
      },
      onEnd: () => {
        this.hasEnded = true
        this.wake()
      },
    })
  }

  /** null when nobody is there to answer. */
  async answer(): Promise<boolean | null> {
    while (this.texts.length === 0 && !this.hasEnded)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    const text = this.texts.shift()
    return text === undefined ? null : /^y(es)?$/i.test(text)
  }

  close(): void {
    this.release()
  }
}
