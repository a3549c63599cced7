// The signs of collapse as a vocabulary: codes, severities and what a sign says. Used by the files that look
// for them, run-loop.ts, the page and scripts/train.

export const SIGN_CODES = [
  'not-finite',
  'losses-constant',
  'discriminator-won',
  'generator-gradient-vanished',
  'discriminator-gradient-vanished',
  'gradient-exploded',
  'few-distinct',
  'nothing-covered',
  'coverage-fallen',
  'little-covered',
  'copying',
] as const;

export type SignCode = (typeof SIGN_CODES)[number];

/** A warning may pass by itself; after a collapse more steps do not help. */
export type Severity = 'warning' | 'collapse';

/** Something that looks wrong at the end of a run's history. */
export interface Sign {
  readonly code: SignCode;
  readonly severity: Severity;
  /** The step since which it has held without a break. */
  readonly since: number;
  /** For people: what is wrong, since when, and what to do. */
  readonly sentence: string;
}

/** The worst of some signs, in one word. */
export type Verdict = 'well' | Severity;

export function verdictOf(signs: readonly Sign[]): Verdict {
  if (signs.some(({ severity }) => severity === 'collapse')) return 'collapse';
  return signs.length > 0 ? 'warning' : 'well';
}

/** The rows at the end for which `holds` is true without a break, oldest first. */
export function streakOf<Row>(rows: readonly Row[], holds: (row: Row) => boolean): readonly Row[] {
  let from = rows.length;
  while (from > 0 && holds(rows[from - 1]!)) from--;
  return rows.slice(from);
}
