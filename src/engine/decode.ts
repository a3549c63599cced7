import type { ModelCard } from '../model/card';
import { logit, sigmoid } from '../rhythm/exact-math';
import { UNIT_BARS, UNIT_CELLS, UNIT_STEPS, cellIndex } from '../rhythm/grid';
import { type Pattern, type PlacedHit, patternFromHits } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';
import type { GeneratorOutput } from './generator';

/** The two-bar patterns that a generator's output stands for: a cell sounds from its voice's threshold on. */
export function decode(output: GeneratorOutput, card: ModelCard): Pattern[] {
  const thresholds = card.thresholds.map(logit);
  const size = output.hitLogits.length / UNIT_CELLS;
  return Array.from({ length: size }, (_, row) => decodeRow(output, row * UNIT_CELLS, thresholds));
}

function decodeRow(output: GeneratorOutput, from: number, thresholds: readonly number[]): Pattern {
  const hits: PlacedHit[] = [];
  for (let step = 0; step < UNIT_STEPS; step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      const cell = from + cellIndex(step, voice);
      if (output.hitLogits[cell]! <= thresholds[voice]!) continue;
      const velocity = sigmoid(output.velocityLogits[cell]!);
      const offset = sigmoid(2 * output.offsetLogits[cell]!) - 0.5; // ½·tanh(x)
      hits.push({ step, voice, velocity, offset });
    }
  }
  return patternFromHits(UNIT_BARS, hits);
}
