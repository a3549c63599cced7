// Parses the bytes of a MIDI file as far as a rhythm needs: onsets, tempos, time signatures and track names.
// Called by normalise.ts. Files come from anywhere, so everything read is bounded.

import { MidiError } from './midi-error';

/** Key 0–127, velocity 1–127, channel 0–15. */
export interface ScannedNote {
  readonly ticks: number;
  readonly channel: number;
  readonly key: number;
  readonly velocity: number;
}

export interface ScannedTempo {
  readonly ticks: number;
  readonly microsecondsPerBeat: number;
}

export interface ScannedTimeSignature {
  readonly ticks: number;
  readonly numerator: number;
  /** The denominator as a power of two: 2 stands for quarter notes. */
  readonly denominatorPower: number;
}

export interface ScannedTrack {
  readonly name: Uint8Array;
  readonly notes: readonly ScannedNote[];
  readonly endTicks: number;
}

export interface ScannedMidi {
  readonly ppq: number;
  readonly tracks: readonly ScannedTrack[];
  readonly tempos: readonly ScannedTempo[];
  readonly timeSignatures: readonly ScannedTimeSignature[];
}

/** Far above any drum track, far below what exhausts memory. */
const MAX_NOTES = 200_000;
const MAX_TRACKS = 4096;
/** The largest time that one delta can hold; also the largest that @tonejs/midi adds up rightly. */
const MAX_TICKS = 2 ** 28 - 1;
/** Longer names are not names, and @tonejs/midi spreads one over its call stack. */
const MAX_NAME_BYTES = 1024;

/**
 * Takes formats 0, 1 and 2. Chunks of unknown kind, controllers, system exclusive data and note-offs are
 * passed over; a missing end of track and bytes after the last track are forgiven.
 * @throws MidiError `not-midi`, `damaged`, `smpte-time`, `too-long` or `too-many-notes`
 */
export function scanMidi(bytes: Uint8Array): ScannedMidi {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 14 || chunkId(bytes, 0) !== 'MThd') {
    throw new MidiError('not-midi', 'It is not a MIDI file: it does not begin with the header MThd.');
  }
  const headerLength = view.getUint32(4);
  const division = view.getUint16(12);
  if (headerLength < 6) throw new MidiError('damaged', 'The MIDI header is too short.');
  if ((division & 0x8000) !== 0) {
    throw new MidiError('smpte-time', 'Its time is counted in film frames (SMPTE), not in beats.');
  }
  if (division === 0) throw new MidiError('damaged', 'The MIDI header names no ticks per quarter note.');

  const tracks: ScannedTrack[] = [];
  const tempos: ScannedTempo[] = [];
  const timeSignatures: ScannedTimeSignature[] = [];
  let noteCount = 0;
  let at = 8 + headerLength;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4);
    const start = at + 8;
    if (chunkId(bytes, at) === 'MTrk') {
      if (start + length > bytes.length) {
        throw new MidiError('damaged', `Track ${tracks.length + 1} is cut short.`);
      }
      const track = scanTrack(bytes.subarray(start, start + length), tempos, timeSignatures);
      noteCount += track.notes.length;
      if (noteCount > MAX_NOTES)
        throw new MidiError('too-many-notes', `It has more than ${MAX_NOTES} notes.`);
      tracks.push(track);
      if (tracks.length > MAX_TRACKS)
        throw new MidiError('damaged', `It has more than ${MAX_TRACKS} tracks.`);
    }
    at = start + length;
  }
  if (tracks.length === 0) throw new MidiError('damaged', 'It has no track.');
  return {
    ppq: division,
    tracks,
    tempos: tempos.sort(byTicks),
    timeSignatures: timeSignatures.sort(byTicks),
  };
}

function scanTrack(
  bytes: Uint8Array,
  tempos: ScannedTempo[],
  timeSignatures: ScannedTimeSignature[],
): ScannedTrack {
  const notes: ScannedNote[] = [];
  let name: Uint8Array = new Uint8Array();
  let ticks = 0;
  let at = 0;
  let status = 0;

  const byte = (): number => {
    const value = bytes[at++];
    if (value === undefined) throw new MidiError('damaged', 'A track ends in the middle of an event.');
    return value;
  };
  const dataByte = (): number => {
    const value = byte();
    if (value > 0x7f) throw new MidiError('damaged', 'A track holds a command where a value belongs.');
    return value;
  };
  const variableLength = (): number => {
    let value = 0;
    for (let count = 0; count < 4; count++) {
      const next = byte();
      value = value * 128 + (next & 0x7f);
      if (next < 0x80) return value;
    }
    throw new MidiError('damaged', 'A track holds a number of more than four bytes.');
  };
  const block = (): Uint8Array => {
    const length = variableLength();
    if (at + length > bytes.length) throw new MidiError('damaged', 'A track ends in the middle of an event.');
    at += length;
    return bytes.subarray(at - length, at);
  };

  while (at < bytes.length) {
    ticks += variableLength();
    if (ticks > MAX_TICKS) throw new MidiError('too-long', `It runs for more than ${MAX_TICKS} ticks.`);
    const first = bytes[at];
    // Running status: an event that begins with a value repeats the command before it.
    if (first === undefined || first >= 0x80) status = byte();
    else if (status === 0) throw new MidiError('damaged', 'A track begins with a value, not a command.');

    if (status === 0xff) {
      const kind = byte();
      const content = block();
      if (kind === 0x2f) break;
      if (kind === 0x03 && name.length === 0) name = content.slice(0, MAX_NAME_BYTES);
      const [a = 0, b = 0, c = 0] = content;
      if (kind === 0x51 && content.length === 3) {
        const microsecondsPerBeat = (a << 16) | (b << 8) | c;
        if (microsecondsPerBeat > 0) tempos.push({ ticks, microsecondsPerBeat });
      } else if (kind === 0x58 && content.length >= 2) {
        timeSignatures.push({ ticks, numerator: a, denominatorPower: b });
      }
      status = 0;
    } else if (status === 0xf0 || status === 0xf7) {
      block();
      status = 0;
    } else if (status > 0xf0) {
      throw new MidiError('damaged', 'A track holds a command that no MIDI file has.');
    } else {
      const command = status >>> 4;
      const key = dataByte();
      const velocity = command === 0xc || command === 0xd ? 0 : dataByte();
      if (command === 0x9 && velocity > 0) notes.push({ ticks, channel: status & 0x0f, key, velocity });
    }
  }
  return { name, notes, endTicks: ticks };
}

function chunkId(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function byTicks(a: { readonly ticks: number }, b: { readonly ticks: number }): number {
  return a.ticks - b.ticks;
}
