// Reads bars.json, drum stems heard hit by hit, and makes bars on the grid of a track: what is bleed or
// stands beside the grid is left out, amplitudes become velocities. Called by stems.ts.

import { z } from 'zod';
import { STEPS_PER_BAR } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import { CLOSED_HAT, OPEN_HAT, voiceIndex, type VoiceId } from '../../rhythm/voices';
import { readJsonDocument } from '../archives/document';
import { MAX_TEMPO_BPM, MIN_TEMPO_BPM } from '../record';
import type { SourceStats } from '../source';

/** What each voice of bars.json is among ours; its toms are of any height. */
const VOICE_OF = {
  kick: 'kick',
  snare: 'snare',
  clap: 'clap',
  ch: 'closed-hat',
  oh: 'open-hat',
  tom: 'mid-tom',
} as const satisfies Readonly<Record<string, VoiceId>>;

const stemHitSchema = z.object({
  voice: z.enum(['kick', 'snare', 'clap', 'ch', 'oh', 'tom']),
  /** 16th of the bar. */
  step: z
    .number()
    .int()
    .min(0)
    .max(STEPS_PER_BAR - 1),
  /** Amplitude as a share of the loudest in its stem, or in its band of the stem. */
  vel: z.number().positive(),
  /** Distance from the step, in 16ths. */
  off16: z.number(),
  stem: z.string(),
});
export type StemHit = z.infer<typeof stemHitSchema>;

const stemTrackSchema = z.object({
  bpm: z.number().min(MIN_TEMPO_BPM).max(MAX_TEMPO_BPM),
  bars: z.array(z.array(stemHitSchema)),
});
export type StemTrack = z.infer<typeof stemTrackSchema>;

/**
 * The tracks of a bars.json, or of an archive that holds one, by name.
 * @throws Error with a sentence when the file cannot be read or is not such a document
 */
