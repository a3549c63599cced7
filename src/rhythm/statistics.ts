// Mean, median and deviation, for every room. All sums run from the first value to the last, because results
// must be the same to the bit on every machine.

type Values = readonly number[] | Float32Array | Float64Array;

/** 0 without values. */
export function mean(values: Values): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/** The standard deviation of a whole population (n); 0 without values. */
export function standardDeviation(values: Values): number {
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(squares / values.length);
}

/** The standard deviation estimated from a sample (n − 1), of at least two values. */
export function sampleDeviation(values: Values): number {
  return standardDeviation(values) * Math.sqrt(values.length / (values.length - 1));
}

/** The middle value, of an even number of them the mean of the middle two; 0 without values. */
export function median(values: Values): number {
  const sorted = Float64Array.from(values).sort();
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** The middle value, of an even number of them the upper: always one that occurred; 0 without values. */
export function upperMedian(values: Values): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
