// Which two-bar windows of a drummer are house in all but their sounds, and how they are made house.
// Called by groove-midi.ts.

import { STEPS_PER_BAR, STEPS_PER_BEAT, UNIT_BARS } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import { CLAP, KICK, SNARE } from '../../rhythm/voices';

const MIN_TEMPO_BPM = 100;
const MAX_TEMPO_BPM = 140;
const MAX_KICKS_PER_BAR = 6;

/** A kick of the Groove MIDI Dataset against one of house, mean and standard deviation of 127. */
const PLAYED_KICK = { mean: 58, spread: 33 };
const HOUSE_KICK = { mean: 98, spread: 9 };

/** How far a drummer strays from the grid, and how far kick and clap do in house, standard deviations in steps. */
const PLAYED_TIMING_SPREAD = 0.2;
const HOUSE_KICK_TIMING_SPREAD = 0.025;
const HOUSE_CLAP_TIMING_SPREAD = 0.07;

export const HOUSE_RULES = [
  `House-shaped windows, under the style house as well: a kick on every beat, at most ${MAX_KICKS_PER_BAR} in a bar, a snare on the second and fourth, ${MIN_TEMPO_BPM}–${MAX_TEMPO_BPM} bpm.`,
  'In each file, by a seeded draw, the snare’s backbeats are doubled by a clap or become one.',
  `Kick velocities are compressed from ${PLAYED_KICK.mean} ± ${PLAYED_KICK.spread} to ${HOUSE_KICK.mean} ± ${HOUSE_KICK.spread} of 127, kick and clap timing to ± ${HOUSE_KICK_TIMING_SPREAD} and ± ${HOUSE_CLAP_TIMING_SPREAD} of a 16th, as measured in house.`,
];

export function isHouseShaped(hits: readonly PlacedHit[], tempoBpm: number): boolean {
  if (tempoBpm < MIN_TEMPO_BPM || tempoBpm > MAX_TEMPO_BPM) return false;
  const isHit = (step: number, voice: number): boolean =>
    hits.some((hit) => hit.step === step && hit.voice === voice);
  for (let bar = 0; bar < UNIT_BARS; bar++) {
    const start = bar * STEPS_PER_BAR;
    for (let beat = 0; beat < STEPS_PER_BAR; beat += STEPS_PER_BEAT) {
      if (!isHit(start + beat, KICK)) return false;
    }
    if (!isHit(start + 4, SNARE) || !isHit(start + 12, SNARE)) return false;
    const kicks = hits.filter(
      ({ voice, step }) => voice === KICK && Math.floor(step / STEPS_PER_BAR) === bar,
    ).length;
    if (kicks > MAX_KICKS_PER_BAR) return false;
  }
  return true;
}

/**
 * Machine-like kick, and a clap on the backbeat: in place of the snare if `movesToClap`, otherwise with it.
 */
export function houseVersion(hits: readonly PlacedHit[], movesToClap: boolean): PlacedHit[] {
  return hits.flatMap((hit): PlacedHit[] => {
    if (hit.voice === KICK) return [houseKick(hit)];
    if (hit.voice !== SNARE || !isBackbeat(hit.step)) return [hit];
    const clap = { ...hit, voice: CLAP, offset: tightened(hit.offset, HOUSE_CLAP_TIMING_SPREAD) };
    return movesToClap ? [clap] : [{ ...hit, offset: clap.offset }, clap];
  });
}

function houseKick(hit: PlacedHit): PlacedHit {
  const deviation = (hit.velocity * 127 - PLAYED_KICK.mean) / PLAYED_KICK.spread;
  return {
    ...hit,
    velocity: Math.min(1, (HOUSE_KICK.mean + deviation * HOUSE_KICK.spread) / 127),
    offset: tightened(hit.offset, HOUSE_KICK_TIMING_SPREAD),
  };
}

function tightened(offset: number, spread: number): number {
  return (offset * spread) / PLAYED_TIMING_SPREAD;
}

function isBackbeat(step: number): boolean {
  return step % (2 * STEPS_PER_BEAT) === STEPS_PER_BEAT;
}
