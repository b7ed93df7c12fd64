// CMake's language as far as a reader without CMake needs it: commands and their words, comments left out.

export interface CmakeCommand {
  readonly name: string
  readonly words: readonly string[]
}

const token = /#\[(=*)\[[\s\S]*?\]\1\]|#[^\n]*|\[(=*)\[([\s\S]*?)\]\2\]|"((?:\\.|[^"\\])*)"|([()])|[^\s()#"]+/g

export function cmakeCommands(text: string): readonly CmakeCommand[] {
  const commands: CmakeCommand[] = []
  let name: string | null = null
  let words: string[] = []
  let depth = 0
  for (const match of text.matchAll(token)) {
    const [whole] = match
    if (whole.startsWith('#')) continue
    if (match[5] === '(') {
      depth += 1
    } else if (match[5] === ')') {
      depth -= 1
      if (depth === 0 && name !== null) {
        commands.push({ name: name.toLowerCase(), words })
        name = null
        words = []
      }
      depth = Math.max(0, depth)
    } else if (depth === 0) {
      name = whole
    } else {
      words.push(match[3] ?? match[4] ?? whole)
    }
  }
  return commands
}

/** `${NAME}` filled in; null when a variable is not known. */
export function expandWord(word: string, variables: ReadonlyMap<string, string>): string | null {
  let isKnown = true
  let text = word
  for (let round = 0; round < 8 && /\$\{[^${}]*\}/.test(text); round += 1) {
    text = text.replace(/\$\{([^${}]*)\}/g, (_whole, name: string) => {
      const value = variables.get(name)
      if (value === undefined) isKnown = false
      return value ?? ''
    })
  }
  return isKnown && !text.includes('$<') ? text : null
}
