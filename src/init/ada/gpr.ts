// Reads a GPR project as gprbuild would: variables, scenario types, cases, attributes of other projects.
// https://docs.adacore.com/gprbuild-docs/html/gprbuild_ug/gnat_project_manager.html
import { type GprWord, gprWords } from './gpr-words.ts'

export type GprValue = string | readonly string[]

export interface GprExternal {
  readonly name: string
  /** Null when the project gives none. */
  readonly byDefault: string | null
  /** Of its type; empty when it has none. */
  readonly values: readonly string[]
}

export interface GprProject {
  readonly name: string
  readonly kind: 'standard' | 'library' | 'aggregate' | 'abstract' | 'configuration'
  readonly withs: readonly string[]
  readonly extended: string | null
  /** By lower-case name; of an index too: `executable main.adb`, of a package: `builder.executable main.adb`. */
  readonly values: ReadonlyMap<string, GprValue>
  readonly types: ReadonlyMap<string, readonly string[]>
  readonly externals: readonly GprExternal[]
}

export interface GprContext {
  /** Values given from outside: `-X`, or `for External` of an aggregate. */
  readonly externals: ReadonlyMap<string, string>
  /** The project behind a name in `with` or `extends`; null when it is none of the tree. */
  readonly load: (file: string) => GprProject | null
  /** Folder of the project, with a slash at its end. */
  readonly folder: string
}

export function readGpr(text: string, context: GprContext): GprProject {
  return new Reader(gprWords(text), context).project()
}

class Reader {
  private readonly words: readonly GprWord[]
  private readonly context: GprContext
  private at = 0
  private readonly withs: string[] = []
  private readonly others = new Map<string, GprProject>()
  private readonly values = new Map<string, GprValue>()
  private readonly types = new Map<string, readonly string[]>()
  private readonly externals: GprExternal[] = []
  private name = ''

  constructor(words: readonly GprWord[], context: GprContext) {
    this.words = words
    this.context = context
  }

  project(): GprProject {
    let kind: GprProject['kind'] = 'standard'
    let extended: string | null = null
    for (;;) {
      const word = this.lower()
      if (word === 'with') this.withClause()
      else if (word === 'aggregate') kind = 'aggregate'
      else if (word === 'abstract') kind = 'abstract'
      else if (word === 'configuration') kind = 'configuration'
      else if (word === 'library' && kind === 'standard') kind = 'library'
      else if (word === 'project' || this.isAtEnd()) break
      this.at += 1
    }
    this.at += 1
    this.name = this.dottedName()
    if (this.lower() === 'extends') {
      this.at += 1
      if (this.lower() === 'all') this.at += 1
      extended = this.words[this.at]?.text ?? null
      this.at += 1
      const base = extended === null ? null : this.context.load(withSuffix(extended))
      if (base !== null) {
        this.others.set(base.name.toLowerCase(), base)
        for (const [key, value] of base.values)
          if (/^(main|source_dirs|languages|exec_dir|builder\.)/.test(key)) this.values.set(key, value)
      }
    }
    this.at += 1
    this.declarations('', true)
    const { name, withs, values, types, externals } = this
    return { name, kind, withs, extended: extended === null ? null : withSuffix(extended), values, types, externals }
  }

  private withClause(): void {
    this.at += 1
    while (this.words[this.at]?.kind === 'text') {
      const file = withSuffix(this.words[this.at]!.text)
      this.withs.push(file)
      const project = this.context.load(file)
      if (project !== null) this.others.set(project.name.toLowerCase(), project)
      this.at += this.sign(1) === ',' ? 2 : 1
    }
  }

  /** Up to `end`, `when` or the end of the text; `isTaken` is false in a case that does not apply. */
  private declarations(prefix: string, isTaken: boolean): void {
    while (!this.isAtEnd()) {
      const word = this.lower()
      if (word === 'end' || word === 'when') return
      if (word === 'type') this.typeDeclaration()
      else if (word === 'for') this.attribute(prefix, isTaken)
      else if (word === 'case') this.caseConstruction(prefix, isTaken)
      else if (word === 'package') this.packageDeclaration(isTaken)
      else if (this.words[this.at]?.kind === 'name' && word !== 'null') this.variable(prefix, isTaken)
      else this.at += 1
    }
  }

  private typeDeclaration(): void {
    const name = this.words[this.at + 1]?.text.toLowerCase() ?? ''
    this.at += 3
    this.types.set(name, asList(this.expression([])))
    this.semicolon()
  }

  private variable(prefix: string, isTaken: boolean): void {
    const name = this.lower()
    this.at += 1
    let values: readonly string[] = []
    if (this.sign(0) === ':') {
      this.at += 1
      values = this.typeNamed(this.dottedName())
    }
    this.at += 1
    const value = this.expression(values)
    if (isTaken) {
      this.values.set(`variable ${name}`, value)
      if (prefix !== '') this.values.set(`${prefix}variable ${name}`, value)
    }
    this.semicolon()
  }

  private attribute(prefix: string, isTaken: boolean): void {
    const name = this.words[this.at + 1]?.text.toLowerCase() ?? ''
    this.at += 2
    let index = ''
    if (this.sign(0) === '(') {
      index = ` ${(this.words[this.at + 1]?.text ?? '').toLowerCase()}`
      while (this.sign(0) !== ')' && !this.isAtEnd()) this.at += 1
      this.at += 1
    }
    this.at += 1
    const value = this.expression([])
    if (isTaken) this.values.set(`${prefix}${name}${index}`, value)
    this.semicolon()
  }

