// What can be done with a rhythm in its wire form, the flat list of hits: edit it, change its length, read it
// from the notes of a clip, pack it. Used by live/, state/ and the grid.
// The packed form is in saved Sets and shared texts, so it must not change.

import { BAR_CHOICES, BEATS_PER_BAR, STEPS_PER_BAR, STEPS_PER_BEAT, type BarChoice } from '../../rhythm/grid';
import { VOICE_COUNT, voiceIndexOfNote } from '../../rhythm/voices';
import { voiceOfNote, type Kit } from './drum-rack-kit';
import { lengthOf, type ClipNote, type Region } from './clip-notes';
import { PLAIN_VOICES, type VoiceSettings } from './voice-settings';
import { ATOMS_PER_HIT, OFFSET_UNITS, VELOCITY_UNITS, type WireRhythm } from '../protocol/payloads';

/** A hit in wire units: velocity 1–127, offset in 120ths of a step. */
export interface WireHit {
  readonly step: number;
  readonly voice: number;
  readonly velocity: number;
  readonly offset: number;
}

/** The largest offset: half a step late would be the next step's half a step early. */
export const MAX_OFFSET = OFFSET_UNITS / 2 - 1;

export function eachHit({ hits }: Pick<WireRhythm, 'hits'>): WireHit[] {
  const list: WireHit[] = [];
  for (let at = 0; at + ATOMS_PER_HIT <= hits.length; at += ATOMS_PER_HIT) {
    const [step = 0, voice = 0, velocity = 0, offset = 0] = hits.slice(at, at + ATOMS_PER_HIT);
    list.push({ step, voice, velocity, offset });
  }
  return list;
}

/** A rhythm from hits in any order; those outside it are dropped, and of two in one cell the louder stays. */
export function rhythmOfHits(bars: number, hits: readonly WireHit[]): WireRhythm {
  const cells = new Map<number, WireHit>();
  for (const hit of hits) {
    if (!isInside(bars, hit)) continue;
    const cell = hit.step * VOICE_COUNT + hit.voice;
    const rival = cells.get(cell);
    if (!rival || hit.velocity > rival.velocity) cells.set(cell, hit);
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return {
    bars,
    hits: sorted.flatMap(([, { step, voice, velocity, offset }]) => [step, voice, velocity, offset]),
  };
}

/** Whether a hit is in whole numbers and within a rhythm of so many bars. */
export function isInside(bars: number, { step, voice, velocity, offset }: WireHit): boolean {
  return (
    [step, voice, velocity, offset].every(Number.isInteger) &&
    step >= 0 &&
    step < bars * STEPS_PER_BAR &&
    voice >= 0 &&
    voice < VOICE_COUNT &&
    velocity >= 1 &&
    velocity <= VELOCITY_UNITS &&
    Math.abs(offset) <= OFFSET_UNITS / 2
  );
}

/** The rhythm with one cell changed; velocity 0 clears it. */
export function withCell(rhythm: WireRhythm, hit: WireHit): WireRhythm {
  const others = eachHit(rhythm).filter(({ step, voice }) => step !== hit.step || voice !== hit.voice);
  return rhythmOfHits(rhythm.bars, [...others, hit]);
}

/** The rhythm in another length, repeated or cut. */
export function inBars(rhythm: WireRhythm, bars: number): WireRhythm {
  if (rhythm.bars === bars) return rhythm;
  const period = rhythm.bars * STEPS_PER_BAR;
  const times = Math.ceil(bars / rhythm.bars);
  const laid = Array.from({ length: times }, (_, time) =>
    eachHit(rhythm).map((hit) => ({ ...hit, step: hit.step + time * period })),
  );
  return rhythmOfHits(bars, laid.flat());
}

/** The longest length on offer that this rhythm fills. */
export function barChoiceOf({ bars }: Pick<WireRhythm, 'bars'>): BarChoice {
  return [...BAR_CHOICES].reverse().find((choice) => choice <= bars) ?? BAR_CHOICES[0];
}

export interface ReadNotes {
  readonly rhythm: WireRhythm;
  /** How many notes no voice plays. */
  readonly foreign: number;
}

/** Reads a region of a clip by the pads of a kit, without muted notes; a part of a bar at the end counts as one. */
export function rhythmOfNotes(
  notes: readonly ClipNote[],
  region: Region,
  kit: Kit,
  voices: VoiceSettings = PLAIN_VOICES,
): ReadNotes {
  const bars = Math.max(1, Math.ceil(lengthOf(region) / BEATS_PER_BAR - 1e-6));
  let foreign = 0;
  const hits = notes.flatMap((note): WireHit[] => {
    if (note.muted) return [];
    const voice = readVoice(note.pitch, kit, voices);
    if (voice === undefined) {
      foreign++;
      return [];
    }
    return [hitOfNote(note, region, voice)];
  });
  return { rhythm: rhythmOfHits(bars, hits), foreign };
}

/** Where a note of a voice stands in the grid of a region, rounded as a hit is. */
export function hitOfNote({ startBeats, velocity }: ClipNote, region: Region, voice: number): WireHit {
  const steps = (startBeats - region.startBeats) * STEPS_PER_BEAT;
  const step = Math.floor(steps + 0.5);
  return {
    step,
    voice,
    velocity: Math.min(VELOCITY_UNITS, Math.max(1, Math.round(velocity))),
    offset: Math.min(MAX_OFFSET, Math.round((steps - step) * OFFSET_UNITS)),
  };
}

/**
 * The voice that a note plays: the one that the user gave it to, else the kit's. Without a Drum Rack, all General MIDI
 * keys of a voice count, not only the one it is written on.
 */
export function readVoice(pitch: number, kit: Kit, voices: VoiceSettings = PLAIN_VOICES): number | undefined {
  const chosen = voices.findIndex(({ note }) => note === pitch);
  if (chosen >= 0) return chosen;
  const isGeneralMidi = kit.every(({ source }) => source === 'general-midi');
  return isGeneralMidi ? voiceIndexOfNote(pitch) : voiceOfNote(kit, pitch);
}

/** Each hit as one whole number below 2³¹: half the room that four numbers take in a Set. */
export function packedHits({ hits }: Pick<WireRhythm, 'hits'>): number[] {
  return eachHit({ hits }).map(
    ({ step, voice, velocity, offset }) =>
      ((step * VOICE_COUNT + voice) * VELOCITY_SPAN + velocity) * OFFSET_SPAN + offset + OFFSET_UNITS / 2,
  );
}

/** The reverse of {@link packedHits}; numbers that are not a hit of so many bars are left out. */
export function rhythmOfPacked(bars: number, packed: readonly number[]): WireRhythm {
  const hits = packed.map((number) => {
    const cell = Math.floor(number / OFFSET_SPAN / VELOCITY_SPAN);
    return {
      offset: (number % OFFSET_SPAN) - OFFSET_UNITS / 2,
      velocity: Math.floor(number / OFFSET_SPAN) % VELOCITY_SPAN,
      voice: cell % VOICE_COUNT,
      step: Math.floor(cell / VOICE_COUNT),
    };
  });
  return rhythmOfHits(bars, hits);
}

const VELOCITY_SPAN = VELOCITY_UNITS + 1;
const OFFSET_SPAN = OFFSET_UNITS + 1;
