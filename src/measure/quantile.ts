// The one definition of a quantile for all measured times and errors: every sub-room of src/measure uses it.
// It knows nothing of what the figures are.

/** A quantile of some figures, the median unless said otherwise. */
export function quantile(values: readonly number[], share = 0.5): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
