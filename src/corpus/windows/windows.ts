// Cuts the drums of a file into bars and two-bar windows: constant timing offset removed, pauses left out.
// Used for MIDI by windows-of-file.ts and for heard audio by analysis/rhythm.ts.

import { toGrid, type MidiRhythm } from '../../midi';
import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import type { SourceStats } from '../source';
import { median } from '../../rhythm/statistics';

export interface RhythmWindow {
  /** First bar, from 0. */
  readonly bar: number;
  /** Hits by step of the window and then by voice. */
  readonly hits: readonly PlacedHit[];
}

/** Bars with fewer hits are pauses, counts-in and endings rather than rhythm. */
export const MIN_HITS_PER_BAR = 4;

export const WINDOW_RULES = [
  'The median distance of a file’s notes from the nearest 16th is taken off all of them, because a kit runs early or late as a whole.',
  'Each note stands on its nearest 16th with its distance kept; of two in one cell the louder stays.',
  `Windows of two bars start at every bar; those with a bar of fewer than ${MIN_HITS_PER_BAR} hits are left out.`,
] as const;

/** What bars are made of, whether it was read from MIDI or heard. */
type HeardEvents = Pick<MidiRhythm, 'events' | 'foreignNotes'>;

/** The hits bar by bar, up to the last one; what is left out is counted. */
export function barsOf(rhythm: HeardEvents, stats: SourceStats): PlacedHit[][] {
  const last = rhythm.events.at(-1);
  if (!last) return [];
  const shift = -medianOffset(rhythm);
  const gridEnd = Math.ceil((last.positionSteps + shift + 1) / STEPS_PER_BAR) * STEPS_PER_BAR;
  const { hits, collisions, outside } = toGrid(rhythm.events, shift, gridEnd);
  const bars = byBar(hits);
  stats.bars += bars.length;
  stats.drop('notes in a cell with a louder one', collisions);
  stats.drop('notes before the start', outside);
  stats.drop('notes that are no drum of ours', rhythm.foreignNotes);
  stats.drop(`bars of fewer than ${MIN_HITS_PER_BAR} hits`, bars.filter(isPause).length);
  return bars;
}

/** The two-bar windows of bars at a hop of one, without those that hold a pause. */
export function windowsOf(bars: readonly (readonly PlacedHit[])[], stats: SourceStats): RhythmWindow[] {
  const windows: RhythmWindow[] = [];
  for (let bar = 0; bar + UNIT_BARS <= bars.length; bar++) {
    const both = bars.slice(bar, bar + UNIT_BARS);
    if (both.some(isPause)) stats.drop(`windows with a bar of fewer than ${MIN_HITS_PER_BAR} hits`);
    else {
      windows.push({
        bar,
        hits: both.flat().map((hit) => ({ ...hit, step: hit.step - bar * STEPS_PER_BAR })),
      });
    }
  }
  if (bars.length < UNIT_BARS) stats.drop('files shorter than two bars');
  return windows;
}

function isPause(bar: readonly PlacedHit[]): boolean {
  return bar.length < MIN_HITS_PER_BAR;
}

function byBar(hits: readonly PlacedHit[]): PlacedHit[][] {
  const count = Math.floor((hits.at(-1)?.step ?? 0) / STEPS_PER_BAR) + 1;
  const bars = Array.from({ length: count }, (): PlacedHit[] => []);
  for (const hit of hits) bars[Math.floor(hit.step / STEPS_PER_BAR)]!.push(hit);
  return bars;
}

/** Median distance of the notes from their nearest 16th, in steps: robust against flams and triplets. */
function medianOffset({ events }: HeardEvents): number {
  return median(events.map(({ positionSteps }) => positionSteps - Math.floor(positionSteps + 0.5)));
}
