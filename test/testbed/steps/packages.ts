// Debian packages that the other steps call, installed where they are missing.
import { globSync } from 'node:fs'
import { onPath, quietCommands } from '../command.ts'
import { engineVersion, findDocker } from '../docker.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey } from '../store.ts'

interface HostPackage {
  readonly name: string
  isThere(): boolean | Promise<boolean>
}

export async function packagesStep(cache: Cache): Promise<Step> {
  const docker = await findDocker(cache)
  const engine = docker === null ? null : await engineVersion(docker)
  const packages = engine === null ? [...buildPackages, ...enginePackages] : buildPackages
  const missing = async () => {
    const there = await Promise.all(packages.map((entry) => entry.isThere()))
    return packages.filter((_, index) => !there[index]).map(({ name }) => name)
  }
  const names = await missing()
  return {
    name: 'packages',
    title: `Install Debian packages: ${names.join(' ')}`,
    key: contentKey(...packages.map(({ name }) => name)),
    isDone: async () => (await missing()).length === 0,
    run: async (commands) => {
      if (process.getuid?.() !== 0)
        throw new Error(`as root, run: apt-get install --no-install-recommends ${names.join(' ')}`)
      // A package manager that is killed leaves more behind than one that finishes.
      const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, outlives: true }
      const lock = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
      await commands.run('dpkg', ['--configure', '-a'], options)
      await commands.run('apt-get', ['update', ...lock], options)
      await commands.run('apt-get', ['install', ...lock, '--yes', '--no-install-recommends', ...names], options)
    },
  }
}

const buildPackages: readonly HostPackage[] = [
  { name: 'mmdebstrap', isThere: () => onPath('mmdebstrap') },
  { name: 'gcc', isThere: () => onPath('gcc') },
  { name: 'libc6-dev', isThere: () => globSync('/usr/lib/{*/,}libc.a').length > 0 },
  { name: 'python3-pip', isThere: hasPip },
]

const enginePackages: readonly HostPackage[] = [
  { name: 'docker.io', isThere: () => onPath('dockerd') },
  { name: 'iptables', isThere: () => onPath('iptables') },
]

function hasPip(): Promise<boolean> {
  return quietCommands()
    .run('python3', ['-c', 'import pip'])
    .then(
      () => true,
      () => false,
    )
}
