// What a user has to know about a dataset before trusting a model of it. Told at the start of a run and on
// training.html; the model page says the same from the card.

import { fewPatternsWords } from '../../corpus/few-patterns';
import { LEAST_PATTERNS } from '../../evaluation/metrics/fidelity';
import { listed } from '../../report/figure-words';
import type { Dataset } from './dataset';

/** Fewer patterns than this say little about a style. */
export const LEAST_OF_STYLE = 20;

/** Whether enough is held out to measure against: with less, figures would be absent and no generator the best. */
export function isMeasuredOnHeldOut({ validation }: Pick<Dataset, 'validation'>): boolean {
  return validation.count >= LEAST_PATTERNS;
}

/** Sentences on what is too little in a dataset; none where there is enough of everything. */
export function cautionsOn(dataset: Dataset): string[] {
  const { train, validation, styles, groups } = dataset;
  const counts = styles.map((name, style) => ({
    name,
    patterns: train.styles.reduce((sum, own) => sum + Number(own === style), 0),
  }));
  return [
    ...fewPatternsWords(train.count, groups.train),
    ...fewOfStyleWords(counts),
    ...(isMeasuredOnHeldOut(dataset)
      ? []
      : [
          `${validation.count === 0 ? 'No pattern is' : `Only ${validation.count} patterns are`} held out for validation: ` +
            'the run is measured against the patterns it learns from, so its figures do not tell learning from copying. ' +
            'Build the corpus from more files.',
        ]),
  ];
}

/** Which styles have too few patterns to be learned; empty where all have enough, and where there is one style. */
export function fewOfStyleWords(
  styles: readonly { readonly name: string; readonly patterns: number }[],
): string[] {
  const few = styles.filter(({ patterns }) => patterns < LEAST_OF_STYLE);
  if (few.length === 0 || styles.length === 1) return [];
  const names = few.map(({ name, patterns }) => `${name} (${patterns})`);
  return [
    `Too few patterns to learn a style from: ${listed(names)}. In ${few.length === 1 ? 'it' : 'them'} the model repeats ` +
      'what it was given, or plays another style: add music, or merge styles with --style-map.',
  ];
}
