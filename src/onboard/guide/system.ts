// The system in a small drawing: services, who calls whom, what each does. Pure.
import type { ServiceFact } from './state.ts'

const width = 78

export function systemLines(name: string, services: readonly ServiceFact[]): readonly string[] {
  const count = services.length === 1 ? 'one service' : `${services.length} services`
  const languages = [...new Set(services.map(({ language }) => languageName(language)))].join(' and ')
  const calls = services.some((service) => service.calls.length > 0)
    ? ' Under a service stand those that it calls.'
    : ''
  return [`${name}: ${count} in ${languages}.${calls}`, '', ...drawing(services), ...descriptions(services)]
}

/** A service that was drawn already is named again without what stands below it. */
export function drawing(services: readonly ServiceFact[]): readonly string[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const called = new Set(services.flatMap(({ calls }) => calls))
  const drawn = new Set<string>()
  const lines: { readonly label: string; readonly service: ServiceFact; readonly isAgain: boolean }[] = []
  const draw = (service: ServiceFact, depth: number) => {
    const isAgain = drawn.has(service.name)
    const label = depth === 0 ? service.name : `${'   '.repeat(depth - 1)}-> ${service.name}`
    lines.push({ label, service, isAgain: isAgain && service.calls.length > 0 })
    if (isAgain) return
    drawn.add(service.name)
    for (const name of service.calls) {
      const next = byName.get(name)
      if (next !== undefined) draw(next, depth + 1)
    }
  }
  for (const service of services) if (!called.has(service.name)) draw(service, 0)
  // Services in a circle are called by each other, so none of them stands on top by itself.
  for (const service of services) if (!drawn.has(service.name)) draw(service, 0)
  const column = Math.max(...lines.map(({ label }) => label.length)) + 2
  return lines.map(({ label, service, isAgain }) => {
    const facts = `${languageName(service.language).padEnd(4)} port ${service.port}`
    return `  ${label.padEnd(column)}${facts}${isAgain ? '  (its calls: see above)' : ''}`
  })
}

function descriptions(services: readonly ServiceFact[]): readonly string[] {
  const told = services.flatMap(({ name, description }) => (description === null ? [] : [{ name, description }]))
  if (told.length === 0) return []
  const column = Math.max(...told.map(({ name }) => name.length)) + 2
  return [
    '',
    ...told.flatMap(({ name, description }) =>
      wrapped(description, width - column - 2).map(
        (line, index) => `  ${(index === 0 ? name : '').padEnd(column)}${line}`,
      ),
    ),
  ]
}

export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function languageName(language: string): string {
  return language === 'ada' ? 'Ada' : language === 'c++' ? 'C++' : language
}
