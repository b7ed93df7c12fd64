// What is thrown and is no DevenvError: a trouble of the host where the system says so, else a bug of ours.
import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asDevenvError, makeError } from '../../src/errors/errors.ts'

const systemError = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: said by the system, ${syscall}`), { code, syscall, path })

test.each([
  [systemError('ENOSPC', 'write'), 'DE0109', 'no space left'],
  [systemError('ENOSPC', 'open', '/state/a'), 'DE0109', 'no space left on /state/a'],
  [systemError('EDQUOT', 'write'), 'DE0109', 'no space left'],
  [systemError('ENOSPC', 'watch', '/src'), 'DE0102', 'the inotify limit is too low'],
  [systemError('EROFS', 'open', '/cache/b'), 'DE0113', 'can not write to /cache/b: read-only file system'],
  [systemError('EACCES', 'mkdir', '/cache/b'), 'DE0113', 'can not write to /cache/b: permission denied'],
  [systemError('EACCES', 'kill'), 'DE0901', 'bug in devenv: EACCES: said by the system, kill'],
  ['a word', 'DE0901', 'bug in devenv: a word'],
] as const)('%s is %s: %s', (thrown, code, summary) => {
  expect(asDevenvError(thrown)).toMatchObject({ code, summary })
})

test('an error of Node keeps its words and itself', () => {
  try {
    statSync('/proc/not/there')
    expect.unreachable()
  } catch (thrown) {
    const error = asDevenvError(thrown)
    expect(error.code).toBe('DE0901')
    expect(error.cause).toBe(thrown)
  }
})

test('a DevenvError stays what it is', () => {
  const error = makeError('DE0104', { port: 1 })
  expect(asDevenvError(error)).toBe(error)
})