export async function readStemTracks(file: string): Promise<Map<string, StemTrack>> {
  const json = await readJsonDocument(file, 'bars.json', 'The list of bars');
  const parsed = z.record(z.string(), stemTrackSchema).safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `${file} is not a list of heard bars: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    );
  }
  return new Map(Object.entries(parsed.data));
}

/** Hits this far from their 16th stand between two; swing in these stems ends there. */
const BETWEEN_STEPS = 0.4;
/** A stem with more of them than this share was not made on the track's grid. */
const MAX_SHARE_BETWEEN_STEPS = 0.05;

/** In a mixed stem, a kick or snare below this share of its usual loudest is another drum heard in its band. */
const BLEED_BELOW = 0.25;
/** Of kick and snare on one step of a mixed stem the kick stays, unless the snare is this much stronger. */
const SNARE_OVER_KICK = 2;

/**
 * A hit is compared with the nine-tenths quantile of its voice in its stem: the low band of a mixed stem never comes
 * near the stem's loudest, so that its steady kicks stand at .1 to .3.
 */
const LOUD_QUANTILE = 0.9;
/** Velocity of a hit as loud as that quantile. The root, as amplitude goes with the square of velocity. */
const LOUD_VELOCITY = 0.85;

export const STEM_RULES = [
  'Voices of stems that hold one drum are as the stem says; those of mixed stems are guesses by band: low is kick, middle snare, high closed hat.',
  `Stems with more than ${100 * MAX_SHARE_BETWEEN_STEPS} % of hits over ${BETWEEN_STEPS} of a 16th from the grid do not stand on it and are left out.`,
  `Bleed of mixed stems is left out: kicks and snares below ${BLEED_BELOW} of the nine-tenths quantile of their voice and stem, and of kick and snare on one step the snare, or the kick where the snare is more than ${SNARE_OVER_KICK} times as strong in its band.`,
  `Velocity is ${LOUD_VELOCITY} times the root of the amplitude’s share of that quantile: amplitudes of different bands and stems cannot be compared.`,
  'Of two hits in one cell the louder stays, and so of closed and open hat on one step, as one pedal plays both; toms are mid toms.',
] as const;

/** The hits of a track bar by bar, steps counted from its beginning; what is left out is counted. */
export function barsOfTrack({ bars }: StemTrack, stats: SourceStats): PlacedHit[][] {
  const all = bars.flat();
  const strengthOf = strengths(all);
  const offGrid = stemsOffGrid(all);
  const mixed = mixedStems(all);
  return bars.map((bar, number) => {
    const onGrid = bar.filter(({ stem }) => !offGrid.has(stem));
    stats.drop('hits of stems beside the grid', bar.length - onGrid.length);
    const heard = onGrid.filter((hit) => !(mixed.has(hit.stem) && isBleed(hit, onGrid, strengthOf)));
    stats.drop('hits that are bleed of another drum', onGrid.length - heard.length);
    const placed = heard.map((hit) => ({
      step: number * STEPS_PER_BAR + hit.step,
      voice: voiceIndex(VOICE_OF[hit.voice]),
      velocity: Math.min(1, LOUD_VELOCITY * Math.sqrt(strengthOf(hit))),
      offset: Math.min(0.5, Math.max(-0.5, hit.off16)),
    }));
    const kept = loudestPerCell(placed);
    stats.drop('notes in a cell with a louder one', placed.length - kept.length);
    return kept;
  });
}

type Strength = (hit: StemHit) => number;

function strengths(hits: readonly StemHit[]): Strength {
  const byVoice = grouped(hits, partOf);
  const loud = new Map(
    [...byVoice].map(([part, members]) => {
      const sorted = members.map(({ vel }) => vel).sort((a, b) => a - b);
      return [part, sorted[Math.floor(LOUD_QUANTILE * (sorted.length - 1))]!];
    }),
  );
  return (hit) => hit.vel / loud.get(partOf(hit))!;
}

function grouped(hits: readonly StemHit[], keyOf: (hit: StemHit) => string): Map<string, StemHit[]> {
  const groups = new Map<string, StemHit[]>();
  for (const hit of hits) {
    const group = groups.get(keyOf(hit));
    if (group) group.push(hit);
    else groups.set(keyOf(hit), [hit]);
  }
  return groups;
}

function partOf({ stem, voice }: StemHit): string {
  return `${voice} ${stem}`;
}

function stemsOffGrid(hits: readonly StemHit[]): Set<string> {
  const stems = [...grouped(hits, ({ stem }) => stem)];
  return new Set(
    stems
      .filter(([, members]) => {
        const between = members.filter(({ off16 }) => Math.abs(off16) > BETWEEN_STEPS).length;
        return between > MAX_SHARE_BETWEEN_STEPS * members.length;
      })
      .map(([stem]) => stem),
  );
}

function mixedStems(hits: readonly StemHit[]): Set<string> {
  const stems = [...grouped(hits, ({ stem }) => stem)];
  return new Set(
    stems.filter(([, members]) => new Set(members.map(({ voice }) => voice)).size > 1).map(([stem]) => stem),
  );
}

function isBleed(hit: StemHit, bar: readonly StemHit[], strengthOf: Strength): boolean {
  if (hit.voice !== 'kick' && hit.voice !== 'snare') return false;
  const strength = strengthOf(hit);
  if (strength < BLEED_BELOW) return true;
  const other = bar.find(
    ({ stem, step, voice }) =>
      stem === hit.stem && step === hit.step && voice === (hit.voice === 'kick' ? 'snare' : 'kick'),
  );
  if (!other || strengthOf(other) < BLEED_BELOW) return false;
  return hit.voice === 'kick'
    ? strengthOf(other) > SNARE_OVER_KICK * strength
    : strength <= SNARE_OVER_KICK * strengthOf(other);
}

/** By step and then by voice; closed and open hat share a cell here. */
function loudestPerCell(hits: readonly PlacedHit[]): PlacedHit[] {
  const cells = new Map<string, PlacedHit>();
  for (const hit of hits) {
    const cell = `${hit.step} ${hit.voice === OPEN_HAT ? CLOSED_HAT : hit.voice}`;
    const taken = cells.get(cell);
    if (!taken || taken.velocity < hit.velocity) cells.set(cell, hit);
  }
  return [...cells.values()].sort((a, b) => a.step - b.step || a.voice - b.voice);
}
