import { expect, test } from 'vitest'
import { LostEvents } from '../../src/watch/lost-events.ts'

function played(play: (lost: LostEvents) => void): readonly (number | null)[] {
  const told: (number | null)[] = []
  play(new LostEvents((lost) => told.push(lost)))
  return told
}

test('an event that is only late is not lost', () => {
  expect(
    played((lost) => {
      lost.onWalked(['/a', '/b'])
      lost.onTouched(['/b', '/a'])
      lost.onWalked([])
    }),
  ).toEqual([])
})

test('what no event names until the next walk is told, then taken back when a walk finds nothing', () => {
  expect(
    played((lost) => {
      lost.onWalked(['/a', '/b'])
      lost.onTouched(['/b'])
      lost.onWalked(['/c'])
      lost.onWalked([])
      lost.onWalked([])
      lost.onWalked([])
    }),
  ).toEqual([1, 1, null])
})
