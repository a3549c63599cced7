// What the user sets for each voice: lock, mute, loudness and note. Changed on the Voice page and in the
// grid, saved by state/state.ts, applied by clip-notes.ts to the notes: the rhythm itself stays as it is.

import { VOICE_COUNT, voiceIndex, type VoiceId } from '../../rhythm/voices';
import type { Kit } from './drum-rack-kit';
import { VELOCITY_UNITS } from '../protocol/payloads';

export interface VoiceSetting {
  readonly isLocked: boolean;
  /** It stays in the rhythm but is neither written nor played. */
  readonly isMuted: boolean;
  /** Loudness in percent of the rhythm's own: 0–200. */
  readonly velocityPercent: number;
  /** A MIDI key in place of the kit's; absent for the kit's own. */
  readonly note?: number;
}

/** One per voice, in grid order. */
export type VoiceSettings = readonly VoiceSetting[];

export const MAX_VELOCITY_PERCENT = 200;

const PLAIN: VoiceSetting = { isLocked: false, isMuted: false, velocityPercent: 100 };

/** Nothing locked or muted, everything on the kit's own notes. */
export const PLAIN_VOICES: VoiceSettings = new Array<VoiceSetting>(VOICE_COUNT).fill(PLAIN);

/** The settings with one voice changed; an index without a voice changes nothing. */
export function withVoice(
  voices: VoiceSettings,
  voice: number,
  change: (setting: VoiceSetting) => VoiceSetting,
): VoiceSettings {
  return voices.map((setting, index) => (index === voice ? change(setting) : setting));
}

/** The locked voices by grid index. */
export function lockedVoices(voices: VoiceSettings): number[] {
  return voices.flatMap(({ isLocked }, voice) => (isLocked ? [voice] : []));
}

/** The kit with the notes that the user has chosen in place of its own. */
export function playedKit(kit: Kit, voices: VoiceSettings): Kit {
  return kit.map((place, voice) => {
    const note = voices[voice]?.note;
    return note === undefined ? place : { ...place, note, source: 'chosen' };
  });
}

/** A hit's velocity as it is written: scaled, and kept within 1–127. */
export function playedVelocity(velocity: number, { velocityPercent }: VoiceSetting): number {
  return Math.min(VELOCITY_UNITS, Math.max(1, Math.round((velocity * velocityPercent) / 100)));
}

/** Voices that a drummer plays with one hand: re-rolling one alone would let the two hats collide. */
const FAMILIES: readonly (readonly VoiceId[])[] = [
  ['closed-hat', 'open-hat'],
  ['low-tom', 'mid-tom', 'high-tom'],
];

/** The voices that are re-rolled together with this one, itself included. */
export function familyOf(voice: number): readonly number[] {
  const families = FAMILIES.map((ids) => ids.map(voiceIndex));
  return families.find((family) => family.includes(voice)) ?? [voice];
}
