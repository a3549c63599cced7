// What a style is described in: roles, and layers that say how often a role sounds and where it falls.
// Used by figures.ts and the files that choose and vary parts.

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

export interface Layer {
  readonly role: Role;
  /** Share of the patterns in which it sounds. */
  readonly probability: number;
  /** Share of draws, before the tilt, that take the plain form; undefined where only clips are drawn. */
  readonly constant?: number;
  /** Where its hits fall, given that it sounds. */
  readonly target: PerStep;
  /** Hits that it has in two bars at most; any number when absent. */
  readonly most?: number;
  /** Neighbouring 16ths that it hits at most: more of a snare is a roll. */
  readonly mostInRow?: number;
}
