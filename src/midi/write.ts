// Writes a pattern as a .mid file. Called by scripts/generate for the rhythms it makes.

import { Midi } from '@tonejs/midi';
import { STEPS_PER_BAR } from '../rhythm/grid';
import { TICKS_PER_STEP } from '../rhythm/resolution';
import { hitsOf, type Pattern, type PlacedHit } from '../rhythm/pattern';
import { voiceAt } from '../rhythm/voices';
import { ByteWriter } from './byte-writer';

export interface WriteMidiOptions {
  readonly tempoBpm: number;
  readonly trackName: string;
}

const DRUM_CHANNEL = 9;
const END_OF_TRACK = [0x00, 0xff, 0x2f, 0x00];

/**
 * Format 1, 480 ticks a quarter, tempo and 4/4 in the first track, the drums on channel 10 of the second,
 * which ends with the last bar. The same pattern and options give the same bytes.
 *
 * Notes last a 16th, less where the same key comes again. A file has no time before zero, so an early hit on
 * the very first step is written at zero: it still sounds, where moving it to the end of the loop would lose
 * the first downbeat.
 * @throws RangeError unless the tempo is from 4 to 1,000 bpm
 */
export function writeMidi(pattern: Pattern, options: WriteMidiOptions): Uint8Array {
  const { tempoBpm } = options;
  if (!(tempoBpm >= 4 && tempoBpm <= 1000))
    throw new RangeError(`A tempo of ${tempoBpm} bpm cannot be written.`);
  const name = bytesAsLetters(options.trackName);
  const midi = new Midi();
  midi.header.name = name;
  // @tonejs/midi rounds down what it writes: half a unit more makes that the nearest whole one.
  midi.header.tempos.push({ ticks: 0, bpm: 60_000_000 / (Math.round(60_000_000 / tempoBpm) + 0.5) });
  midi.header.timeSignatures.push({ ticks: 0, timeSignature: [4, 4] });
  const track = midi.addTrack();
  track.name = name;
  track.channel = DRUM_CHANNEL;
  const endTicks = pattern.bars * STEPS_PER_BAR * TICKS_PER_STEP;
  const notes = placedNotes(pattern, endTicks);
  for (const { ticks, durationTicks, key, velocity } of notes) {
    track.addNote({ midi: key, ticks, durationTicks, velocity: (velocity + 0.5) / 127, noteOffVelocity: 0 });
  }
  const lastTicks = notes.reduce((latest, note) => Math.max(latest, note.ticks + note.durationTicks), 0);
  return moveEndOfTrack(midi.toArray(), endTicks - lastTicks);
}

interface WrittenNote {
  readonly ticks: number;
  readonly durationTicks: number;
  readonly key: number;
  readonly velocity: number;
}

/** The hits as notes by time, then by key. */
function placedNotes(pattern: Pattern, endTicks: number): WrittenNote[] {
  const nextOnset = new Map<number, number>();
  const notes: WrittenNote[] = [];
  for (const hit of hitsOf(pattern).reverse()) {
    const key = voiceAt(hit.voice).note;
    const ticks = onsetTicks(hit);
    const end = Math.min(ticks + TICKS_PER_STEP, nextOnset.get(key) ?? endTicks);
    nextOnset.set(key, ticks);
    notes.push({ ticks, durationTicks: Math.max(1, end - ticks), key, velocity: midiVelocity(hit.velocity) });
  }
  return notes.sort((a, b) => a.ticks - b.ticks || a.key - b.key);
}

/** Half a step late is one tick less than half, so that it does not become the next step's half a step early. */
function onsetTicks(hit: PlacedHit): number {
  const half = TICKS_PER_STEP / 2;
  const offset = Math.min(half - 1, Math.max(-half, Math.round(hit.offset * TICKS_PER_STEP)));
  return Math.max(0, hit.step * TICKS_PER_STEP + offset);
}

function midiVelocity(velocity01: number): number {
  return Math.min(127, Math.max(1, Math.round(velocity01 * 127)));
}

/** @tonejs/midi ends a track with its last note; a clip of whole bars ends with its last bar. */
function moveEndOfTrack(bytes: Uint8Array, laterTicks: number): Uint8Array {
  const trackStart = 14 + 8 + new DataView(bytes.buffer).getUint32(14 + 4);
  const content = bytes.subarray(trackStart + 8, bytes.length - END_OF_TRACK.length);
  const track = new ByteWriter().all(content).variableLength(laterTicks).raw(0xff, 0x2f, 0x00);
  return new ByteWriter().all(bytes.subarray(0, trackStart)).chunk('MTrk', track).toUint8Array();
}

/** The UTF-8 bytes of a text, a character each, because @tonejs/midi writes one byte for a character. */
function bytesAsLetters(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
