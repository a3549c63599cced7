import { VOICE_COUNT, voiceIndex, type VoiceId } from '../../rhythm/voices';
import type { Kit } from './kit';
import { VELOCITY_UNITS } from '../protocol/messages';

/** What the player has decided for one voice. */
export interface VoiceSetting {
  /** Generate leaves it as it is. */
  readonly isLocked: boolean;
  /** It stays in the rhythm and is neither written nor played. */
  readonly isMuted: boolean;
  /** Loudness in percent of what the rhythm has: 0–200. */
  readonly velocityPercent: number;
  /** A MIDI key in place of the kit's. */
  readonly note?: number;
}

/** One per voice, in grid order. */
export type VoiceSettings = readonly VoiceSetting[];

export const MAX_VELOCITY_PERCENT = 200;

const PLAIN: VoiceSetting = { isLocked: false, isMuted: false, velocityPercent: 100 };

/** As the device comes: nothing locked, nothing muted, on the kit's own notes. */
export const PLAIN_VOICES: VoiceSettings = new Array<VoiceSetting>(VOICE_COUNT).fill(PLAIN);

/** The settings with something changed for one voice; a voice that there is not changes nothing. */
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

/** The kit with the notes that the player has chosen in place of its own. */
export function playedKit(kit: Kit, voices: VoiceSettings): Kit {
  return kit.map((place, voice) => {
    const note = voices[voice]?.note;
    return note === undefined ? place : { ...place, note, source: 'chosen' };
  });
}

/** A hit's velocity of 127 as it is written. */
export function playedVelocity(velocity: number, { velocityPercent }: VoiceSetting): number {
  return Math.min(VELOCITY_UNITS, Math.max(1, Math.round((velocity * velocityPercent) / 100)));
}

/** Voices that one player plays with one hand: to make one anew alone would let the two hats collide. */
const FAMILIES: readonly (readonly VoiceId[])[] = [
  ['closed-hat', 'open-hat'],
  ['low-tom', 'mid-tom', 'high-tom'],
];

/** The voices that are made anew together with one. */
export function familyOf(voice: number): readonly number[] {
  const families = FAMILIES.map((ids) => ids.map(voiceIndex));
  return families.find((family) => family.includes(voice)) ?? [voice];
}
