// The sources of the tree `pair` that stories change, and what tells that the change runs.
import { expect } from 'vitest'
import { getJson } from '../../e2e/harness.ts'
import type { Story } from '../story.ts'

export const sources = {
  alder: 'alder/src/answer.cpp',
  birch: 'birch/src/answer.cpp',
  cedar: 'cedar/src/answers.adb',
} as const
export type Name = keyof typeof sources

export async function expectServes(story: Story, name: Name, text: string): Promise<void> {
  const { url } = await story.service(name)
  expect((await getJson(`${url}/edit`)).body['edit']).toBe(text)
}

export function edit(story: Story, name: Name, text: string): void {
  story.restore(sources[name])
  story.replace(sources[name], '"none"', `"${text}"`)
}
