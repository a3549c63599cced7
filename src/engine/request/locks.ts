// The voices that a request locks: repeated over its bars, cut into units, and put back at the end.
// Used by `make`, `form` and `morph`.

import { CHANNEL_COUNT, UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, sliceBars } from '../../rhythm/pattern';
import { VOICE_COUNT, voiceIndex } from '../../rhythm/voices';
import { type Kept, keepMask } from '../network/kept';
import type { GenerationRequest } from './request';
import { repeatedTo } from './two-bar-units';

export interface Locked {
  /** Positions in VOICES. */
  readonly voices: readonly number[];
  /** As many bars as are asked for, at least two. */
  readonly pattern: Pattern;
}

const ALL_BARS = Array.from({ length: UNIT_BARS }, (_, bar) => bar);

/** What a request locks; undefined where it locks nothing. */
export function lockedBy({ locks, bars }: Pick<GenerationRequest, 'locks' | 'bars'>): Locked | undefined {
  if (!locks) return undefined;
  const pattern = repeatedTo(repeatedTo(locks.pattern, bars), Math.max(bars, UNIT_BARS));
  return { voices: locks.voices.map(voiceIndex), pattern };
}

export function keptOfUnit({ voices, pattern }: Locked, unit: number): Kept {
  return { pattern: sliceBars(pattern, unit * UNIT_BARS, UNIT_BARS), mask: keepMask(voices, ALL_BARS) };
}

/** Whether two units lock the very same hits, loudness and timing. */
export function locksAlike(locked: Locked | undefined, unit: number, other: number): boolean {
  if (!locked) return true;
  const [a, b] = [unit, other].map((at) => sliceBars(locked.pattern, at * UNIT_BARS, UNIT_BARS).cells);
  return a!.every((value, at) => !isOfVoice(at, locked.voices) || value === b![at]);
}

/** A rhythm with the locked voices put back exactly as they are, to the last bit. */
export function withLocked(pattern: Pattern, locked: Locked | undefined): Pattern {
  if (!locked) return pattern;
  const cells = pattern.cells.map((value, at) =>
    isOfVoice(at, locked.voices) ? locked.pattern.cells[at]! : value,
  );
  return { bars: pattern.bars, cells };
}

function isOfVoice(at: number, voices: readonly number[]): boolean {
  return voices.includes(Math.floor(at / CHANNEL_COUNT) % VOICE_COUNT);
}
