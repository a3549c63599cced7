// Draws rhythms with the calibrations and density ratio of a decoding, much as the engine plays them, but
// without its aims and its guard against copies. Called by the evaluator.

import type { GeneratorShape } from '../../gan/generator';
import type { Weights } from '../../gan/weights';
import { CANDIDATES } from '../../model/candidate-count';
import { logDensityRatio } from '../../model/density-ratio';
import { UNCALIBRATED, addHitNoise, decodeHits } from '../../model/decoding';
import { UNIT_BARS } from '../../rhythm/grid';
import { cellsOf, patternFromHits, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import type { Decoding } from './generator-decoding';
import { chosenRows } from './chosen-rows';
import { drawSamples } from './draw-samples';

/** One condition and one style per rhythm. */
export interface PlayedRequests {
  readonly weights: Weights;
  readonly shape: GeneratorShape;
  /** Rows of shape.conditionSize. */
  readonly conditions: Float32Array;
  /** Positions in the list of styles; a style that was never learned is decoded with thresholds of ½. */
  readonly styles: readonly number[];
  readonly decoding: Decoding;
}

const REQUESTS_AT_ONCE = 128;

/** One rhythm per request; where there is a density ratio, one of CANDIDATES drawn by it. */
export async function drawPlayed(
  { weights, shape, conditions, styles, decoding }: PlayedRequests,
  random: Random,
): Promise<Pattern[]> {
  const { calibrations, densityRatio } = decoding;
  const ratio = densityRatio && logDensityRatio(densityRatio.network);
  const each = ratio ? CANDIDATES : 1;
  const width = shape.conditionSize;
  const patterns: Pattern[] = [];
  for (let from = 0; from < styles.length; from += REQUESTS_AT_ONCE) {
    const some = styles.slice(from, from + REQUESTS_AT_ONCE);
    const rows = new Float32Array(some.length * each * width);
    for (let row = 0; row < some.length * each; row++) {
      const at = (from + Math.floor(row / each)) * width;
      rows.set(conditions.subarray(at, at + width), row * width);
    }
    const heads = await drawSamples(weights, shape, rows, random);
    // All styles of a model have the same scale of noise.
    addHitNoise(heads.hitLogits, calibrations[0]!.hitNoise, random);
    const styleOf = (row: number): number => some[Math.floor(row / each)]!;
    const hits = Array.from({ length: heads.rows }, (_, row) =>
      decodeHits(heads, row, calibrations[styleOf(row)] ?? UNCALIBRATED, { oneHat: true }),
    );
    const ratios = Float64Array.from(hits, (of, row) =>
      ratio && calibrations[styleOf(row)] ? ratio(cellsOf(of), styleOf(row)) : 0,
    );
    const rowsTaken = ratio ? chosenRows(ratios, densityRatio.strength, random) : hits.keys();
    for (const row of rowsTaken) patterns.push(patternFromHits(UNIT_BARS, hits[row]!));
  }
  return patterns;
}
