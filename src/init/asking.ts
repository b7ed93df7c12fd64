// Questions that only a person can answer. Where there is nobody to ask, the default is taken and marked as a guess.

export interface Asker {
  yesNo(question: string, byDefault: boolean): Promise<boolean>
  /** Asked again while `problemOf` says what is wrong with the answer. */
  text(question: string, byDefault: string, problemOf: (answer: string) => string | null): Promise<string>
}

export interface Answer<T> {
  readonly value: T
  readonly isGuess: boolean
}

export async function answerYesNo(asker: Asker | null, question: string, byDefault: boolean): Promise<Answer<boolean>> {
  if (asker === null) return { value: byDefault, isGuess: true }
  return { value: await asker.yesNo(question, byDefault), isGuess: false }
}

export async function answerPort(
  asker: Asker | null,
  question: string,
  byDefault: number,
  taken: ReadonlySet<number>,
): Promise<Answer<number>> {
  if (asker === null) return { value: byDefault, isGuess: true }
  const problemOf = (answer: string): string | null => {
    const port = Number(answer)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'wanted: a whole number from 1 to 65535'
    return taken.has(port) ? `${port} is another service's` : null
  }
  return { value: Number(await asker.text(question, String(byDefault), problemOf)), isGuess: false }
}
