// The documentation as data: pages with their headings, links, code spans and shell lines.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface Placed {
  readonly text: string
  /** `docs/runtimes.md:12` */
  readonly at: string
}

export interface Page {
  /** Relative to the checkout. */
  readonly path: string
  /** What a link can name after `#`. */
  readonly anchors: ReadonlySet<string>
  /** Targets as they are written. */
  readonly links: readonly Placed[]
  /** What stands between single backticks. */
  readonly spans: readonly Placed[]
  /** Lines of blocks marked `sh`, without comments. */
  readonly shell: readonly Placed[]
  /** Lines outside of blocks. */
  readonly prose: readonly Placed[]
}

export function readPages(): readonly Page[] {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))
  const services = readdirSync(join(root, 'services'), { recursive: true, encoding: 'utf8' })
  const paths = [
    'README.md',
    'CHANGELOG.md',
    ...docs.map((name) => `docs/${name}`),
    ...services.filter((name) => name.endsWith('README.md')).map((name) => `services/${name}`),
  ]
  return paths.map((path) => readPage(path, readFileSync(join(root, path), 'utf8')))
}

export function readPage(path: string, text: string): Page {
  const anchors = new Set<string>()
  const [links, spans, shell, prose]: [Placed[], Placed[], Placed[], Placed[]] = [[], [], [], []]
  let fence: string | null = null
  for (const [index, line] of text.split('\n').entries()) {
    const at = `${path}:${index + 1}`
    const mark = /^\s*```(\w*)/.exec(line)
    if (mark !== null) {
      fence = fence === null ? mark[1]! : null
    } else if (fence !== null) {
      if (fence === 'sh') shell.push({ text: line.replace(/(^|\s)#.*$/, '').trim(), at })
    } else {
      prose.push({ text: line, at })
      for (const [, span] of line.matchAll(/`([^`]+)`/g)) spans.push({ text: span!, at })
      for (const [, target] of withoutSpans(line).matchAll(/\]\(([^)\s]+)\)/g)) links.push({ text: target!, at })
      for (const [, id] of line.matchAll(/<a id="([^"]+)">/g)) anchors.add(id!)
      const heading = /^#+ (.*)$/.exec(line)?.[1]
      if (heading !== undefined) anchors.add(freeSlug(slugOf(heading), anchors))
    }
  }
  return { path, anchors, links, spans, shell, prose }
}

/** As the usual viewers make them: lower case, punctuation gone, spaces to hyphens. */
export function slugOf(heading: string): string {
  return heading
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** All text files below these folders, relative to the checkout. */
export function textFiles(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|md|sh|ya?ml|json|c|h|hpp|cpp|ad[bs]|gpr|txt)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
}

function withoutSpans(line: string): string {
  return line.replaceAll(/`[^`]*`/g, '')
}

function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 1; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`
}
