import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endLeftovers, matchingProcesses } from '../../../src/clients/process/leftover-process.ts'

const listing = `
    1 /sbin/init
  210 kind create cluster --name devenv --config /state/1/kind.yaml --image a
  211 /usr/local/bin/kind create cluster --name devenv --config /state/1/kind.yaml
  212 kind create cluster --name devenv --config /state/2/kind.yaml
  213 kind create cluster --name devenv --config /state/1/kind.yaml.bak
  214 grep kind create cluster --name devenv --config /state/1/kind.yaml
`

test('a process is known by its whole beginning, with or without the folder of the tool', () => {
  const command = ['kind', 'create', 'cluster', '--name', 'devenv', '--config', '/state/1/kind.yaml']
  expect(matchingProcesses(listing, command)).toEqual([210, 211])
})

test('what a killed devenv left running is ended, and nothing else', async () => {
  const mark = `987654.${process.pid}`
  const left = spawn('sleep', [mark], { stdio: 'ignore' })
  const other = spawn('sleep', [`${mark}1`], { stdio: 'ignore' })
  await Promise.all([once(left, 'spawn'), once(other, 'spawn')])
  const ended = once(left, 'exit')
  expect(await endLeftovers(['sleep', mark], new AbortController().signal)).toBe(1)
  expect((await ended)[1]).toBe('SIGKILL')
  expect(other.exitCode).toBeNull()
  other.kill()
})
