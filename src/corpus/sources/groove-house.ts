// Which two-bar windows of a drummer are house in all but their sounds, and how they are made house.
// Called by groove-midi.ts.

import { STEPS_PER_BEAT } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import { HOUSE_RULES } from '../../rhythm/rules/club-styles';
import { breaksOf } from '../../rhythm/rules/rule';
import { BACKBEATS } from '../../rhythm/rules/steps';
import { CLAP, KICK, SNARE } from '../../rhythm/voices';

const MIN_TEMPO_BPM = 100;
const MAX_TEMPO_BPM = 140;

/** A kick of the Groove MIDI Dataset against one of house, mean and standard deviation of 127. */
const PLAYED_KICK = { mean: 58, spread: 33 };
const HOUSE_KICK = { mean: 98, spread: 9 };

/** How far a drummer strays from the grid, and how far kick and clap do in house, standard deviations in steps. */
const PLAYED_TIMING_SPREAD = 0.2;
const HOUSE_KICK_TIMING_SPREAD = 0.025;
const HOUSE_CLAP_TIMING_SPREAD = 0.07;

export const HOUSE_VERSION_RULES = [
  `House-shaped windows, under the style house as well: a kick on every beat and whatever else the rules of house ask for, a snare on the second and fourth, ${MIN_TEMPO_BPM}–${MAX_TEMPO_BPM} bpm.`,
  'In each file, by a seeded draw, the snare’s backbeats are doubled by a clap or become one.',
  `Kick velocities are compressed from ${PLAYED_KICK.mean} ± ${PLAYED_KICK.spread} to ${HOUSE_KICK.mean} ± ${HOUSE_KICK.spread} of 127, kick and clap timing to ± ${HOUSE_KICK_TIMING_SPREAD} and ± ${HOUSE_CLAP_TIMING_SPREAD} of a 16th, as measured in house.`,
];

export function isHouseShaped(hits: readonly PlacedHit[], tempoBpm: number): boolean {
  if (tempoBpm < MIN_TEMPO_BPM || tempoBpm > MAX_TEMPO_BPM) return false;
  const snares = new Set(hits.filter(({ voice }) => voice === SNARE).map(({ step }) => step));
  return (
    BACKBEATS.every((step) => snares.has(step)) &&
    breaksOf(HOUSE_RULES.rules, houseVersion(hits, false)).length === 0
  );
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
