// Ports that the kernel hands out to outgoing connections: a fixed port among them can be taken by anybody for a while.
import { readFileSync } from 'node:fs'

export interface EphemeralPorts {
  readonly from: number
  readonly to: number
  /** As in net.ipv4.ip_local_reserved_ports: `8080,50051-50067`; never handed out. */
  readonly reserved: string
}

/** Null where the kernel does not say. */
export function ephemeralPorts(): EphemeralPorts | null {
  try {
    const [from, to] = read('ip_local_port_range').split(/\s+/).map(Number) as [number, number]
    return { from, to, reserved: read('ip_local_reserved_ports') }
  } catch {
    return null
  }
}

/** The command that keeps the kernel from handing out these ports, and what was reserved before; null when it does not. */
export function reservationOf(ports: readonly number[], { from, to, reserved }: EphemeralPorts): string | null {
  const before = new Set(portsOf(reserved))
  const missing = ports.filter((port) => port >= from && port <= to && !before.has(port))
  if (missing.length === 0) return null
  return `sudo sysctl -w net.ipv4.ip_local_reserved_ports=${rangesOf([...before, ...missing])}`
}

function portsOf(ranges: string): readonly number[] {
  return ranges.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number) as [number, number?]
    return range === '' ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}

function rangesOf(ports: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === port - 1) last.to = port
    else ranges.push({ from: port, to: port })
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

function read(name: string): string {
  return readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim()
}
