// Adds up the profile of each style for the manifest: how often each 16th is hit, velocity and offset.
// Called by build.ts with the records of train. Holds a few hundred numbers a style, however many records.

import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import { VOICE_COUNT, voiceAt } from '../../rhythm/voices';
import type { StyleProfile } from '../manifest';
import type { CorpusRecord } from '../record';

export class ProfileCounter {
  private readonly styles = new Map<string, StyleSums>();

  add(record: CorpusRecord): void {
    let sums = this.styles.get(record.style);
    if (!sums) {
      sums = { windows: 0, voices: Array.from({ length: VOICE_COUNT }, emptySums) };
      this.styles.set(record.style, sums);
    }
    sums.windows++;
    for (const [step, voice, velocity, offset] of record.hits) {
      const voiceSums = sums.voices[voice]!;
      voiceSums.hits[step % STEPS_PER_BAR]! += 1;
      addTo(voiceSums.velocity, velocity * 127);
      addTo(voiceSums.offset, offset);
    }
  }

  /** By name of the style; voices never hit are left out. */
  profiles(): StyleProfile[] {
    return [...this.styles]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([style, sums]) => profileOf(style, sums));
  }
}

interface StyleSums {
  windows: number;
  readonly voices: readonly VoiceSums[];
}

interface VoiceSums {
  readonly hits: number[];
  readonly velocity: Moments;
  readonly offset: Moments;
}

interface Moments {
  count: number;
  sum: number;
  squares: number;
}

function emptySums(): VoiceSums {
  return {
    hits: new Array<number>(STEPS_PER_BAR).fill(0),
    velocity: { count: 0, sum: 0, squares: 0 },
    offset: { count: 0, sum: 0, squares: 0 },
  };
}

function addTo(moments: Moments, value: number): void {
  moments.count++;
  moments.sum += value;
  moments.squares += value * value;
}

function profileOf(style: string, { windows, voices }: StyleSums): StyleProfile {
  const bars = windows * UNIT_BARS;
  const heard = voices.flatMap((sums, voice) =>
    sums.velocity.count === 0
      ? []
      : [
          [
            voiceAt(voice).id,
            {
              hitPercent: sums.hits.map((hits) => round((100 * hits) / bars, 1)),
              velocity: summary(sums.velocity, 1),
              offset: summary(sums.offset, 3),
            },
          ] as const,
        ],
  );
  const hits = voices.reduce((total, sums) => total + sums.velocity.count, 0);
  return { style, windows, hitsPerBar: round(hits / bars, 2), voices: Object.fromEntries(heard) };
}

function summary({ count, sum, squares }: Moments, digits: number): [number, number] {
  const mean = sum / count;
  return [round(mean, digits), round(Math.sqrt(Math.max(0, squares / count - mean * mean)), digits)];
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
