// The one table of names and addresses that every service gets.
import { expect, test } from 'vitest'
import { expand, variablesOf } from '../../../src/runtime/process/discovery.ts'
import { makeEnvironment } from '../../fakes/environment.ts'
import { makeService } from '../../fakes/service.ts'

const xrc = makeService('xrc-service', { port: 8080 })
const widget = makeService('widget-core', {
  port: 50_051,
  calls: ['xrc-service'],
  env: { ADDRESS: '127.0.0.1:$(PORT)', MODE: 'dev', LITERAL: '$$(PORT) $(NOBODY)' },
})
const environment = makeEnvironment('/workspace', [widget, xrc])
const shell = { PATH: '/usr/bin', HOME: '/home/ada', SECRET_TOKEN: 'hunter2', PORT: '1' }

test('a service knows its own port and the addresses of those it calls', () => {
  const table = variablesOf(widget, { environment, offset: 0 }, shell)
  expect(table['PORT']).toBe('50051')
  expect(table['BIND']).toBe('127.0.0.1')
  expect(table['CALLS']).toBe('xrc-service=http://127.0.0.1:8080')
  expect(table['XRC_SERVICE_SERVICE_HOST']).toBe('127.0.0.1')
  expect(table['XRC_SERVICE_SERVICE_PORT']).toBe('8080')
})

test('beside another workspace every address moves by the same offset', () => {
  const table = variablesOf(widget, { environment, offset: 200 }, shell)
  expect(table['PORT']).toBe('50251')
  expect(table['CALLS']).toBe('xrc-service=http://127.0.0.1:8280')
  expect(table['ADDRESS']).toBe('127.0.0.1:50251')
  expect(table['XRC_SERVICE_SERVICE_PORT']).toBe('8280')
})

test('what Tiltfile.ts says comes last; $(NAME) is a variable, $$(NAME) is text, an unknown name stays', () => {
  const table = variablesOf(widget, { environment, offset: 0 }, shell)
  expect(table['MODE']).toBe('dev')
  expect(table['LITERAL']).toBe('$(PORT) $(NOBODY)')
  expect(expand('--listen=$(A):$(B)', { A: 'x', B: 'y' })).toBe('--listen=x:y')
})

test('nothing else of the shell that started devenv reaches a service', () => {
  const table = variablesOf(widget, { environment, offset: 0 }, shell)
  expect(table['PATH']).toBe('/usr/bin')
  expect(Object.values(table)).not.toContain('hunter2')
})

test('a service with secrets is told their folder, and no other is', () => {
  expect(variablesOf(widget, { environment, offset: 0 }, shell, '/state/secrets/widget-core')['SECRETS_DIR']).toBe(
    '/state/secrets/widget-core',
  )
  expect(variablesOf(widget, { environment, offset: 0 }, shell)['SECRETS_DIR']).toBeUndefined()
})
