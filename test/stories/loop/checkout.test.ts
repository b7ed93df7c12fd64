// Git rewrites thousands of files and puts them back: that is no edit.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { $ } from 'zx'
import { getJson, type Up } from '../../e2e/harness.ts'
import { openStory, type Story } from '../story.ts'

const FILES = 5000
const headers = 'common/include/shared/many'

let story: Story
let up: Up

const git = (...args: string[]) =>
  $({ cwd: story.folder, quiet: true })`git -c user.name=t -c user.email=t@example.invalid -c gc.auto=0 ${args}`

function writeHeaders(value: number): void {
  for (let file = 0; file < FILES; file++)
    writeFileSync(join(story.folder, headers, `h${file}.hpp`), `#pragma once\nconstexpr int n${file} = ${value};\n`)
}

// The compiler of birch reads every one of the files, so each of them would be an edit of birch.
beforeAll(async () => {
  story = await openStory('checkout')
  mkdirSync(join(story.folder, headers), { recursive: true })
  writeHeaders(1)
  const includes = Array.from({ length: FILES }, (_, file) => `#include "shared/many/h${file}.hpp"\n`).join('')
  const answer = 'birch/src/answer.cpp'
  story.write(
    answer,
    `${includes}${story.read(answer).replace('edit = "none"', 'edit = n4999 == 1 ? "here" : "there"')}`,
  )
  await git('init', '-q', '-b', 'main')
  await git('add', '.')
  await git('commit', '-q', '-m', 'here')
  await git('checkout', '-q', '-b', 'elsewhere')
  writeHeaders(2)
  await git('commit', '-q', '-am', 'there')
  await git('checkout', '-q', 'main')
  up = await story.up()
})
afterAll(() => story?.close())

const processes = async () =>
  (await story.status()).services.map(({ name, pid, restarts }) => ({ name, pid, restarts }))

test(`a checkout of ${FILES} files and back builds nothing and restarts nothing`, async () => {
  const before = await processes()
  const from = up.mark
  // In one breath: a second later the other branch would rightly be built.
  await $({ cwd: story.folder, quiet: true })`git checkout -q elsewhere && git checkout -q main`
  // An edit comes after it: once that one is served, nothing of the checkouts can still be under way.
  story.replace('alder/src/answer.cpp', '"none"', '"after the checkout"')
  await up.event('update.ready', ({ service }) => service === 'alder', from)
  expect(up.since('build.started', from).map(({ service }) => service)).toEqual(['alder'])
  const others = ({ name }: { name: string }) => name !== 'alder'
  expect((await processes()).filter(others)).toEqual(before.filter(others))
})

test('a checkout that stays is one build of what reads the files', async () => {
  const from = up.mark
  story.restore('alder/src/answer.cpp')
  await up.event('update.ready', ({ service }) => service === 'alder', from)
  const away = up.mark
  await git('checkout', '-q', 'elsewhere')
  await up.event('update.ready', ({ service }) => service === 'birch', away)
  expect(up.since('build.started', away).map(({ service }) => service)).toEqual(['birch'])
  expect(up.since('change.batch', away).map(({ files }) => files.length)).toEqual([FILES])
  expect((await getJson(`${(await story.service('birch')).url}/edit`)).body['edit']).toBe('there')
})
