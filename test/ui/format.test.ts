import { describe, expect, test } from 'vitest'
import {
  count,
  cpu,
  grouped,
  latency,
  measured,
  memory,
  percent,
  plural,
  running,
  stepTime,
  total,
} from '../../src/ui/viewmodel/format.ts'

const table = <T>(name: string, format: (value: T) => string, rows: readonly (readonly [T, string])[]) =>
  describe(name, () => {
    test.each(rows)('%s is %s', (value, shown) => expect(format(value)).toBe(shown))
  })

table('measured', measured, [
  [0, '0.0s'],
  [900, '0.9s'],
  [9_949, '9.9s'],
  [9_950, '10s'],
  [12_400, '12s'],
  [99_499, '99s'],
  [100_000, '2m'],
  [60 * 60_000, '60m'],
  [3 * 3_600_000, '3h'],
])
table('running', running, [
  [-5, '0s'],
  [3_999, '3s'],
  [99_999, '99s'],
  [100_000, '1m'],
  [12 * 60_000, '12m'],
  [100 * 60_000, '1h'],
  [72 * 3_600_000, '3d'],
])
table('stepTime', stepTime, [
  [400, '0.4s'],
  [41_200, '41.2s'],
  [91_000, '1m31s'],
])
table('total', total, [
  [18_900, '18s'],
  [60_000, '1m00s'],
  [182_000, '3m02s'],
  [3_720_000, '1h02m'],
])
table('cpu', cpu, [
  [0.042, '42m'],
  [0.9996, '1.0'],
  [1.2, '1.2'],
  [128, '128'],
])
table('memory', memory, [
  [61 * 1024 ** 2, '61Mi'],
  [999.6 * 1024 ** 2, '1.0Gi'],
  [1.2 * 1024 ** 3, '1.2Gi'],
  [12 * 1024 ** 3, '12Gi'],
])
table('count', count, [
  [0, '0'],
  [0.02, '0.1'],
  [0.4, '0.4'],
  [118, '118'],
  [1_240, '1.2k'],
  [12_000, '12k'],
  [1_200_000, '1.2M'],
])
table('latency', latency, [
  [0, '0ms'],
  [0.4, '0.4ms'],
  [9.2, '9ms'],
  [999.4, '999ms'],
  [1_230, '1.2s'],
])
table('percent', percent, [
  [0, '0.0'],
  [0.019, '1.9'],
  [1, '100'],
])
table('grouped', grouped, [
  [7, '7'],
  [2_341, '2,341'],
  [1_234_567, '1,234,567'],
])

test('plural', () => {
  expect(plural(1, 'edit')).toBe('1 edit')
  expect(plural(2_000, 'edit')).toBe('2,000 edits')
})
