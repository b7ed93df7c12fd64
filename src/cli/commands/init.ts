// `devenv init`: a Tiltfile.ts for a tree that has none; questions only in a terminal.
import { createInterface, type Interface } from 'node:readline/promises'
import { type Asker, draftTiltfile, initWorkspace, writeEditorTypes } from '../../init/init.ts'
import { printLine } from '../print.ts'

export interface InitCommandOptions {
  readonly yes?: boolean
  readonly print?: boolean
  readonly force?: boolean
  readonly types?: boolean
}

class Left extends Error {}

export async function init(options: InitCommandOptions): Promise<number> {
  if (options.types === true) {
    const isWritten = writeEditorTypes(process.cwd())
    printLine(isWritten ? 'devenv.d.ts: the types of this devenv' : "devenv.d.ts is not devenv's own: it stays")
    return isWritten ? 0 : 1
  }
  const isAsking = options.yes !== true && process.stdin.isTTY === true && process.stderr.isTTY === true
  // stdout is for the file where it is printed.
  const output = options.print === true ? process.stderr : process.stdout
  const say = (line: string) => output.write(`${line}\n`)
  const terminal = isAsking ? createInterface({ input: process.stdin, output }) : null
  const asker = terminal === null ? null : askerOn(terminal, say)
  const common = { folder: process.cwd(), asker, say }
  try {
    if (options.print === true) {
      process.stdout.write(await draftTiltfile(common))
      return 0
    }
    const { services, libraries } = await initWorkspace({ ...common, isForced: options.force === true })
    const names = services.map(({ name, port }) => `${name} (${port})`).join(', ')
    printLine(
      `Tiltfile.ts: ${count(services.length, 'service', 'services')}: ${names}${libraries.length === 0 ? '' : `; ${count(libraries.length, 'library', 'libraries')}`}`,
    )
    printLine('Read it, then: devenv up')
    return 0
  } catch (thrown) {
    if (!(thrown instanceof Left)) throw thrown
    say('nothing was written')
    return 130
  } finally {
    terminal?.close()
  }
}

function askerOn(terminal: Interface, say: (line: string) => void): Asker {
  const left = new Promise<never>((_resolve, reject) => {
    const leave = () => reject(new Left())
    terminal.once('SIGINT', leave)
    terminal.once('close', leave)
  })
  left.catch(() => {})
  const ask = async (question: string) => (await Promise.race([terminal.question(question), left])).trim()
  return {
    yesNo: async (question, byDefault) => {
      for (;;) {
        const answer = await ask(`${question} y/n [${byDefault ? 'y' : 'n'}] `)
        if (answer === '') return byDefault
        if (/^(y|yes|n|no)$/i.test(answer)) return /^y/i.test(answer)
        say('  wanted: y or n')
      }
    },
    text: async (question, byDefault, problemOf) => {
      for (;;) {
        const answer = (await ask(`${question} [${byDefault}] `)) || byDefault
        const problem = problemOf(answer)
        if (problem === null) return answer
        say(`  ${problem}`)
      }
    },
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
