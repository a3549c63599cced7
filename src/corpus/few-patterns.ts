// Says when a corpus is too small to learn from. Called by summary.ts and training's cautions and model page.

/**
 * Fewer patterns than this are learned by heart: a run of 4,000 steps with batches of 64, the smaller preset, shows each
 * of them more than 2,500 times.
 */
export const LEAST_TO_LEARN_FROM = 100;

/** That so few patterns are learned by heart, and what to do; empty where there are enough. */
export function fewPatternsWords(patterns: number, files?: number): string[] {
  if (patterns >= LEAST_TO_LEARN_FROM) return [];
  const from = files === undefined ? '' : ` from ${files} ${files === 1 ? 'file' : 'files'}`;
  const [these, them] =
    patterns === 1 ? ['is 1 training pattern', 'it'] : [`are ${patterns} training patterns`, 'them'];
  return [
    `There ${these}${from}, fewer than ${LEAST_TO_LEARN_FROM}: a model learns ${them} by heart and plays little else. ` +
      'Build the corpus from more music; some thousand patterns are better.',
  ];
}
