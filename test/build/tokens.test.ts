import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type TokenGrant, TokenPool, type TokenRequest } from '../../src/build/tokens.ts'

const never = new AbortController().signal
const turn = () => new Promise((resolve) => setImmediate(resolve))

function pool(total: number, memory = { bytes: 2 ** 40 }) {
  let clockMs = 0
  const tokens = new TokenPool({ total, now: () => clockMs, availableBytes: () => memory.bytes })
  const granted: { name: string; grant: TokenGrant }[] = []
  const ask = (name: string, urgency: TokenRequest['urgency'] = 'build', signal = never) =>
    tokens.take({ urgency, signal }).then((grant) => grant !== null && granted.push({ name, grant }))
  return {
    tokens,
    granted,
    ask,
    pass: (ms: number) => (clockMs += ms),
    names: () => granted.map(({ name, grant }) => `${name} ${grant.count}`),
  }
}

describe('tokens', () => {
  test('a build alone gets all', async () => {
    const { ask, names } = pool(8)
    await ask('a')
    expect(names()).toEqual(['a 8'])
  })

  test('builds asked for together share, in order', async () => {
    const { ask, names } = pool(8)
    await Promise.all([ask('a'), ask('b'), ask('c')])
    expect(names()).toEqual(['a 2', 'b 3', 'c 3'])
  })

  test('who does not fit waits its turn, and the wait is told', async () => {
    const { ask, names, granted, pass } = pool(2)
    void ask('a')
    void ask('b')
    void ask('c')
    await turn()
    expect(names()).toEqual(['a 1', 'b 1'])
    pass(40)
    granted[0]!.grant.release()
    await turn()
    expect(names()).toEqual(['a 1', 'b 1', 'c 1'])
    expect(granted[2]!.grant.waitedMs).toBe(40)
  })

  test('an edit overtakes waiting builds, and proofs come last', async () => {
    const { ask, names, granted } = pool(1)
    await ask('first')
    void ask('proof', 'proof')
    void ask('build')
    void ask('edit', 'edit')
    void ask('second edit', 'edit')
    // One edit goes over the budget at once, the other is next.
    expect(granted).toHaveLength(1)
    await turn()
    expect(names()).toEqual(['first 1', 'edit 1'])
    for (let index = 0; index < 4; index += 1) {
      granted[index]!.grant.release()
      await turn()
    }
    expect(names().slice(2)).toEqual(['second edit 1', 'build 1', 'proof 1'])
  })

  test('one edit goes over the budget, not two', async () => {
    const { ask, names } = pool(2)
    void ask('a')
    void ask('b')
    await turn()
    await ask('edit', 'edit')
    void ask('second edit', 'edit')
    await turn()
    expect(names()).toEqual(['a 1', 'b 1', 'edit 1'])
  })

  test('an abort ends the wait and frees the place', async () => {
    const { tokens, ask, names, granted } = pool(1)
    await ask('a')
    const controller = new AbortController()
    const waiting = tokens.take({ urgency: 'build', signal: controller.signal })
    void ask('c')
    controller.abort()
    expect(await waiting).toBeNull()
    granted[0]!.grant.release()
    await turn()
    expect(names()).toEqual(['a 1', 'c 1'])
  })

  test('a second build waits while memory is short, an edit does not', async () => {
    const memory = { bytes: 100 * 1024 ** 2 }
    const { ask, names, granted } = pool(4, memory)
    void ask('a')
    void ask('b')
    await turn()
    expect(names()).toEqual(['a 2'])
    await ask('edit', 'edit')
    expect(names()).toEqual(['a 2', 'edit 2'])
    granted[1]!.grant.release()
    memory.bytes = 2 ** 40
    await expect.poll(names).toContain('b 2')
  })

  test('never more than the budget and one, whatever is asked for and given back', async () => {
    const step = fc.oneof(fc.constantFrom('edit', 'build', 'proof'), fc.nat(5))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 40 }), async (total, steps) => {
        const { tokens } = pool(total)
        const held: TokenGrant[] = []
        let asked = 0
        let served = 0
        for (const what of steps) {
          if (typeof what === 'number') held.splice(what, 1)[0]?.release()
          else {
            asked += 1
            void tokens.take({ urgency: what as TokenRequest['urgency'], signal: never }).then((grant) => {
              served += 1
              held.push(grant!)
            })
          }
          await turn()
          expect(held.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(total + 1)
        }
        while (held.length > 0) {
          held.pop()!.release()
          await turn()
          await turn()
        }
        expect(served).toBe(asked)
      }),
      { numRuns: 60 },
    )
  })
})
