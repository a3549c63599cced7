// density-ratio.bin, the file of a density-ratio network: written by training, read by the engine. Reading
// must refuse a damaged file with one sentence.

import { densityRatioInputs, type DenseLayer, type DensityRatioNetwork } from './density-ratio';
import { fromFloat16Bits, toFloat16Bits } from './float16';

export const DENSITY_RATIO_FILE = 'density-ratio.bin';

/**
 * The file: a head of five little-endian words (magic, version, styles, the two widths), then of each layer the kernel and
 * the bias in half precision.
 */
const MAGIC = 0x52_44_46_46; // "FFDR"
const VERSION = 1;
const HEAD_WORDS = 5;
/** Far beyond what a choice among candidates needs; a damaged head must not ask for all memory. */
const MOST = 4096;

/** The file of a network; equal networks give equal bytes. */
export function writeDensityRatio({ styleCount, widths, layers }: DensityRatioNetwork): Uint8Array {
  const numbers = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const size = numbers.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(4 * HEAD_WORDS + 2 * size));
  [MAGIC, VERSION, styleCount, ...widths].forEach((word, at) => {
    view.setUint32(4 * at, word, true);
  });
  let at = 4 * HEAD_WORDS;
  for (const values of numbers)
    for (const value of values) at = (view.setUint16(at, toFloat16Bits(value), true), at + 2);
  return new Uint8Array(view.buffer);
}

/** The network of such a file. @throws Error with one sentence for anything else */
export function readDensityRatio(bytes: Uint8Array, file = DENSITY_RATIO_FILE): DensityRatioNetwork {
  const refuse = (why: string): never => {
    throw new Error(
      `${file} is not a density-ratio network (${why}). Export the model again or get a fresh copy of its folder.`,
    );
  };
  if (bytes.length < 4 * HEAD_WORDS) return refuse('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = (at: number): number => view.getUint32(4 * at, true);
  if (word(0) !== MAGIC) return refuse('it starts with the wrong bytes');
  if (word(1) !== VERSION) return refuse(`it is version ${word(1)}, not ${VERSION}`);
  const [styleCount, outer, inner] = [word(2), word(3), word(4)];
  if ([styleCount, outer, inner].some((count) => count < 1 || count > MOST))
    return refuse('its sizes are out of range');
  const shapes = [
    [densityRatioInputs(styleCount), outer],
    [outer, inner],
    [inner, 1],
  ] as const;
  const size = shapes.reduce((sum, [inputs, outputs]) => sum + (inputs + 1) * outputs, 0);
  if (bytes.length !== 4 * HEAD_WORDS + 2 * size) return refuse('its sizes do not match its length');
  let at = 4 * HEAD_WORDS;
  const next = (length: number): Float32Array => {
    const values = Float32Array.from({ length }, (_, index) =>
      fromFloat16Bits(view.getUint16(at + 2 * index, true)),
    );
    at += 2 * length;
    return values;
  };
  const layers = shapes.map(([inputs, outputs]): DenseLayer => ({
    kernel: next(inputs * outputs),
    bias: next(outputs),
  })) as [DenseLayer, DenseLayer, DenseLayer];
  if (layers.some(({ kernel, bias }) => !kernel.every(Number.isFinite) || !bias.every(Number.isFinite)))
    return refuse('it holds something that is not a number');
  return { styleCount, widths: [outer, inner], layers };
}
