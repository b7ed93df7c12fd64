// Is a loopback port free, and if not, who holds it: a server, or a connection that was given the port by chance.
import { createServer } from 'node:net'
import { run } from '../process/run.ts'
import { ephemeralPorts, reservationOf } from './ephemeral-ports.ts'
import { ancestry, type SocketOwner, socketOwners, type TcpSocket, tcpSockets } from './tcp-table.ts'

export interface PortHolder {
  /** As well as can be told: `nginx (process 4711)`. */
  readonly words: string
  /** Of a closed connection: when the system gives the port back. Null for all others. */
  readonly leftMs: number | null
}

/** Null when it is free; else the words for who holds it. */
export async function portHolder(port: number, signal: AbortSignal): Promise<string | null> {
  return (await portHolders([port], new Set(), signal)).get(port)?.words ?? null
}

/** Holders of those that are not free. Where a process of `ours`, or a child of one, listens, that is fine. */
export async function portHolders(
  ports: readonly number[],
  ours: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, PortHolder>> {
  const free = await Promise.all(ports.map(isFree))
  const busy = ports.filter((_, at) => !free[at])
  if (busy.length === 0) return new Map()
  const holders = process.platform === 'linux' ? linuxHolders(busy, ours) : await lsofHolders(busy, ours, signal)
  const reservation = reservationWords(ports)
  const found = new Map<number, PortHolder>()
  for (const port of busy) {
    const holder = holders.get(port)
    if (holder === 'ours') continue
    // It may have gone between the two looks.
    if (holder === undefined && (await isFree(port))) continue
    const words = holder?.words ?? 'another process'
    found.set(port, {
      words: holder?.isPassing === true ? `${words}${reservation}` : words,
      leftMs: holder?.leftMs ?? null,
    })
  }
  return found
}

interface Holder extends PortHolder {
  /** A connection: nobody wants this very port, and it gets free by itself. */
  readonly isPassing: boolean
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function linuxHolders(ports: readonly number[], ours: ReadonlySet<number>): ReadonlyMap<number, Holder | 'ours'> {
  const sockets = tcpSockets().filter(({ port, isOnLoopback }) => isOnLoopback && ports.includes(port))
  const owners = socketOwners(new Set(sockets.map(({ inode }) => inode).filter((inode) => inode !== '0')), ours)
  const found = new Map<number, Holder | 'ours'>()
  for (const port of ports) {
    const here = sockets.filter((socket) => socket.port === port)
    const listeners = here.filter(({ state }) => state === 'listening')
    const pids = listeners.flatMap(({ inode }) => owners.get(inode) ?? []).map(({ pid }) => pid)
    if (pids.some((pid) => ancestry(pid).some((own) => ours.has(own)))) found.set(port, 'ours')
    else {
      const socket = listeners[0] ?? here.find(({ state }) => state === 'connected') ?? here[0]
      if (socket !== undefined) found.set(port, holderOf(socket, owners.get(socket.inode)?.[0]))
    }
  }
  return found
}

function holderOf(socket: TcpSocket, owner: SocketOwner | undefined): Holder {
  const who = owner === undefined ? unseen(socket) : `${owner.name} (process ${owner.pid})`
  switch (socket.state) {
    case 'listening':
      return { words: who, leftMs: null, isPassing: false }
    case 'connected':
      return {
        words: `a connection of ${who} to ${socket.remote}, which goes away when it is closed`,
        leftMs: null,
        isPassing: true,
      }
    case 'closed': {
      const seconds = Math.ceil(socket.leftMs / 1000)
      return {
        words: `a closed connection to ${socket.remote}, which the system keeps for ${seconds} s more`,
        leftMs: socket.leftMs,
        isPassing: true,
      }
    }
  }
}

function unseen({ uid }: TcpSocket): string {
  return uid === process.getuid?.() ? 'another process' : `a process of another user (uid ${uid})`
}

function reservationWords(ports: readonly number[]): string {
  const range = ephemeralPorts()
  const command = range === null ? null : reservationOf(ports, range)
  return command === null ? '' : `; connections are not given these ports after: ${command}`
}

async function lsofHolders(
  ports: readonly number[],
  ours: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Holder | 'ours'>> {
  const found = new Map<number, Holder | 'ours'>()
  for (const port of ports) {
    const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-FpcnT'], { signal, timeoutMs: 5000 })
    const holder = holderOfListing(stdout, port, ours)
    if (holder !== null) found.set(port, holder)
  }
  return found
}

/** Of `lsof -nP -iTCP:PORT -FpcnT`: lines that begin with p(id), c(ommand), n(ame) and T(CP state). */
export function holderOfListing(listing: string, port: number, ours: ReadonlySet<number>): Holder | 'ours' | null {
  let owner: SocketOwner = { pid: 0, name: 'process' }
  let name = ''
  let connection: Holder | null = null
  for (const line of listing.split('\n')) {
    const text = line.slice(1)
    if (line.startsWith('p')) owner = { pid: Number(text), name: 'process' }
    else if (line.startsWith('c')) owner = { ...owner, name: text }
    else if (line.startsWith('n')) name = text
    else if (text === 'ST=LISTEN')
      return ours.has(owner.pid)
        ? 'ours'
        : { words: `${owner.name} (process ${owner.pid})`, leftMs: null, isPassing: false }
    else if (text.startsWith('ST=') && name.split('->')[0]!.endsWith(`:${port}`)) {
      const to = name.split('->')[1] ?? 'another address'
      const words = `a connection of ${owner.name} (process ${owner.pid}) to ${to}, which goes away when it is closed`
      connection ??= { words, leftMs: null, isPassing: true }
    }
  }
  return connection
}
