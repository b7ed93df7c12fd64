import { expect, test } from 'vitest'
import { logLine } from '../../../src/clients/kube/kube-logs.ts'

test('a line of a pod is its time and its text', () => {
  expect(logLine('2026-01-02T03:04:05.678901234Z {"message":"starts"}')).toEqual({
    atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    text: '{"message":"starts"}',
  })
})

test('a line may be empty', () => {
  expect(logLine('2026-01-02T03:04:05Z ')).toEqual({ atMs: Date.UTC(2026, 0, 2, 3, 4, 5), text: '' })
  expect(logLine('2026-01-02T03:04:05Z')).toEqual({ atMs: Date.UTC(2026, 0, 2, 3, 4, 5), text: '' })
})

test('a line without a time is kept whole', () => {
  expect(logLine('unable to retrieve container logs').text).toBe('unable to retrieve container logs')
})
