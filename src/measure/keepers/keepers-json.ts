// The figures of all styles as one JSON document. Called by scripts/keepers.ts; of the worst rhythms it gives
// seeds, from which they can be made again.

import type { Engine } from '../../engine/engine';
import { SECOND_OPINION_VERSION } from '../../rhythm/rules/second-opinion';
import { RULES_VERSION } from '../../rhythm/rules/style-rules';
import type { StyleKeepers } from './keepers-figures';
import type { WorstRhythm } from './worst-rhythms';

/** What was asked for, to measure the same again. */
export interface Asked {
  readonly seed: number;
  readonly count: number;
  readonly bars: string;
  readonly split: string;
}

export function keepersJson(
  { name, weightsSha256 }: Engine['card'],
  { seed, count, bars, split }: Asked,
  styles: readonly StyleKeepers[],
): string {
  const document = {
    model: name,
    weightsSha256,
    rulesVersion: RULES_VERSION,
    secondOpinionVersion: SECOND_OPINION_VERSION,
    seed,
    count,
    bars: Number(bars),
    split,
    styles: styles.map(({ worst, ...figures }) => ({
      ...figures,
      worst: { default: worst.default.map(seedOf), asLearned: worst['as learned'].map(seedOf) },
    })),
  };
  return JSON.stringify(document, undefined, 2);
}

function seedOf({ seed, broken }: WorstRhythm): Pick<WorstRhythm, 'seed' | 'broken'> {
  return { seed, broken };
}
