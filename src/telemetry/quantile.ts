// A quantile out of buckets, by the rule of Prometheus' histogram_quantile.

export interface Bucket {
  /** Inclusive; the last one must be infinite. */
  readonly upperBound: number
  /** Observations up to the bound: cumulative, in any order of buckets. */
  readonly count: number
}

/** Null without an observation, or where the buckets do not tell. */
export function histogramQuantile(share: number, unordered: readonly Bucket[]): number | null {
  const buckets = rising([...unordered].sort((a, b) => a.upperBound - b.upperBound))
  const last = buckets.at(-1)
  if (last === undefined || buckets.length < 2 || last.upperBound !== Number.POSITIVE_INFINITY) return null
  if (!(last.count > 0)) return null
  const rank = share * last.count
  const index = buckets.findIndex(({ count }) => count >= rank)
  // Above every bound there is only that the value is larger than the highest.
  if (index === buckets.length - 1) return buckets[index - 1]!.upperBound
  const { upperBound, count } = buckets[index]!
  if (index === 0 && upperBound <= 0) return upperBound
  const below = index === 0 ? { upperBound: 0, count: 0 } : buckets[index - 1]!
  return below.upperBound + ((upperBound - below.upperBound) * (rank - below.count)) / (count - below.count)
}

/** Buckets are not all read at the same moment: a count below the one before it is that one. */
function rising(buckets: readonly Bucket[]): readonly Bucket[] {
  let most = 0
  return buckets.map(({ upperBound, count }) => {
    most = Math.max(most, count)
    return { upperBound, count: most }
  })
}
