// Cuts clips into two-bar parts that a role can play, with the voice and accent of each hit, and has the
// plain forms that go without a clip. Used by pool.ts and recombine.ts.

import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import { voiceIndex, type VoiceId } from '../../rhythm/voices';
import { type Clip, type ClipGroup, type ClipHit } from './catalog';
import type { Role } from './layer';
import { mean, standardDeviation } from '../../rhythm/statistics';

export interface PartHit {
  readonly step: number;
  readonly voice: number;
  /** In standard deviations of its sound; undefined in plain forms. */
  readonly accent: number | undefined;
  /** A soft stroke between the others. */
  readonly ghost: boolean;
}

export interface Part {
  /** The clip it is taken from; undefined for a genre's plain form. */
  readonly clip: Clip | undefined;
  readonly hits: readonly PartHit[];
  /** Whether the second bar repeats the first. */
  readonly isLoop: boolean;
}

const ROLE_GROUP: Readonly<Record<Role, ClipGroup>> = {
  kick: 'Kick',
  clap: 'Snare',
  snare: 'Snare',
  closed: 'Hats',
  open: 'Hats',
  ride: 'Hats',
  percussion: 'Perc',
  toms: 'Toms',
  crash: 'Toms',
};

/** What each sound of the catalogue is in a role; sounds not named are left out of it. */
const ROLE_VOICES: Readonly<Record<Role, Readonly<Record<string, VoiceId>>>> = {
  kick: { kick: 'kick', kickB: 'kick' },
  clap: { clap: 'clap', snare: 'clap' },
  snare: { snare: 'snare', rimshot: 'rim' },
  closed: { hatClosed: 'closed-hat' },
  open: { hatOpen: 'open-hat' },
  // Seven clips have a ride; open-hat clips played on one serve as well.
  ride: { ride: 'ride', rideBell: 'ride', hatOpen: 'ride' },
  percussion: { tambourine: 'percussion', shaker: 'percussion', cowbell: 'percussion', rimshot: 'rim' },
  toms: { tomLow: 'low-tom', tomMid: 'mid-tom', tomHigh: 'high-tom' },
  crash: { crash: 'crash' },
};

/** The catalogue's ghosts are rim hits below this velocity. */
const GHOST_BELOW = 62;

/** Velocity statistics of each sound over a catalogue, by which a hit is an accent or not. */
export type SoundLevels = ReadonlyMap<string, { readonly mean: number; readonly spread: number }>;

export function soundLevels(clips: readonly Clip[]): SoundLevels {
  const velocities = new Map<string, number[]>();
  for (const { sound, velocity } of clips.flatMap((clip) => clip.hits)) {
    const list = velocities.get(sound);
    if (list) list.push(velocity);
    else velocities.set(sound, [velocity]);
  }
  return new Map(
    [...velocities].map(([sound, list]) => [
      sound,
      { mean: mean(list), spread: Math.max(1, standardDeviation(list)) },
    ]),
  );
}

/** The two-bar parts of a role in the clips of its group: each pair of bars that has a hit in it. */
export function partsOf(role: Role, clips: readonly Clip[], levels: SoundLevels): Part[] {
  return clips
    .filter((clip) => clip.group === ROLE_GROUP[role])
    .flatMap((clip) => {
      const pairs = Math.max(1, Math.floor(clip.bars / UNIT_BARS));
      return Array.from({ length: pairs }, (_, pair) => partOf(role, clip, pair * UNIT_BARS, levels));
    })
    .filter((part) => part.hits.length > 0);
}

function partOf(role: Role, clip: Clip, firstBar: number, levels: SoundLevels): Part {
  const isLoop = clip.bars === 1;
  const hits: PartHit[] = [];
  for (let bar = 0; bar < UNIT_BARS; bar++) {
    const from = (isLoop ? 0 : firstBar + bar) * STEPS_PER_BAR;
    for (const hit of clip.hits) {
      if (hit.step < from || hit.step >= from + STEPS_PER_BAR) continue;
      const voices = ROLE_VOICES[role];
      // A catalogue may call a sound anything, "constructor" included.
      const voice = Object.hasOwn(voices, hit.sound) ? voices[hit.sound] : undefined;
      if (voice === undefined) continue;
      hits.push({
        step: hit.step - from + bar * STEPS_PER_BAR,
        voice: voiceIndex(voice),
        accent: accentOf(hit, levels),
        ghost: hit.sound === 'rimshot' && hit.velocity < GHOST_BELOW && role === 'snare',
      });
    }
  }
  return { clip, hits, isLoop };
}

function accentOf({ sound, velocity }: ClipHit, levels: SoundLevels): number {
  const { mean, spread } = levels.get(sound) ?? { mean: velocity, spread: 1 };
  return Math.min(2, Math.max(-2, (velocity - mean) / spread));
}

/** What all four-on-the-floor genres share of a role; undefined for roles without such a form. */
export function plainPart(role: Role): Part | undefined {
  const plain = PLAIN_FORMS[role];
  if (!plain) return undefined;
  const steps = [...plain.steps, ...plain.steps.map((step) => step + STEPS_PER_BAR)];
  const hits = steps.map((step) => ({
    step,
    voice: voiceIndex(plain.voice),
    accent: undefined,
    ghost: false,
  }));
  return { clip: undefined, hits, isLoop: true };
}

const PLAIN_FORMS: Readonly<Partial<Record<Role, { voice: VoiceId; steps: readonly number[] }>>> = {
  kick: { voice: 'kick', steps: [0, 4, 8, 12] },
  clap: { voice: 'clap', steps: [4, 12] },
  snare: { voice: 'snare', steps: [4, 12] },
  closed: { voice: 'closed-hat', steps: [2, 6, 10, 14] },
  open: { voice: 'open-hat', steps: [2, 6, 10, 14] },
};
