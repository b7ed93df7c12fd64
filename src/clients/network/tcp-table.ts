// The TCP sockets of this host out of /proc/net: who listens, who is connected, what the kernel still keeps.

import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { namesIn } from '../files/folder-names.ts'

export interface TcpSocket {
  readonly port: number
  readonly state: 'listening' | 'connected' | 'closed'
  /** `127.0.0.1:443` */
  readonly remote: string
  /** A server on 127.0.0.1 can not have the same port. */
  readonly isOnLoopback: boolean
  readonly uid: number
  /** `0` when no process has it any more. */
  readonly inode: string
  /** `closed`: how long the kernel keeps the port. */
  readonly leftMs: number
}

export interface SocketOwner {
  readonly pid: number
  readonly name: string
}

/** All of IPv4 and IPv6; nothing where there is no /proc. */
export function tcpSockets(): readonly TcpSocket[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => parseTcpTable(readOr(file, '')))
}

export function parseTcpTable(text: string): readonly TcpSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local, remote, state, , timer, , uid, , inode] = line.trim().split(/\s+/)
    if (inode === undefined || !/^[0-9A-F]+:[0-9A-F]{4}$/.test(local!)) return []
    const [address, port] = local!.split(':') as [string, string]
    return [
      {
        port: Number.parseInt(port, 16),
        state: state === LISTEN ? 'listening' : state === TIME_WAIT ? 'closed' : 'connected',
        remote: addressOf(remote!),
        isOnLoopback: loopback.has(address),
        uid: Number(uid),
        inode,
        leftMs: Number.parseInt(timer!.split(':')[1] ?? '0', 16) * MS_PER_TICK,
      },
    ]
  })
}

/** By inode. Only processes of this user can be looked into; those in `first` are, before all others. */
export function socketOwners(
  inodes: ReadonlySet<string>,
  first: ReadonlySet<number>,
): ReadonlyMap<string, readonly SocketOwner[]> {
  const owners = new Map<string, SocketOwner[]>()
  const others = namesIn('/proc').flatMap((name) => (/^\d+$/.test(name) && !first.has(Number(name)) ? [name] : []))
  for (const pid of [...[...first].map(String), ...others]) {
    // One descriptor of each is enough; a socket that is shared with children was found with its parent.
    if (owners.size === inodes.size) break
    for (const inode of socketsOf(pid)) {
      if (!inodes.has(inode)) continue
      const known = owners.get(inode) ?? []
      if (known.some((owner) => owner.pid === Number(pid))) continue
      owners.set(inode, [...known, { pid: Number(pid), name: nameOf(pid) }])
    }
  }
  return owners
}

/** The process itself, its parent, and so on up. */
export function ancestry(pid: number): readonly number[] {
  const chain: number[] = []
  for (let at = pid; at > 1 && !chain.includes(at); ) {
    chain.push(at)
    const stat = readOr(`/proc/${at}/stat`, '')
    at = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
  }
  return chain
}

const LISTEN = '0A'
const TIME_WAIT = '06'
const MS_PER_TICK = 10
/** 127.0.0.1 and any address, of IPv4 and of IPv6, as a little-endian kernel writes them. */
const loopback = new Set(['0100007F', '00000000', '0'.repeat(32), '0000000000000000FFFF00000100007F'])

function addressOf(text: string): string {
  const [address, port] = text.split(':') as [string, string]
  const bytes = Buffer.from(address, 'hex')
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.subarray(at, at + 4).reverse()
  const isMapped = bytes.length === 16 && bytes.subarray(0, 12).toString('hex') === `${'0'.repeat(20)}ffff`
  const number = Number.parseInt(port, 16)
  if (bytes.length === 4 || isMapped) return `${[...bytes.subarray(-4)].join('.')}:${number}`
  const groups = bytes.toString('hex').match(/.{4}/g) ?? []
  return `[${groups.map((group) => group.replace(/^0{1,3}/, '')).join(':')}]:${number}`
}

/** Of its program: what a process calls itself may be the name of a thread. */
function nameOf(pid: string): string {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''))
  } catch {
    return readOr(`/proc/${pid}/comm`, 'process').trim()
  }
}

function socketsOf(pid: string): readonly string[] {
  return namesIn(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
