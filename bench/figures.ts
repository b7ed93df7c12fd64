// Figures of a run: percentiles, and a ratio to a baseline of the same run.

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function summary(values: readonly number[]): string {
  const figure = (value: number) => value.toFixed(1)
  return `p50 ${figure(percentile(values, 0.5))} ms, p95 ${figure(percentile(values, 0.95))} ms, max ${figure(Math.max(...values))} ms (n=${values.length})`
}

/** Prints one line: what, figures, the bar it is held against, and whether it was reached. */
export function verdict(
  what: string,
  figures: string,
  bars: readonly { readonly name: string; readonly value: number; readonly bar: number; readonly unit: string }[],
): void {
  const words = bars.map(
    ({ name, value, bar, unit }) =>
      `${name} ${value.toFixed(value < 10 ? 2 : 1)}${unit} ${value <= bar ? '<=' : '>'} ${bar}${unit} ${value <= bar ? 'met' : 'MISSED'}`,
  )
  console.log(`${what}: ${figures}${words.length === 0 ? '' : ` | ${words.join(', ')}`}`)
}
