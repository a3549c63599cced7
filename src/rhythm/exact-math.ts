// Elementary functions from exactly rounded IEEE 754 operations only. Math.log and Math.exp may differ in
// their last bit between JavaScript engines; these give the same bits everywhere, so a seed gives the same
// rhythm everywhere. Used by random.ts and normal.ts, and by model, the engine and training where rhythms are
// drawn.

/** Room to take a double apart in: made once, as training takes fifty thousand logarithms a step. */
const parts = new DataView(new ArrayBuffer(8));

/** 1/23, 1/21, … 1: the coefficients of artanh, from the last. */
const ARTANH = Array.from({ length: 12 }, (_, index) => 1 / (23 - 2 * index));

/** Natural logarithm of a normal positive double: binary exponent and the series of 2·artanh((m − 1)/(m + 1)). */
export function naturalLogarithm(x: number): number {
  parts.setFloat64(0, x);
  const high = parts.getUint16(0);
  let exponent = (high >>> 4) - 1023;
  parts.setUint16(0, (high & 0x800f) | (1023 << 4));
  let mantissa = parts.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (const coefficient of ARTANH) series = series * square + coefficient;
  return 2 * s * series + exponent * Math.LN2;
}

/** ln 2 in two parts, the first short enough that whole multiples of it are exact (fdlibm). */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** e to the power of x, for |x| ≤ 700: the exponent is split off and the rest summed as a Taylor series. */
export function exponential(x: number): number {
  const bounded = Math.min(700, Math.max(-700, x));
  const exponent = Math.round(bounded / Math.LN2);
  const rest = bounded - exponent * LN2_HIGH - exponent * LN2_LOW;
  let series = 1;
  for (let term = 16; term >= 1; term--) series = 1 + (series * rest) / term;
  return series * 2 ** exponent;
}

/** The logistic function, 0–1. */
export function sigmoid(x: number): number {
  return 1 / (1 + exponential(-x));
}

/** The inverse of {@link sigmoid}; ±Infinity at the ends. */
export function logit(probability: number): number {
  if (probability <= 0) return -Infinity;
  if (probability >= 1) return Infinity;
  return naturalLogarithm(probability / (1 - probability));
}
