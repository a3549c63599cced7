// Which rhythms are nobody's: a kick on the beat, a clap on 2 and 4 and hats in 8ths are in a thousand
// records. Used where copies are told (training's export, evaluation), and by corpus/clips/spread.ts.

import { UNIT_STEPS } from '../grid';
import type { PlacedHit } from '../pattern';
import { CLAP, CLOSED_HAT, KICK, OPEN_HAT, RIM, SNARE, voiceIndex } from '../voices';
import { BACKBEATS, BEATS } from './steps';

type Cell = Pick<PlacedHit, 'step' | 'voice'>;

/** So many hits beside the common ones still make no rhythm that somebody could call theirs. */
export const MOST_OWN_HITS = 2;

/** A pattern that so many independent sources have is nobody's either. */
export const LEAST_SOURCES = 3;

const RIDE = voiceIndex('ride');
const BACKBEAT_VOICES: ReadonlySet<number> = new Set([SNARE, CLAP, RIM]);
const TIME_VOICES: ReadonlySet<number> = new Set([CLOSED_HAT, OPEN_HAT, RIDE]);

/** Whether a cell of two bars is a kick on the beat, or a snare, clap or rim on 2 and 4. */
export function isPulse({ step, voice }: Cell): boolean {
  return voice === KICK ? BEATS.includes(step) : BACKBEAT_VOICES.has(voice) && BACKBEATS.includes(step);
}

/** Whether two bars have at most {@link MOST_OWN_HITS} hits beside what all of popular music shares. */
export function isCommonplace(hits: readonly Cell[]): boolean {
  const closed = hits.filter(({ voice }) => voice === CLOSED_HAT).length;
  const isOwn = (cell: Cell): boolean => {
    if (isPulse(cell) || (cell.voice === CLOSED_HAT && closed === UNIT_STEPS)) return false;
    return !TIME_VOICES.has(cell.voice) || cell.step % 2 === 1;
  };
  return hits.filter(isOwn).length <= MOST_OWN_HITS;
}
