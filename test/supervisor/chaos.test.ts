// Whatever happens in whatever order: the last good build named ends up ready, alone, and the sanitizers stay silent.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask, childrenOf, forEachVariant } from './fixture.ts'
import type { StateClient } from './state-client.ts'

const behaviours = [
  '',
  'exit=3',
  'signal=11',
  'never ignore-term',
  'delay=20',
  'children=2 children-ignore-term',
  'daemon',
  'daemon forget',
  'status=500',
]
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('place' as const), words: fc.constantFrom(...behaviours) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      word: fc.constantFrom('restart', 'revert', 'nonsense'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      signal: fc.constantFrom('SIGKILL', 'SIGTERM', 'SIGSEGV'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), back: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
)

forEachVariant((f) => {
  test('random builds, commands and kills', async () => {
    const client = await f().up({ args: ['--ready-timeout', '2000', '--grace', '50'] })
    await client.reached('waiting')
    let count = 0
    let statusSent = 0
    const round = fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 15 }), async (actions) => {
      for (const step of actions) {
        if (step.kind === 'place') f().place(`r${++count}`, step.words)
        else if (step.kind === 'send') client.send(step.word)
        else if (step.kind === 'again' && count > step.back) f().point(`r${count - step.back}`)
        else if (step.kind === 'kill' && client.last.pid !== null) killChild(f().pid, client.last.pid, step.signal)
        else if (step.kind === 'wait') await actedOn(client, ++statusSent)
      }
      // Words still on their way, such as `revert`, would come after the good build.
      await actedOn(client, ++statusSent)
      f().place(`good${++count}`)
      await client.ready(`good${count}`)
      expect((await ask(f().port)).build).toBe(`good${count}`)
      expect(childrenOf(f().pid)).toHaveLength(1)
      // `again` must not name a build that was never made.
      f().artifact(`r${count}`)
    })
    await fc.assert(round, { numRuns: 30, endOnFailure: true })
    expect((await f().end()).code).toBe(0)
  })
})

/** Resolves when every word sent before has been acted on: words are taken in order, and an answer repeats the last line. */
async function actedOn(client: StateClient, statusSent: number): Promise<void> {
  const answers = () => client.states.filter((state, at) => at > 0 && state.seq === client.states[at - 1]!.seq).length
  client.send('status')
  await client.until('the answer', () => answers() >= statusSent)
}

/** Only a child of this supervisor: its pid may be gone since the line was sent, or go at this moment. */
function killChild(supervisor: number, pid: number, signal: string): void {
  if (!childrenOf(supervisor).some((child) => child.pid === pid)) return
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
