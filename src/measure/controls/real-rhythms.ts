// The real rhythms that locks and likeness are measured on, read from a corpus. Called by
// controls-figures.ts. It knows what the splits are for, and nothing of what is measured.

import { readCorpus } from '../../corpus/read-corpus';
import type { StyledPattern } from '../../evaluation/baselines';
import { heldOutPattern } from '../../evaluation/held-out';
import type { MeasuredModel } from './measured-model';

/** Patterns by what they are needed for. */
export interface RealRhythms {
  readonly training: readonly StyledPattern['pattern'][];
  /** Validation patterns, to take voices of. */
  readonly sources: readonly StyledPattern[];
  /** Test patterns, to judge by. */
  readonly references: readonly StyledPattern[];
}

export const NO_RHYTHMS: RealRhythms = { training: [], sources: [], references: [] };

/** The real rhythms of a corpus, of the styles that the model knows. */
export async function readRealRhythms(corpus: string, { engine }: MeasuredModel): Promise<RealRhythms> {
  const known = new Set(engine.card.styles.map(({ name }) => name));
  const splits: Record<'train' | 'validation' | 'test', StyledPattern[]> = {
    train: [],
    validation: [],
    test: [],
  };
  for await (const record of readCorpus(corpus))
    if (known.has(record.style)) splits[record.split].push(heldOutPattern(record));
  if (splits.validation.length === 0 || splits.test.length === 0)
    throw new Error(`${corpus} has no validation or no test patterns in the styles the model knows.`);
  return {
    training: splits.train.map(({ pattern }) => pattern),
    sources: splits.validation,
    references: splits.test,
  };
}
