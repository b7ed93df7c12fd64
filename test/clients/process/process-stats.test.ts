import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import {
  readAllStats,
  readProcessStats,
  statsOfListing,
  statsOfProc,
} from '../../../src/clients/process/process-stats.ts'
import { until } from '../../services/running-service.ts'

const { signal } = new AbortController()
const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('skipped: statistics from /proc need Linux')

let child: ChildProcess | null = null
afterEach(() => child?.kill('SIGKILL'))

describe('a listing of ps', () => {
  test('is read with the times of Linux and of macOS', () => {
    const stats = statsOfListing(
      [
        '  812 Ss    2048 1-02:03:04 Mon Jan  5 10:00:00 2026',
        '    7 R+  102400   3:04.56 Mon  5 Jan 10:00:01 2026    ',
        '   99 Z        0   0:00.00 Mon Jan  5 10:00:01 2026',
        'ps: nonsense',
        '',
      ].join('\n'),
    )
    expect([...stats.keys()]).toEqual([812, 7])
    expect(stats.get(812)).toMatchObject({ cpuSeconds: 93_784, memoryBytes: 2048 * 1024 })
    expect(stats.get(7)?.cpuSeconds).toBeCloseTo(184.56)
    expect(stats.get(7)!.startTicks - stats.get(812)!.startTicks).toBe(100)
  })

  test('that a real ps printed is read', () => {
    const args = ['-o', 'pid=,state=,rss=,time=,lstart=', '-p', String(process.pid)]
    const { stdout } = spawnSync('ps', args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
    const stats = statsOfListing(stdout).get(process.pid)
    expect(stats?.memoryBytes).toBeGreaterThan(10 * 1024 * 1024)
    expect(stats?.cpuSeconds).toBeGreaterThanOrEqual(0)
    expect(stats?.startTicks).toBeGreaterThan(1e11)
  })
})

describe('a process of /proc', () => {
  test('may have any name', () => {
    const stat = `42 (a) R (1 2)) S 1 ${'0 '.repeat(9)}150 50 ${'0 '.repeat(6)}777 0`
    expect(statsOfProc(stat, 'Name:\ta) R (1\nVmRSS:\t    2048 kB\n')).toEqual({
      cpuSeconds: 2,
      memoryBytes: 2048 * 1024,
      startTicks: 777,
    })
    expect(statsOfProc(stat.replace(') S 1', ') Z 1'), '')).toBeNull()
    expect(statsOfProc('', '')).toBeNull()
  })

  test.skipIf(!isLinux)('has what it used', async () => {
    const own = readProcessStats(process.pid)!
    const { rss } = process.memoryUsage()
    expect(own.memoryBytes / rss).toBeGreaterThan(0.5)
    expect(own.memoryBytes / rss).toBeLessThan(2)
    const program = 'const held = Buffer.alloc(64 << 20, 1); for (;;) held[0] += 1'
    child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' })
    const busy = await until(() => {
      const stats = readProcessStats(child!.pid!)
      return stats !== null && stats.cpuSeconds > 0.3 && stats.memoryBytes > 64 << 20 ? stats : undefined
    })
    expect(busy.startTicks).toBeGreaterThanOrEqual(own.startTicks)
    expect(await readAllStats([process.pid, child.pid!, 2 ** 30], signal)).toEqual(
      new Map([
        [process.pid, expect.objectContaining({ startTicks: own.startTicks })],
        [child.pid, expect.objectContaining({ startTicks: busy.startTicks })],
      ]),
    )
  })

  test.skipIf(!isLinux)('that has ended is none', async () => {
    child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' })
    const { pid } = child
    await once(child, 'exit')
    expect(readProcessStats(pid!)).toBeNull()
    // A zombie: ended, and nobody asked for its exit code.
    const parent = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child = parent
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer]
    await until(() => (readProcessStats(Number(line.toString())) === null ? true : undefined))
  })
})
