// Fits the hit probability above which a cell sounds, per voice. Used by the evaluator and the calibration.

import { sigmoid } from '../../rhythm/exact-math';
import { UNIT_CELLS, UNIT_STEPS, cellIndex } from '../../rhythm/grid';
import { VOICE_COUNT } from '../../rhythm/voices';
import type { PackedPatterns } from '../data/packed-patterns';
import type { Samples } from './draw-samples';

export type HitSamples = Pick<Samples, 'rows' | 'hitLogits'>;

/** A voice too rare to calibrate by must neither fall silent for good nor fill every cell. */
const LEAST = 0.1;
const MOST = 0.9;

/**
 * The hit probability per voice above which a cell sounds, so that the samples hit each voice as often as the
 * patterns whose conditions they were drawn with: at a plain ½, soft hits leave the rarer ones out.
 * @param indices the patterns, one per sample
 */
export function calibrateThresholds(
  samples: HitSamples,
  packed: PackedPatterns,
  indices: readonly number[],
): number[] {
  const wanted = new Array<number>(VOICE_COUNT).fill(0);
  for (const index of indices) {
    for (let at = packed.starts[index]!; at < packed.starts[index + 1]!; at++) {
      const voice = packed.cells[at]! % VOICE_COUNT;
      wanted[voice] = wanted[voice]! + 1;
    }
  }
  return wanted.map((count, voice) => {
    const logits = logitsOf(samples, voice).sort();
    const lowestHit = logits[logits.length - count];
    const highestRest = logits[logits.length - count - 1];
    if (lowestHit === undefined) return MOST;
    if (highestRest === undefined) return LEAST;
    const between = (sigmoid(lowestHit) + sigmoid(highestRest)) / 2;
    return Math.min(MOST, Math.max(LEAST, between));
  });
}

function logitsOf(samples: HitSamples, voice: number): Float32Array {
  const logits = new Float32Array(samples.rows * UNIT_STEPS);
  for (let row = 0; row < samples.rows; row++) {
    for (let step = 0; step < UNIT_STEPS; step++)
      logits[row * UNIT_STEPS + step] = samples.hitLogits[row * UNIT_CELLS + cellIndex(step, voice)]!;
  }
  return logits;
}
