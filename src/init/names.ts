// Names as Tiltfile.ts wants them, each once; and whom a word of the sources means.
import type { Candidate } from './candidates.ts'
import { wordsOf } from './seen/patterns.ts'

export function dnsName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return plain === '' ? 'service' : plain
}

/** Takes `wanted`, or the next free one: with a prefix, then with a number. */
export function takeName(taken: Set<string>, wanted: string, prefix: string): string {
  const plain = dnsName(wanted)
  const options = [
    plain,
    dnsName(`${prefix}-${plain}`),
    ...Array.from({ length: 500 }, (_, index) => `${plain}-${index + 2}`),
  ]
  const name = options.find((option) => !taken.has(option)) ?? plain
  taken.add(name)
  return name
}

/** Words that mean one candidate and no other: of its name, its project, its folder. */
export function meaningsOf(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> {
  const users = new Map<string, Set<Candidate>>()
  for (const candidate of candidates) {
    const { program } = candidate
    const names = [program.name, ...program.aliases, ...candidate.containers.map(({ names: [first = ''] }) => first)]
    const words = names.flatMap((name) => [
      dnsName(name),
      ...wordsOf(name),
      ...wordsOf(name).map((word) => word.replace(/d$/, '')),
    ])
    for (const word of words)
      if (word.length >= 3 && !general.has(word)) users.set(word, (users.get(word) ?? new Set()).add(candidate))
  }
  return new Map([...users].flatMap(([word, set]) => (set.size === 1 ? [[word, [...set][0]!] as const] : [])))
}

const general = new Set('main server service services app apps src daemon svc api the http port core node'.split(' '))
