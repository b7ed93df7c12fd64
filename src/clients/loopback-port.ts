// Is a loopback port free, and if not, who holds it.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { run } from './run.ts'

/** Null when it is free; else who listens there, as well as can be told: `nginx (process 4711)`. */
export async function portHolder(port: number, signal: AbortSignal): Promise<string | null> {
  if (await isFree(port)) return null
  const holder = process.platform === 'linux' ? await linuxHolder(port) : await lsofHolder(port, signal)
  return holder ?? 'another process'
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** From the socket's inode in /proc/net to the process that has it open; only our own processes can be looked into. */
async function linuxHolder(port: number): Promise<string | null> {
  const inodes = new Set(
    (await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => listeners(file, port)))).flat(),
  )
  if (inodes.size === 0) return null
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const links = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const fd of links) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
      if (!inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '')) continue
      const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'process')).trim()
      return `${name} (process ${pid})`
    }
  }
  return null
}

async function listeners(file: string, port: number): Promise<readonly string[]> {
  const LISTEN = '0A'
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(1)
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    return state === LISTEN && Number.parseInt(local?.split(':').at(-1) ?? '', 16) === port ? [inode ?? ''] : []
  })
}

async function lsofHolder(port: number, signal: AbortSignal): Promise<string | null> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { signal, timeoutMs: 5000 })
  const pid = /^p(\d+)/m.exec(stdout)?.[1]
  return pid === undefined ? null : `${/^c(.+)/m.exec(stdout)?.[1] ?? 'process'} (process ${pid})`
}
