// Half-precision numbers, in which models are stored: weights.bin (training's layers-model.ts) and
// density-ratio-file.ts.

/** The nearest half-precision number (IEEE 754 binary16, ties to even), as its 16 bits. */
export function toFloat16Bits(value: number): number {
  FLOAT[0] = value;
  const bits = BITS[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const mantissa = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00 | (Number.isNaN(value) ? 0x200 : 0);
  if (exponent <= 0) return sign | roundedShift(mantissa | 0x800000, 14 - exponent);
  // A carry out of the mantissa belongs in the exponent, which is where adding puts it.
  return sign | ((exponent << 10) + roundedShift(mantissa, 13));
}

export function fromFloat16Bits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

function roundedShift(value: number, places: number): number {
  if (places > 24) return 0;
  const half = 2 ** (places - 1);
  const whole = Math.floor(value / 2 ** places);
  const rest = value - whole * 2 ** places;
  return rest > half || (rest === half && whole % 2 === 1) ? whole + 1 : whole;
}
