/** The part a clip plays in a pattern. */
export const ROLES = [
  'kick',
  'clap',
  'snare',
  'closed',
  'open',
  'percussion',
  'toms',
  'ride',
  'crash',
] as const;
export type Role = (typeof ROLES)[number];

/** A probability for each of the 16 steps of a bar. */
export type PerStep = readonly number[];

/** One part of a style. */
export interface Layer {
  readonly role: Role;
  /** Share of the patterns in which it sounds. */
  readonly probability: number;
  /** Weight of the genre's plain form, which belongs to nobody, against all clips together; none when left out. */
  readonly constant?: number;
  /** Where its hits fall, given that it sounds. */
  readonly target: PerStep;
}
