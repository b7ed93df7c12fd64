import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ancestry, parseTcpTable } from '../../../src/clients/network/tcp-table.ts'

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:C383 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 339508 1 0000000000000000 100 0 0 10 0
   1: 0500000A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12 1 0000000000000000 100 0 0 10 0
   2: 0100007F:CB66 0100007F:01BB 01 00000000:00000000 00:00000000 00000000     0        0 339507 2 0000000000000000 20 0 0 10 -1
   3: 0100007F:CB67 0100007F:01BB 06 00000000:00000000 03:0000176A 00000000     0        0 0 3 0000000000000000
`
const table6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1 0000000000000000 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:1F92 0000000000000000FFFF00000500000A:01BB 01 00000000:00000000 00:00000000 00000000     0        0 78 1 0000000000000000 100 0 0 10 0
   2: B80D0120000000000000000001000000:1F93 B80D0120000000000000000002000000:01BB 01 00000000:00000000 00:00000000 00000000     0        0 79 1 0000000000000000 100 0 0 10 0
`

test('the table of the kernel is read, with the addresses that hinder a server on loopback', () => {
  const rows = parseTcpTable(table).map(({ port, state, isOnLoopback }) => [port, state, isOnLoopback])
  expect(rows).toEqual([
    [50_051, 'listening', true],
    [8080, 'listening', false],
    [52_070, 'connected', true],
    [52_071, 'closed', true],
  ])
  expect(parseTcpTable(table)[0]).toMatchObject({ uid: 1000, inode: '339508' })
  expect(parseTcpTable(table)[2]!.remote).toBe('127.0.0.1:443')
  expect(parseTcpTable(table)[3]!.leftMs).toBe(59_940)
  expect(parseTcpTable(table6).map(({ port, isOnLoopback, remote }) => [port, isOnLoopback, remote])).toEqual([
    [8081, true, '[0:0:0:0:0:0:0:0]:0'],
    [8082, true, '10.0.0.5:443'],
    [8083, false, '[2001:db8:0:0:0:0:0:2]:443'],
  ])
  expect(parseTcpTable('')).toEqual([])
})

test.skipIf(process.platform !== 'linux')('a process has its parents', () => {
  expect(ancestry(process.pid).slice(0, 2)).toEqual([process.pid, process.ppid])
  expect(readFileSync('/proc/self/stat', 'utf8')).toContain(String(process.pid))
})
