// debian:bookworm-slim out of Debian packages, for machines that can't pull it. Services' Dockerfiles stay as they are.
import { copyFileSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { quietCommands } from '../command.ts'
import { type Docker, imageExists, imageKey, keyLabel } from '../docker.ts'
import { debianImage, debianSuite } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, isPublished, publish, slotPath, sources, sourcesKey } from '../store.ts'

const dpkgOptions = [
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/doc/*',
  'path-exclude=/usr/share/locale/*',
  'force-unsafe-io',
]
const aptOptions = ['Acquire::Languages "none"', 'Acquire::GzipIndexes "true"', 'Acquire::Retries "3"']

export async function debianStep(cache: Cache, docker: Docker): Promise<Step> {
  const aptSources = await hostSources()
  const proxy = await hostProxy()
  const key = contentKey(
    process.arch,
    debianSuite,
    sourcesKey('images/docker-clean', 'steps/debian.ts'),
    ...aptSources,
    ...proxy,
  )
  const slot = slotPath(cache, 'debian', key)
  return {
    name: 'debian',
    title: `Make ${debianImage} from Debian packages, about half a minute`,
    key,
    // An image of that name that is not ours was pulled, and is the real one.
    isDone: async () => {
      const existing = await imageKey(docker, debianImage)
      return existing === key || (existing === null && (await imageExists(docker, debianImage)))
    },
    run: async (commands) => {
      if (!isPublished(slot))
        await publish(slot, (folder, scratch) => bootstrap(commands, folder, scratch, aptSources, proxy))
      await commands.run(
        docker.client,
        ['import', '--change', 'CMD ["bash"]', '--change', `LABEL ${keyLabel}=${key}`, '-', debianImage],
        { env: docker.env, input: openSync(join(slot, 'rootfs.tar'), 'r') },
      )
    },
  }
}

async function bootstrap(
  commands: Commands,
  folder: string,
  scratch: string,
  aptSources: readonly string[],
  proxy: readonly string[],
): Promise<void> {
  writeFileSync(join(folder, 'sources.list'), aptSources.map((line) => `${line}\n`).join(''))
  copyFileSync(join(sources, 'images/docker-clean'), join(folder, 'docker-clean'))
  const options = [
    '--variant=minbase',
    `--mode=${process.getuid?.() === 0 ? 'root' : 'auto'}`,
    ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
    ...[...aptOptions, ...proxy].map((option) => `--aptopt=${option}`),
    `--customize-hook=upload ${join(folder, 'docker-clean')} /etc/apt/apt.conf.d/docker-clean`,
    '--customize-hook=rm -rf "$1"/var/cache/apt/*.bin "$1"/var/lib/apt/lists/* "$1"/etc/hostname "$1"/etc/resolv.conf',
  ]
  const mirrors = aptSources.length === 0 ? [] : [join(folder, 'sources.list')]
  await commands.run('mmdebstrap', [...options, debianSuite, join(folder, 'rootfs.tar'), ...mirrors], {
    contained: true,
    env: { TMPDIR: scratch },
  })
}

/** The Debian sources of this host, or none where the host is not that Debian: mmdebstrap then uses its own default. */
async function hostSources(): Promise<string[]> {
  const format = '$(ORIGIN)|$(CODENAME)|deb $(REPO_URI) $(RELEASE) $(COMPONENT)'
  const text = await quietCommands()
    .read('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
    .catch(() => '')
  const targets = text.split('\n').map((line) => line.split('|'))
  const lines = targets
    .filter(([origin, codename]) => origin === 'Debian' && codename?.startsWith(debianSuite))
    .map(([, , line]) => line!)
  return [...new Set(lines)]
}

async function hostProxy(): Promise<string[]> {
  const names = ['Acquire::http::Proxy', 'Acquire::https::Proxy']
  const text = await quietCommands()
    .read('apt-config', ['dump', '--format', '%f=%v%n', ...names])
    .catch(() => '')
  return text
    .split('\n')
    .map((line) => line.split('='))
    .flatMap(([name, ...value]) =>
      names.includes(name!) && value.join('=') !== '' ? [`${name} "${value.join('=')}"`] : [],
    )
}
