/** Everything that the watch can see. */
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
  'copying',
] as const;

export type SignCode = (typeof SIGN_CODES)[number];

/** A warning may pass by itself; after a collapse more steps bring nothing. */
export type Severity = 'warning' | 'collapse';

/** Something that looks wrong at the end of a run's past. */
export interface Sign {
  readonly code: SignCode;
  readonly severity: Severity;
  /** The step from which on it has been so without a break. */
  readonly since: number;
  /** What died, since when, and what to do, for people. */
  readonly sentence: string;
}

/** The worst of some signs, in one word. */
export type Verdict = 'well' | Severity;

export function verdictOf(signs: readonly Sign[]): Verdict {
  if (signs.some(({ severity }) => severity === 'collapse')) return 'collapse';
  return signs.length > 0 ? 'warning' : 'well';
}

/** The rows at the end for which all of `holds` is true without a break, oldest first. */
export function streakOf<Row>(rows: readonly Row[], holds: (row: Row) => boolean): readonly Row[] {
  let from = rows.length;
  while (from > 0 && holds(rows[from - 1]!)) from--;
  return rows.slice(from);
}
