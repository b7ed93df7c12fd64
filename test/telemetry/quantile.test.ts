import { expect, test } from 'vitest'
import { histogramQuantile } from '../../src/telemetry/quantile.ts'

const inf = Number.POSITIVE_INFINITY
const buckets = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([upperBound, count]) => ({ upperBound, count }))

// The values are those of Prometheus' own histogram_quantile.
test.each([
  ['between two bounds', 0.5, buckets([0.1, 0], [0.2, 10], [inf, 10]), 0.15],
  ['in the lowest bucket, from 0', 0.5, buckets([0.1, 10], [inf, 10]), 0.05],
  ['in the lowest bucket of no positive bound', 0.5, buckets([-1, 10], [inf, 10]), -1],
  ['above all bounds', 0.95, buckets([0.1, 5], [0.5, 6], [inf, 10]), 0.5],
  ['over several buckets', 0.9, buckets([0.1, 50], [0.2, 80], [0.3, 100], [inf, 100]), 0.25],
  ['in any order of buckets', 0.9, buckets([inf, 100], [0.3, 100], [0.1, 50], [0.2, 80]), 0.25],
  ['with a count that falls', 0.5, buckets([0.1, 6], [0.2, 5], [inf, 10]), 0.1 * (5 / 6)],
  ['of nothing', 0.5, buckets([0.1, 0], [inf, 0]), null],
  ['without an infinite bucket', 0.5, buckets([0.1, 1], [0.2, 2]), null],
  ['of one bucket', 0.5, buckets([inf, 2]), null],
  ['of no bucket', 0.5, [], null],
])('a quantile %s', (_, share, given, expected) => {
  const value = histogramQuantile(share, given)
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
})