  private caseConstruction(prefix: string, isTaken: boolean): void {
    this.at += 1
    const value = this.expression([])
    this.at += 1
    let isFound = false
    while (this.lower() === 'when') {
      this.at += 1
      let isChosen = false
      while (this.sign(0) !== '=>' && !this.isAtEnd()) {
        const word = this.words[this.at]!
        if (this.lower() === 'others' || (word.kind === 'text' && word.text === value)) isChosen = true
        this.at += 1
      }
      this.at += 1
      this.declarations(prefix, isTaken && isChosen && !isFound)
      if (isChosen) isFound = true
    }
    this.at += 2
    this.semicolon()
  }

  private packageDeclaration(isTaken: boolean): void {
    const name = this.words[this.at + 1]?.text.toLowerCase() ?? ''
    this.at += 2
    const how = this.lower()
    if (how === 'renames' || how === 'extends') {
      this.at += 1
      const [project = ''] = this.dottedName().toLowerCase().split('.')
      for (const [key, value] of this.others.get(project)?.values ?? [])
        if (isTaken && key.startsWith(`${name}.`)) this.values.set(key, value)
    }
    if (how !== 'renames') {
      this.at += 1
      this.declarations(`${name}.`, isTaken)
    }
    this.semicolon()
  }

  private expression(values: readonly string[]): GprValue {
    let value = this.term(values)
    while (this.sign(0) === '&') {
      this.at += 1
      const next = this.term([])
      value = typeof value === 'string' && typeof next === 'string' ? value + next : [...asList(value), ...asList(next)]
    }
    return value
  }

  private term(values: readonly string[]): GprValue {
    const word = this.words[this.at]
    if (word?.kind === 'text') {
      this.at += 1
      return word.text
    }
    if (this.sign(0) === '(') return this.list()
    if (word?.kind !== 'name') return ''
    if (/^external(_as_list)?$/.test(word.lower) && this.sign(1) === '(') return this.external(values)
    const name = this.dottedName().toLowerCase()
    if (this.sign(0) === '(') {
      const [first = ''] = this.list()
      if (name === 'lower') return first.toLowerCase()
      return name === 'upper' ? first.toUpperCase() : first
    }
    return this.sign(0) === "'" ? this.attributeValue(name) : this.variableValue(name)
  }

  private list(): readonly string[] {
    const items: string[] = []
    this.at += 1
    while (this.sign(0) !== ')' && !this.isAtEnd()) {
      if (this.sign(0) === ',') this.at += 1
      const before = this.at
      items.push(...asList(this.expression([])))
      if (this.at === before) this.at += 1
    }
    this.at += 1
    return items
  }

  private external(values: readonly string[]): GprValue {
    this.at += 1
    const [name = '', byDefault = null] = this.list()
    this.externals.push({ name, byDefault, values })
    return this.context.externals.get(name) ?? byDefault ?? values[0] ?? ''
  }

  private attributeValue(name: string): GprValue {
    const attribute = this.words[this.at + 1]?.text.toLowerCase() ?? ''
    this.at += 2
    const index = this.sign(0) === '(' ? ` ${(this.list()[0] ?? '').toLowerCase()}` : ''
    if (name === 'project' || name === this.name.toLowerCase()) {
      if (attribute === 'project_dir') return this.context.folder
      if (attribute === 'name') return this.name
      return this.values.get(`${attribute}${index}`) ?? ''
    }
    const [first = '', ...rest] = name.split('.')
    const other = this.others.get(first)
    const key = `${other === undefined ? `${name}.` : rest.map((part) => `${part}.`).join('')}${attribute}${index}`
    return (other?.values ?? this.values).get(key) ?? ''
  }

  private variableValue(name: string): GprValue {
    const parts = name.split('.')
    const last = parts.pop()!
    const other = parts.length === 0 ? undefined : this.others.get(parts.join('.'))
    return (other?.values ?? this.values).get(`variable ${last}`) ?? ''
  }

  private typeNamed(name: string): readonly string[] {
    const parts = name.toLowerCase().split('.')
    const last = parts.pop()!
    const other = parts.length === 0 ? undefined : this.others.get(parts.join('.'))
    return (other?.types ?? this.types).get(last) ?? []
  }

  private dottedName(): string {
    let name = this.words[this.at]?.text ?? ''
    this.at += 1
    while (this.sign(0) === '.') {
      name += `.${this.words[this.at + 1]?.text ?? ''}`
      this.at += 2
    }
    return name
  }

  private semicolon(): void {
    while (!this.isAtEnd() && this.sign(0) !== ';') this.at += 1
    this.at += 1
  }

  private sign(ahead: number): string {
    const word = this.words[this.at + ahead]
    return word?.kind === 'sign' ? word.text : ''
  }

  private lower(): string {
    const word = this.words[this.at]
    return word?.kind === 'name' ? word.lower : ''
  }

  private isAtEnd(): boolean {
    return this.at >= this.words.length
  }
}

export function asList(value: GprValue | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

function withSuffix(file: string): string {
  return /\.gpr$/i.test(file) ? file : `${file}.gpr`
}
