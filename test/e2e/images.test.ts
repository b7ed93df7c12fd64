// Images that ship, on a real engine: built, the same twice, described, checked, and refused when they are wrong.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf, readArchive } from '../../src/images/archive.ts'
import { wantedLabels } from '../../src/images/rules.ts'
import type { SpdxDocument } from '../../src/images/sbom.ts'
import { readTar } from '../../src/images/tar.ts'
import { spdxMistakes } from '../images/spdx-shape.ts'
import { fetchHadolint } from './hadolint.ts'
import { eventually, system, Workspace } from './harness.ts'

const root = resolve(import.meta.dirname, '../..')
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim()
/** One of each language, and the one which opens a library by name. */
const services = ['xrc-service', 'orb-core', 'security-service'] as const

interface Built {
  readonly service: string
  readonly image: string
  readonly imageId: string
  readonly digest: string
  readonly sizeBytes: number
  readonly layers: number
  readonly ms: number
  readonly user: string
  readonly revision: string
  readonly sbom: string
}

describe('images', () => {
  let workspace: Workspace
  let output: string
  let temporary: string
  let built: readonly Built[]

  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace.folder, '-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
      encoding: 'utf8',
    }).trim()
  const build = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const ended = await workspace.run(['images', 'build', '--json', '--tag', 'story', ...args], env)
    expect(ended.stderr).toBe('')
    const { images, failed } = JSON.parse(ended.stdout) as { images: Built[]; failed: unknown[] }
    expect({ failed, exitCode: ended.exitCode }).toEqual({ failed: [], exitCode: 0 })
    return images
  }
  const check = async (service: string, tag: string) => {
    const { stdout, exitCode } = await workspace.run(['images', 'check', '--json', '--tag', tag, service])
    const { errors } = JSON.parse(stdout) as { errors: { code: string; details: { label: string; text: string }[] }[] }
    return { exitCode, errors, codes: errors.map(({ code }) => code) }
  }
  /** An image of xrc-service that somebody made another way. */
  const bad = (tag: string, dockerfile: string, files: Readonly<Record<string, string>> = {}) => {
    const folder = join(temporary, tag)
    mkdirSync(folder)
    for (const [name, text] of Object.entries({ ...files, Dockerfile: dockerfile }))
      writeFileSync(join(folder, name), text)
    docker('build', '--quiet', '--tag', `devenv/xrc-service:${tag}`, folder)
  }

  beforeAll(async () => {
    workspace = new Workspace('images', { ...system, paths: [...system.paths, '.dockerignore'] })
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '-m', 'all')
    temporary = mkdtempSync(join(tmpdir(), 'devenv-images-story-'))
    output = join(temporary, 'output')
    built = await build([...services, '--output', output])
  })
  afterAll(() => {
    const made = docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', '--filter', 'reference=devenv/*')
    const tags = /:(story|shell|broken|stubborn|deaf)$/
    for (const image of made.split('\n').filter((name) => tags.test(name))) docker('image', 'rm', '--force', image)
    rmSync(temporary, { recursive: true, force: true })
    workspace.remove()
  })

  test('are small, of nobody, of a commit, and in the engine', () => {
    expect(built.map(({ service }) => service)).toEqual(services)
    for (const image of built) {
      console.log(`${image.service}: ${(image.sizeBytes / 1e6).toFixed(1)} MB, ${image.layers} layers, ${image.digest}`)
      expect(image).toMatchObject({ layers: 2, user: '65534:65534', revision: git('rev-parse', 'HEAD') })
      expect(image.sizeBytes).toBeLessThan(20_000_000)
      expect(docker('image', 'inspect', '--format', '{{.Id}}', image.image)).toBe(image.imageId)
      const labels = JSON.parse(docker('image', 'inspect', '--format', '{{json .Config.Labels}}', image.image))
      for (const name of wantedLabels) expect(labels[name], name).toMatch(/./)
    }
  })

  test('OpenSSL is where it is asked for, and nowhere else', () => {
    const libraries = (service: string) =>
      readArchive(readFileSync(join(output, `${service}.tar`)))
        .layers.flat()
        .filter(({ path }) => /lib(ssl|crypto)\./.test(path)).length
    expect(services.map(libraries)).toEqual([0, 0, 2])
  })

  test('the library that is opened by name works: TLS out of the image, confined', async () => {
    const folder = join(temporary, 'tls')
    mkdirSync(folder)
    const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes', '-newkey', 'rsa:2048']
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
    execFileSync('openssl', ['req', '-x509', ...subject, ...files], { stdio: 'pipe' })
    // Read by user 65534 inside.
    chmodSync(join(folder, 'key.pem'), 0o644)
    const name = `devenv-story-tls-${process.pid}`
    const confined = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges']
    const settings = ['--env', 'TLS_CERT_FILE=/tls/cert.pem', '--env', 'TLS_KEY_FILE=/tls/key.pem']
    const ways = ['--volume', `${folder}:/tls:ro`, '--publish', '127.0.0.1::8443']
    docker('run', '--detach', '--name', name, ...confined, ...settings, ...ways, 'devenv/security-service:story')
    try {
      const port = Number(docker('port', name, '8443').split(':').at(-1))
      const status = () =>
        new Promise<number>((done, refuse) => {
          const call = get({ host: '127.0.0.1', port, path: '/health', rejectUnauthorized: false }, (response) => {
            response.resume()
            done(response.statusCode ?? 0)
          })
          call.on('error', refuse)
        })
      expect(await eventually('an answer over TLS', status)).toBe(200)
    } finally {
      docker('rm', '--force', name)
    }
  })

  test('a bill of materials lies beside each, complete and right in shape', () => {
    for (const image of built) {
      const document = JSON.parse(readFileSync(join(output, `${image.service}.spdx.json`), 'utf8')) as SpdxDocument
      expect(spdxMistakes(document)).toEqual([])
      expect(JSON.parse(readFileSync(image.sbom, 'utf8'))).toEqual(document)
      const names = document.packages.map(({ name }) => name)
      expect(names).toContain('libc6')
      expect(names).toContain(image.service === 'xrc-service' ? 'nlohmann-json3-dev' : 'gnat-12')
      const unknown = document.packages.filter(({ licenseConcluded }) => licenseConcluded === 'NOASSERTION')
      expect(unknown.map(({ name }) => name)).toEqual([])
      const archive = readArchive(readFileSync(join(output, `${image.service}.tar`)))
      expect(archive.imageId).toBe(image.imageId)
      const files = archive.layers.flat().filter(({ kind }) => kind === 'file')
      expect(document.files.map(({ fileName }) => fileName)).toEqual(files.map(({ path }) => `./${path}`).sort())
    }
  })

  test('the archive is an OCI layout of the digest that was said', () => {
    for (const { service, digest } of built) {
      const files = new Map(
        readTar(readFileSync(join(output, `${service}.tar`))).map(({ path, bytes }) => [path, bytes]),
      )
      expect(JSON.parse(files.get('index.json')!.toString()).manifests[0].digest).toBe(digest)
      expect(digestOf(files.get(`blobs/${digest.replace(':', '/')}`)!)).toBe(digest)
    }
  })

  test('pass the check: read-only root, no capabilities, /health, SIGTERM', async () => {
    const ended = await workspace.run(['images', 'check', '--tag', 'story', ...services])
    expect(ended.stderr).not.toContain('✘')
    expect(ended.stdout.split('\n').filter((line) => line.endsWith('✔'))).toHaveLength(services.length)
    expect(ended.exitCode).toBe(0)
    expect(docker('ps', '--all', '--quiet', '--filter', 'name=devenv-trial-')).toBe('')
  })

  test.each(['xrc-service', 'orb-core'])(
    '%s has the same digest when it is built again from nothing',
    async (service) => {
      const [again] = await build(['--no-cache', service])
      console.log(`${service}: ${(again!.ms / 1000).toFixed(1)} s from nothing, toolchain and all`)
      expect(again!.digest).toBe(built.find((image) => image.service === service)!.digest)
      expect(again!.imageId).toBe(built.find((image) => image.service === service)!.imageId)
    },
  )

  test('an edit of one service leaves what the others are built of as it is; their digests too', async () => {
    const path = 'services/cpp/widget-core/src/kinds.cpp'
    workspace.write(path, `${workspace.read(path)}\n// edited\n`)
    const { stderr, exitCode } = await workspace.run(['images', 'build', '--tag', 'story', 'xrc-service'])
    workspace.restore(path)
    expect(exitCode).toBe(0)
    // Steps that come out of the cache are not shown.
    expect(stderr).toContain('seal')
    expect(stderr).not.toMatch(/build \d\/\d/)
    expect((await build(['xrc-service']))[0]!.digest).toBe(built[0]!.digest)
  })

  test('an edit that the compiler refuses fails that image alone, with what the compiler said', async () => {
    const path = 'services/cpp/xrc-service/src/flags.cpp'
    workspace.write(path, `${workspace.read(path)}\nthis is no C++\n`)
    const ended = await workspace.run(['images', 'build', '--tag', 'story', 'xrc-service', 'orb-core'])
    workspace.restore(path)
    expect(ended.exitCode).toBe(1)
    expect(ended.stdout).toMatch(/^orb-core /m)
    expect(ended.stdout).not.toMatch(/^xrc-service /m)
    expect(ended.stderr).toContain('flags.cpp')
    expect(ended.stderr).toMatch(/devenv explain DE03\d\d/)
  })

  test('a whole distribution as root is refused, everything wrong with it at once', async () => {
    bad(
      'shell',
      'FROM debian:bookworm-slim\nRUN chmod 4755 /bin/cat && touch /open && chmod 666 /open\nCMD ["/bin/sleep", "0"]\n',
    )
    const { exitCode, codes, errors } = await check('xrc-service', 'shell')
    expect(exitCode).toBe(1)
    expect(codes).toEqual(['DE0316', 'DE0317', 'DE0318', 'DE0319', 'DE0320'])
    const inside = errors[0]!.details.map(({ label, text }) => `${label} ${text}`)
    for (const words of [
      '/usr/bin/bash is a shell',
      '/usr/bin/dpkg is a package manager',
      '/open has mode 666: everybody may write to it',
    ])
      expect(inside).toContain(words)
    expect(inside.some((line) => line.startsWith('/usr/bin/cat has mode 4755'))).toBe(true)
  })

  test.each([
    ['broken', 'CMD ["sh", "-c", "touch /written || exit 3"]', 'Read-only file system'],
    ['stubborn', 'CMD ["sh", "-c", "id -u > /proc/self/comm; ping -c 1 127.0.0.1; exit 4"]', 'exit code 4'],
  ])('a program that needs more than it is given is refused: %s', async (tag, line, words) => {
    bad(tag, `FROM debian:bookworm-slim\nUSER 65534:65534\n${line}\n`)
    const { errors } = await check('xrc-service', tag)
    const confined = errors.find(({ code }) => code === 'DE0320')!
    expect(confined.details.map(({ text }) => text).join('\n')).toContain(words)
  })

  test('a program that is deaf to SIGTERM is refused', async () => {
    const server = [
      "$SIG{TERM} = 'IGNORE'; use IO::Socket::INET;",
      "my $s = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $ENV{PORT}, Listen => 5, ReuseAddr => 1) or die $!;",
      'while (my $c = $s->accept) { <$c>; print $c "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n"; close $c }',
    ].join('\n')
    const lines = [
      'FROM debian:bookworm-slim',
      'RUN apt-get update && apt-get install -y --no-install-recommends perl',
      'COPY deaf.pl /deaf.pl',
      'USER 65534',
      'CMD ["perl", "/deaf.pl"]',
    ]
    bad('deaf', `${lines.join('\n')}\n`, { 'deaf.pl': server })
    const { errors } = await check('xrc-service', 'deaf')
    const confined = errors.find(({ code }) => code === 'DE0320')!
    expect(confined.details).toEqual([{ label: 'SIGTERM', text: 'it still ran after 10 s and was killed' }])
  })

  test('an image that nobody built is said', async () => {
    expect(await check('xrc-service', 'never')).toMatchObject({ exitCode: 1, codes: ['DE0315'] })
  })

  test('Ctrl-C ends the build and leaves nothing behind', async () => {
    const folder = join(temporary, 'tmp')
    mkdirSync(folder)
    const child = workspace.begin(['images', 'build', '--no-cache', '--tag', 'story', 'orb-core'], { TMPDIR: folder })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const ended = once(child, 'close')
    await eventually('a step', async () => (said.includes('builder') ? true : null))
    child.kill('SIGINT')
    expect((await ended)[0]).toBe(130)
    expect(readdirSync(folder).filter((name) => name.startsWith('devenv-image-'))).toEqual([])
    expect(docker('image', 'ls', '--quiet', '--filter', 'reference=devenv-unsealed/*')).toBe('')
    const commands = () => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    expect(commands()).not.toContain('devenv-unsealed/orb-core')
  })

  test('the Dockerfiles have nothing that hadolint finds', async () => {
    const files = readdirSync(join(root, 'Dockerfiles')).filter((name) => name.endsWith('.Dockerfile'))
    expect(files).toHaveLength(2)
    const program = await fetchHadolint()
    const lint = (path: string) => execFileSync(program, ['--no-color', '--no-fail', path], { encoding: 'utf8' })
    expect(files.map((name) => lint(join(root, 'Dockerfiles', name)))).toEqual(['', ''])
    // It does find what is there to be found.
    const wrong = join(temporary, 'Wrong.Dockerfile')
    writeFileSync(wrong, 'FROM debian\nRUN apt-get install vim\n')
    expect(lint(wrong)).toContain('DL3006')
  })
})
