// Runs in a worker of its own, once per load: nothing of an earlier load is cached, and nothing Tiltfile.ts does to
// its process (exit, endless loop, prints) reaches the session.
import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { notDataKey } from './not-data.ts'

export interface LoadFailure {
  readonly name: string
  readonly message: string
  readonly code: string | null
  readonly stack: string
}

export type LoadMessage =
  | { readonly kind: 'loaded'; readonly declared: unknown }
  | { readonly kind: 'failed'; readonly failure: LoadFailure }

if (parentPort !== null) parentPort.postMessage(await load(workerData.url, workerData.api))

async function load(url: string, api: string): Promise<LoadMessage> {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'devenv') return { url: api, shortCircuit: true }
      const resolved = next(specifier, context)
      // Whatever package.json is nearest says, a Tiltfile.ts and what it imports are modules.
      const isOurs = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/')
      return isOurs ? { ...resolved, format: 'module-typescript' } : resolved
    },
  })
  try {
    const module: { default?: unknown } = await import(url)
    return { kind: 'loaded', declared: asData(await module.default, []) }
  } catch (thrown) {
    return { kind: 'failed', failure: asFailure(thrown) }
  }
}

function asData(value: unknown, above: readonly unknown[]): unknown {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return value
  if (above.includes(value)) return { [notDataKey]: 'a circle of references' }
  if (Array.isArray(value)) return value.map((item) => asData(item, [...above, value]))
  if (typeof value === 'object' && [null, Object.prototype].includes(Object.getPrototypeOf(value))) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asData(item, [...above, value])]))
  }
  const what = typeof value === 'object' ? (Object.getPrototypeOf(value).constructor?.name ?? 'object') : typeof value
  return { [notDataKey]: /^[aeiou]/i.test(what) ? `an ${what}` : `a ${what}` }
}

function asFailure(thrown: unknown): LoadFailure {
  if (!(thrown instanceof Error)) return { name: 'thrown', message: String(thrown), code: null, stack: '' }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
  return { name: thrown.name, message: thrown.message, code, stack: thrown.stack ?? '' }
}
