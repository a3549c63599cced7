// The notes of a take as whole numbers, as state.ts saves them in the Set: Max prints fractions rounded.
// Saved Sets hold this form, so what it writes must stay readable.

import type { Take, TakeOrigin } from './history';
import { NOTE_DEFAULTS, type ClipNote } from '../notes/clip-notes';

export type StoodNotes = Pick<Take, 'origin' | 'seed' | 'region' | 'notes'>;

/** Saved by index: new ones go last. */
const ORIGINS: readonly TakeOrigin[] = ['generated', 'found', 'drawn', 'morphed'];

const BEAT_PARTS = 2 ** 30;
const FINE_PARTS = 2 ** 20;

/** Numbers per note: pitch, start (2), duration (2), velocity; if full also mute, probability, deviation, release. */
const PLAIN_WIDTH = 6;
const FULL_WIDTH = 10;

/** Numbers before the notes of a take: origin, seed, region start (2), region end (2), width. */
const HEAD = 7;

/** Notes never change, so they are packed once; the same list tells the writer that there is nothing new to write. */
const NUMBERS_OF_NOTES = new WeakMap<readonly ClipNote[], readonly number[]>();

/** Packs origin, seed, region and notes of a take; the same list of notes gives the same list of numbers. */
export function takeToNumbers(take: StoodNotes): readonly number[] {
  const known = NUMBERS_OF_NOTES.get(take.notes);
  if (known) return known;
  const plain = take.notes.every(isPlain);
  const numbers = [
    ORIGINS.indexOf(take.origin),
    take.seed,
    ...splitBeats(take.region.startBeats),
    ...splitBeats(take.region.endBeats),
    plain ? PLAIN_WIDTH : FULL_WIDTH,
    ...take.notes.flatMap((note) => [
      note.pitch,
      ...splitBeats(note.startBeats),
      ...splitBeats(note.durationBeats),
      ...(plain ? [note.velocity] : fullTail(note)),
    ]),
  ];
  NUMBERS_OF_NOTES.set(take.notes, numbers);
  return numbers;
}

function fullTail(note: ClipNote): number[] {
  return [
    Math.round(note.velocity * FINE_PARTS),
    note.muted ? 1 : 0,
    Math.round(note.probability * FINE_PARTS),
    Math.round(note.velocityDeviation * FINE_PARTS),
    Math.round(note.releaseVelocity * FINE_PARTS),
  ];
}

function isPlain(note: ClipNote): boolean {
  return (
    Number.isInteger(note.velocity) &&
    !note.muted &&
    note.probability === NOTE_DEFAULTS.probability &&
    note.velocityDeviation === NOTE_DEFAULTS.velocityDeviation &&
    note.releaseVelocity === NOTE_DEFAULTS.releaseVelocity
  );
}

/** The reverse of {@link takeToNumbers}; undefined for any other numbers. */
export function takeFromNumbers(numbers: readonly number[]): StoodNotes | undefined {
  const [origin, seed, startWhole, startPart, endWhole, endPart, width] = numbers;
  if (width !== PLAIN_WIDTH && width !== FULL_WIDTH) return undefined;
  if ((numbers.length - HEAD) % width !== 0) return undefined;
  const region = { startBeats: joinBeats(startWhole, startPart), endBeats: joinBeats(endWhole, endPart) };
  if (!(region.endBeats > region.startBeats)) return undefined;
  const notes: ClipNote[] = [];
  for (let at = HEAD; at < numbers.length; at += width) {
    const note = noteFromNumbers(numbers.slice(at, at + width));
    if (note) notes.push(note);
  }
  return { origin: ORIGINS[origin ?? -1] ?? 'found', seed: seed ?? 0, region, notes };
}

function noteFromNumbers(numbers: readonly number[]): ClipNote | undefined {
  const [pitch, startWhole, startPart, durationWhole, durationPart, velocity, ...tail] = numbers;
  if (pitch === undefined || pitch < 0 || pitch > 127 || velocity === undefined) return undefined;
  const times = {
    pitch,
    startBeats: joinBeats(startWhole, startPart),
    durationBeats: joinBeats(durationWhole, durationPart),
  };
  const [muted, probability, deviation, release] = tail;
  if (muted === undefined || probability === undefined) return { ...NOTE_DEFAULTS, ...times, velocity };
  return {
    ...times,
    velocity: velocity / FINE_PARTS,
    muted: muted === 1,
    probability: probability / FINE_PARTS,
    velocityDeviation: (deviation ?? 0) / FINE_PARTS,
    releaseVelocity: (release ?? NOTE_DEFAULTS.releaseVelocity * FINE_PARTS) / FINE_PARTS,
  };
}

/** Whole beats (toward −∞) and 2³⁰ths of a beat. */
function splitBeats(beats: number): [whole: number, parts: number] {
  const whole = Math.floor(beats);
  const parts = Math.round((beats - whole) * BEAT_PARTS);
  return parts === BEAT_PARTS ? [whole + 1, 0] : [whole, parts];
}

function joinBeats(whole = 0, parts = 0): number {
  return whole + parts / BEAT_PARTS;
}
