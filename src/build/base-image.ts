// The distribution that a service's binary runs on, from its Dockerfile, and the C library it brings. Pure.

export interface BaseImage {
  readonly id: string
  readonly version: string
  readonly glibc: string | null
}

const releases: readonly {
  readonly id: string
  readonly version: string
  readonly name: string
  readonly glibc: string
}[] = [
  { id: 'debian', version: '11', name: 'bullseye', glibc: '2.31' },
  { id: 'debian', version: '12', name: 'bookworm', glibc: '2.36' },
  { id: 'debian', version: '13', name: 'trixie', glibc: '2.41' },
  { id: 'ubuntu', version: '22.04', name: 'jammy', glibc: '2.35' },
  { id: 'ubuntu', version: '24.04', name: 'noble', glibc: '2.39' },
]

/** Null when the image is not one that is known by its name. */
export function baseImage(dockerfile: string): BaseImage | null {
  const text = dockerfile.replace(/\\\n/g, ' ')
  const defaults = new Map(
    [...text.matchAll(/^\s*ARG\s+(\w+)=(\S+)/gim)].map((match) => [match[1]!, match[2]!.replace(/^"(.*)"$/, '$1')]),
  )
  const stages = [...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim)].map((match) => ({
    image: match[1]!.replace(/\$\{?(\w+)(?::-[^}]*)?\}?/g, (whole, name: string) => defaults.get(name) ?? whole),
    name: match[2],
  }))
  // Development pods run from the stage of this name; a last stage from scratch has what another one copied there.
  const last = stages.findLast(({ image }) => image !== 'scratch')
  let image = (stages.find(({ name }) => name === 'runtime-base') ?? last)?.image
  for (let hops = 0; hops < stages.length; hops += 1) image = stages.find(({ name }) => name === image)?.image ?? image
  return image === undefined ? null : releaseOf(image)
}

function releaseOf(image: string): BaseImage | null {
  const words = image.replace(/@sha256:.*$/, '').toLowerCase()
  const found = releases.find(
    ({ id, version, name }) =>
      words.includes(name) ||
      new RegExp(`(^|/)${id}:${version.replace('.', '\\.')}(\\.|-|$)`).test(words) ||
      words.includes(`-${id}${version}`),
  )
  return found === undefined ? null : { id: found.id, version: found.version, glibc: found.glibc }
}
