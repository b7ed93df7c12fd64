// What an image that ships must be, as far as can be told without running it. Pure: one finding for each thing wrong.
import type { Language } from '../model/environment.ts'
import { fileSystemOf, type SavedImage } from './archive.ts'
import type { SpdxDocument } from './sbom.ts'
import type { TarEntry } from './tar.ts'

/** Codes of the catalogue: what is in it, who runs it, how large it is, what it says of itself, how it runs. */
export type FindingCode = 'DE0315' | 'DE0316' | 'DE0317' | 'DE0318' | 'DE0319' | 'DE0320'

export interface Finding {
  readonly code: FindingCode
  /** A path, a label, a limit: what the finding is about. */
  readonly what: string
  readonly text: string
}

export const maxImageBytes: Readonly<Record<Language, number>> = { 'c++': 100_000_000, ada: 150_000_000 }

export const wantedLabels: readonly string[] = [
  'created',
  'description',
  'licenses',
  'revision',
  'source',
  'title',
  'version',
].map((name) => `org.opencontainers.image.${name}`)

export function brokenRules(image: SavedImage, language: Language, sbom: SpdxDocument | null): readonly Finding[] {
  const files = fileSystemOf(image.layers)
  return [
    ...wrongUser(image, files),
    ...wrongFiles(image, files),
    ...wrongSize(image, language),
    ...wrongWords(image),
    ...wrongSbom(image, files, sbom),
  ]
}

export function sizeOf(image: SavedImage): number {
  return image.layers.flat().reduce((sum, { bytes }) => sum + bytes.length, 0)
}

type Files = ReadonlyMap<string, TarEntry>

function wrongUser({ config }: SavedImage, files: Files): readonly Finding[] {
  const user = config.config.User ?? ''
  const name = user.split(':')[0] ?? ''
  const finding = (text: string): Finding => ({ code: 'DE0317', what: 'user', text })
  if (name === '') return [finding('none is named, so that it runs as root')]
  if (/^\d+$/.test(name)) return Number(name) === 0 ? [finding(`${user} is root`)] : []
  const uid = new RegExp(`^${name.replace(/\W/g, '\\$&')}:[^:]*:(\\d+):`, 'm').exec(
    files.get('etc/passwd')?.bytes.toString('utf8') ?? '',
  )?.[1]
  // Kubernetes refuses a name where runAsNonRoot is asked for.
  return [
    finding(`${user} is a name (uid ${uid ?? 'unknown'}); a cluster can tell only of a number that it is not root`),
  ]
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ['a shell', /^(ba|da|a|z|k|mk|c|tc|fi|r?ba)?sh$|^(busybox|toybox)$/],
  ['a package manager', /^(apt|apt-get|aptitude|dpkg|dpkg-deb|apk|yum|dnf|microdnf|rpm|zypper|pacman|pip3?|npm|gem)$/],
  [
    'a compiler or linker',
    /^(([\w-]+-)?(gcc|g\+\+|cpp|gnat\w*|gprbuild|gnatmake)(-\d+)?|cc|c\+\+|cc1(plus)?|clang(\+\+)?(-\d+)?|ld(\.\w+)?|as|ar|mold|make|ninja|cmake|ccache|go|rustc|tcc)$/,
  ],
  ['an interpreter', /^(perl|python|ruby|lua|node|php|awk|mawk|gawk|tclsh)[\d.]*$/],
]

function wrongFiles(image: SavedImage, files: Files): readonly Finding[] {
  const program = image.config.config.Entrypoint?.[0] ?? image.config.config.Cmd?.[0] ?? ''
  const finding = (path: string, text: string): Finding => ({ code: 'DE0316', what: `/${path}`, text })
  return [...files.values()].flatMap((entry): Finding[] => {
    const { path, kind, mode } = entry
    const name = path.slice(path.lastIndexOf('/') + 1)
    const isLibrary = /\.so(\.[\d.]+)?$/.test(name)
    const isLoader = /^ld-[\w.-]+\.so\.\d+$/.test(name)
    const isProgram = `/${path}` === program
    const found: Finding[] = []
    const named = kind === 'folder' || isProgram ? undefined : kinds.find(([, pattern]) => pattern.test(name))?.[0]
    if (named !== undefined) found.push(finding(path, `is ${named}`))
    else if (kind === 'file' && (mode & 0o111) !== 0 && !isProgram && !isLibrary && !isLoader)
      found.push(finding(path, 'can be run, and is not the service'))
    if (kind !== 'folder' && kind !== 'symlink' && (mode & 0o6000) !== 0)
      found.push(finding(path, `has mode ${mode.toString(8)}: who runs it becomes another user`))
    if (entry.attributes['SCHILY.xattr.security.capability'] !== undefined)
      found.push(finding(path, 'has capabilities of its own'))
    if (kind !== 'symlink' && (mode & 0o002) !== 0)
      found.push(finding(path, `has mode ${mode.toString(8)}: everybody may write to it`))
    if (kind === 'other') found.push(finding(path, 'is a device or a pipe'))
    return found
  })
}

function wrongSize(image: SavedImage, language: Language): readonly Finding[] {
  const found = sizeOf(image)
  const limit = maxImageBytes[language]
  if (found <= limit) return []
  const text = `${(found / 1e6).toFixed(1)} MB, the limit is ${(limit / 1e6).toFixed(0)} MB`
  return [{ code: 'DE0318', what: 'size', text }]
}

function wrongWords({ config }: SavedImage): readonly Finding[] {
  const labels = config.config.Labels ?? {}
  const test = config.config.Healthcheck?.Test ?? []
  const missing = wantedLabels.filter((name) => !labels[name])
  const found: Finding[] = missing.map((name) => ({ code: 'DE0319', what: name, text: 'is a label it lacks' }))
  const shown = labels['org.opencontainers.image.created']
  if (shown && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(shown))
    found.push({ code: 'DE0319', what: 'org.opencontainers.image.created', text: `${shown} is no time` })
  if (test.length === 0 || test[0] === 'NONE')
    found.push({ code: 'DE0319', what: 'health check', text: 'there is none' })
  else if (test[0] === 'CMD-SHELL')
    found.push({ code: 'DE0319', what: 'health check', text: 'it asks for a shell, which the image must not have' })
  return found
}

function wrongSbom(image: SavedImage, files: Files, sbom: SpdxDocument | null): readonly Finding[] {
  const finding = (what: string, text: string): Finding => ({ code: 'DE0319', what, text })
  if (sbom === null) return [finding('bill of materials', 'there is none beside the image')]
  const described = new Set(sbom.files.map(({ fileName }) => fileName.slice(2)))
  const missing = [...files.values()].filter(({ kind, path }) => kind === 'file' && !described.has(path))
  const found = missing.map(({ path }) => finding(`/${path}`, 'is not in the bill of materials'))
  if (!sbom.packages.some(({ comment }) => comment?.includes(image.imageId) === true))
    found.unshift(finding('bill of materials', `it is of another image than ${image.imageId}`))
  return found
}
