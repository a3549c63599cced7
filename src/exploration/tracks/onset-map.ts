// Where in the bar a track sounds, by frequency band. Used by track-statistics.ts, shown by tracks-page.ts.

import { beatGridOf, positionSteps } from '../../corpus/analysis/beat-grid';
import { AnalysisError, type Analysis } from '../../corpus/analysis/document';
import { decodeRhythmstring, onsetSeconds } from '../../corpus/analysis/rhythmstring';
import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';

export const BAND_COUNT = 8;

/** How often something sets in within each band on each 16th of the bar: `shares[band][step]`, 0–1, lowest band first. */
export type OnsetShares = readonly (readonly number[])[];

/**
 * The onsets of one track laid over its beats, bars counted from the first that the document names.
 * @returns undefined where it has no onsets or no beats to lay them over
 */
export function onsetSharesOf(analysis: Analysis): OnsetShares | undefined {
  const { rhythmstring } = analysis.track;
  if (rhythmstring === undefined) return undefined;
  try {
    const grid = beatGridOf(analysis);
    const onsets = onsetSeconds(decodeRhythmstring(rhythmstring));
    const firstBar = analysis.bars[0];
    const firstBeat = firstBar ? Math.round(positionSteps(grid, firstBar.start) / STEPS_PER_BEAT) : 0;
    const bars = Math.max(1, grid.confidence.length / 4);
    const cells = Array.from({ length: BAND_COUNT }, () => new Array<number>(STEPS_PER_BAR).fill(0));
    onsets.forEach((band, number) => {
      const row = cells[Math.floor((number * BAND_COUNT) / onsets.length)]!;
      for (const seconds of band) {
        const step = Math.round(positionSteps(grid, seconds)) - firstBeat * STEPS_PER_BEAT;
        row[((step % STEPS_PER_BAR) + STEPS_PER_BAR) % STEPS_PER_BAR]! += 1 / bars;
      }
    });
    return cells.map((row) => row.map((share) => Math.min(1, share)));
  } catch (error) {
    if (error instanceof AnalysisError) return undefined;
    throw error;
  }
}

/** The mean of many tracks' onset maps, each track counting once, however long. */
export class MeanOnsets {
  tracks = 0;
  private readonly sums = Array.from({ length: BAND_COUNT }, () => new Array<number>(STEPS_PER_BAR).fill(0));

  add(shares: OnsetShares): void {
    this.tracks++;
    shares.forEach((row, band) => {
      row.forEach((share, step) => (this.sums[band]![step]! += share));
    });
  }

  mean(): OnsetShares {
    return this.sums.map((row) => row.map((sum) => sum / Math.max(1, this.tracks)));
  }
}
