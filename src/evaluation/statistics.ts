/** The mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/** The standard deviation of a whole population; 0 of nothing. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** The standard deviation that a sample speaks for, of at least two values. */
export function sampleDeviation(values: readonly number[]): number {
  return standardDeviation(values) * Math.sqrt(values.length / (values.length - 1));
}
