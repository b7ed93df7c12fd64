import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type Kube, KubeError, type KubeObject } from '../../../src/clients/kube/kube.ts'
import { watchList } from '../../../src/clients/kube/kube-watch.ts'

const object = (name: string, version: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, resourceVersion: version },
})
const line = (type: string, name: string, version: string) =>
  `${JSON.stringify({ type, object: object(name, version) })}\n`

/** A server in memory: each list and each watch is answered by the next of the prepared answers. */
function follow(answers: readonly (() => unknown)[]) {
  const asked: string[] = []
  const seen: string[] = []
  const controller = new AbortController()
  let wake: () => void = () => {}
  const note = (words: string) => {
    seen.push(words)
    wake()
  }
  let next = 0
  const answer = () => {
    const make = answers[next]
    next += 1
    return make === undefined ? new Promise(() => {}) : make()
  }
  const kube = {
    get: async (path: string) => {
      asked.push(path)
      return answer()
    },
    stream: async (path: string) => {
      asked.push(path)
      return answer()
    },
  } as unknown as Kube
  const done = watchList(
    () => Promise.resolve(kube),
    '/api/v1/pods',
    'a=b',
    {
      onList: (items) => note(`list ${items.map(({ metadata }) => metadata.name).join(' ')}`),
      onChange: ({ metadata }) => note(`change ${metadata.name}`),
      onRemoved: ({ metadata }) => note(`removed ${metadata.name}`),
      onLost: (reason) => note(`lost ${reason}`),
    },
    controller.signal,
  )
  const until = async (words: string) => {
    while (!seen.includes(words)) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { asked, seen, until, controller, done }
}

const list =
  (version: string, ...names: string[]) =>
  () => ({ metadata: { resourceVersion: version }, items: names.map((name) => object(name, '1')) })
/** `complete` false: the connection was cut. */
const watch =
  (complete: boolean, ...lines: string[]) =>
  () => {
    const stream = new PassThrough()
    Object.assign(stream, { complete })
    for (const text of lines) stream.write(text)
    stream.end()
    return stream as unknown as IncomingMessage
  }

describe('a watch', () => {
  test('tells the list, then each change, and goes on from the last version when the server ends it', async () => {
    const { asked, seen, until } = follow([
      list('5', 'one'),
      watch(true, line('MODIFIED', 'one', '6'), line('BOOKMARK', 'one', '7'), line('DELETED', 'one', '8')),
      watch(true, line('ADDED', 'two', '9')),
    ])
    await until('change two')
    expect(seen).toEqual(['list one', 'change one', 'removed one', 'change two'])
    const versions = asked.map((path) => /resourceVersion=(\d*)/.exec(path)?.[1])
    expect(versions.slice(0, 3)).toEqual([undefined, '5', '8'])
  })

  test('lists again when its version is too old', async () => {
    const gone = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410 } })}\n`
    const { seen, until } = follow([list('5', 'one'), watch(true, gone), list('20', 'two')])
    await until('list two')
    expect(seen).toEqual(['list one', 'list two'])
  })

  test('says when the server is lost, and lists again when it is back', async () => {
    const refuse = () => Promise.reject(new KubeError(0, 'ECONNREFUSED'))
    const { seen, until } = follow([list('5', 'one'), watch(false), refuse, list('9', 'one', 'two')])
    await until('list one two')
    expect(seen).toEqual(['list one', 'lost the watch was cut off', 'lost ECONNREFUSED', 'list one two'])
  })

  test('ends with its signal, also while the server is lost', async () => {
    const { until, controller, done } = follow([() => Promise.reject(new KubeError(0, 'no'))])
    await until('lost no')
    controller.abort()
    await done
    expect(controller.signal.aborted).toBe(true)
  })
})
