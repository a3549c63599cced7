// The notes of a rhythm for a clip, and what writing them needs: fitting them into another region, sparing
// the notes outside it, comparing. Used by live/clips and live/lom/clip.ts, state/ and the view of the grid.
// Plain data in beats: only live/lom/clip.ts knows Live's own form of a note.

import { BEATS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';
import type { Kit } from './drum-rack-kit';
import { ATOMS_PER_HIT, OFFSET_UNITS, type WireRhythm } from '../protocol/payloads';
import { choked, HIT_BEATS, SAME_STROKE_BEATS, type VoiceNote } from './note-lengths';
import { PLAIN_VOICES, playedKit, playedVelocity, type VoiceSettings } from './voice-settings';

export { SAME_STROKE_BEATS } from './note-lengths';

/** A note with everything that Live keeps of it. Times are in beats (quarter notes) of the clip. */
export interface ClipNote {
  readonly pitch: number;
  readonly startBeats: number;
  readonly durationBeats: number;
  readonly velocity: number;
  readonly muted: boolean;
  readonly probability: number;
  readonly velocityDeviation: number;
  readonly releaseVelocity: number;
}

/** A stretch of a clip: from its start up to, not including, its end. */
export interface Region {
  readonly startBeats: number;
  readonly endBeats: number;
}

/** What a note has unless somebody has set it. */
export const NOTE_DEFAULTS = {
  muted: false,
  probability: 1,
  velocityDeviation: 0,
  releaseVelocity: 64,
} as const;

/** Times that differ by less are the same: a stored history keeps 2⁻³⁰ of a beat. */
const EQUAL_WITHIN = 1e-6;

export function lengthOf(region: Region): number {
  return region.endBeats - region.startBeats;
}

/** How a rhythm is played, besides the kit. */
export interface Playing {
  readonly voices: VoiceSettings;
  /** Whether a hat lasts until the other hat chokes it; else every note is a 16th. */
  readonly chokesHats: boolean;
}

/** The notes of a rhythm on the pads of a kit, from beat 0; silent and muted voices are left out. */
export function notesOfRhythm(
  rhythm: WireRhythm,
  kit: Kit,
  { voices = PLAIN_VOICES, chokesHats = false }: Partial<Playing> = {},
): ClipNote[] {
  const notes: VoiceNote<ClipNote>[] = [];
  const played = playedKit(kit, voices);
  const end = rhythm.bars * BEATS_PER_BAR;
  for (let at = 0; at + ATOMS_PER_HIT <= rhythm.hits.length; at += ATOMS_PER_HIT) {
    const [step = 0, voice = 0, velocity = 0, offset = 0] = rhythm.hits.slice(at, at + ATOMS_PER_HIT);
    const pitch = played[voice]?.note;
    const setting = voices[voice];
    const startBeats = Math.max(0, (step + offset / OFFSET_UNITS) / STEPS_PER_BEAT);
    if (pitch === undefined || !setting || setting.isMuted || startBeats >= end) continue;
    const note = { pitch, startBeats, durationBeats: HIT_BEATS };
    notes.push({ voice, note: { ...NOTE_DEFAULTS, ...note, velocity: playedVelocity(velocity, setting) } });
  }
  return separated(chokesHats ? choked(notes) : notes.map(({ note }) => note), end);
}

/** Lays the notes of one region into another: moved to its start, repeated to its end, cut there. */
export function fitted(notes: readonly ClipNote[], from: Region, to: Region): ClipNote[] {
  const period = lengthOf(from);
  const shift = to.startBeats - from.startBeats;
  // The same region, also one that a Set has rounded, gets the same notes back bit for bit, tails included.
  if (Math.abs(shift) < EQUAL_WITHIN && Math.abs(period - lengthOf(to)) < EQUAL_WITHIN) return [...notes];
  const laid: ClipNote[] = [];
  for (let moved = shift; from.startBeats + moved < to.endBeats - EQUAL_WITHIN; moved += period) {
    for (const note of notes) {
      const startBeats = note.startBeats + moved;
      if (startBeats < to.endBeats - SAME_STROKE_BEATS) laid.push({ ...note, startBeats });
    }
  }
  return separated(laid, to.endBeats);
}

/** Sorted, one stroke per pad and moment (the loudest), each ended before the pad's next one and before `end`. */
function separated(notes: readonly ClipNote[], end: number): ClipNote[] {
  const byStart = [...notes].sort((a, b) => a.startBeats - b.startBeats || a.pitch - b.pitch);
  const strokes: ClipNote[] = [];
  const lastOfPitch = new Map<number, number>();
  for (const note of byStart) {
    const last = lastOfPitch.get(note.pitch);
    const before = last === undefined ? undefined : strokes[last];
    if (last !== undefined && before && note.startBeats - before.startBeats < SAME_STROKE_BEATS) {
      if (note.velocity > before.velocity) strokes[last] = note;
      continue;
    }
    lastOfPitch.set(note.pitch, strokes.push(note) - 1);
  }
  const nextStart = new Map<number, number>();
  return strokes
    .reverse()
    .map((note) => {
      const limit = nextStart.get(note.pitch) ?? end;
      nextStart.set(note.pitch, note.startBeats);
      return { ...note, durationBeats: Math.min(note.durationBeats, limit - note.startBeats) };
    })
    .reverse();
}

/** The notes that begin inside a region. */
export function notesInside(notes: readonly ClipNote[], region: Region): ClipNote[] {
  return notes.filter(({ startBeats }) => startBeats >= region.startBeats && startBeats < region.endBeats);
}

/**
 * New notes for a region that leave the existing notes outside it as they are. Live ends or moves a note where another
 * of its pitch sounds: so a new note that would begin inside one sounding into the region is left out, and one that
 * would reach a note after the region is cut short.
 */
export function sparing(
  notes: readonly ClipNote[],
  existing: readonly ClipNote[],
  region: Region,
): ClipNote[] {
  const soundingUntil = new Map<number, number>();
  const nextStart = new Map<number, number>();
  for (const { pitch, startBeats, durationBeats } of existing) {
    if (startBeats < region.startBeats) {
      const end = startBeats + durationBeats;
      soundingUntil.set(pitch, Math.max(end, soundingUntil.get(pitch) ?? end));
    } else if (startBeats >= region.endBeats) {
      nextStart.set(pitch, Math.min(startBeats, nextStart.get(pitch) ?? startBeats));
    }
  }
  return notes
    .filter(({ pitch, startBeats }) => startBeats >= (soundingUntil.get(pitch) ?? -Infinity))
    .map((note) => {
      const room = (nextStart.get(note.pitch) ?? Infinity) - note.startBeats;
      return note.durationBeats > room ? { ...note, durationBeats: room } : note;
    });
}

/** The length of a region, so that rounding never carries start + length past its end: what begins there must stay. */
export function spanOf(region: Region): number {
  let span = lengthOf(region);
  while (region.startBeats + span > region.endBeats) span -= Number.EPSILON * region.endBeats;
  return span;
}

/** Whether two sets of notes sound the same, in any order; every number of a note may differ by `within`. */
export function sameNotes(
  a: readonly ClipNote[],
  b: readonly ClipNote[],
  within: number = EQUAL_WITHIN,
): boolean {
  if (a.length !== b.length) return false;
  const left = [...a].sort(byPlace);
  const right = [...b].sort(byPlace);
  return left.every((note, index) => sameNote(note, right[index]!, within));
}

export interface NoteChanges {
  readonly removed: readonly ClipNote[];
  /** Notes that stay on their pitch but differ in something else, and of these at most one in where it begins. */
  readonly changed: readonly { readonly from: ClipNote; readonly to: ClipNote }[];
  readonly added: readonly ClipNote[];
}

/** The fewest changes that make one set of notes the other. */
export function changesBetween(before: readonly ClipNote[], after: readonly ClipNote[]): NoteChanges {
  const left = new Set(before);
  const changed: { from: ClipNote; to: ClipNote }[] = [];
  const added: ClipNote[] = [];
  for (const to of after) {
    const from = before.find(
      (note) =>
        left.has(note) && note.pitch === to.pitch && Math.abs(note.startBeats - to.startBeats) < EQUAL_WITHIN,
    );
    if (!from) {
      added.push(to);
      continue;
    }
    left.delete(from);
    if (!sameNote(from, to, EQUAL_WITHIN)) changed.push({ from, to });
  }
  const removed = [...left];
  const [gone, come] = [removed[0], added[0]];
  const hasMoved = removed.length === 1 && added.length === 1 && gone?.pitch === come?.pitch;
  return hasMoved
    ? { removed: [], changed: [...changed, { from: gone!, to: come! }], added: [] }
    : { removed, changed, added };
}

function byPlace(a: ClipNote, b: ClipNote): number {
  const apart = a.startBeats - b.startBeats;
  return a.pitch - b.pitch || (Math.abs(apart) < EQUAL_WITHIN ? 0 : apart);
}

const NUMBERS = [
  'startBeats',
  'durationBeats',
  'velocity',
  'probability',
  'velocityDeviation',
  'releaseVelocity',
] as const;

function sameNote(a: ClipNote, b: ClipNote, within: number): boolean {
  return (
    a.pitch === b.pitch &&
    a.muted === b.muted &&
    NUMBERS.every((name) => Math.abs(a[name] - b[name]) < within)
  );
}
