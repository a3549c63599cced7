// Rewrites a MIDI file as one that @tonejs/midi reads in full. Called by read.ts.

import { ByteWriter } from './byte-writer';
import { scanMidi, type ScannedMidi, type ScannedNote } from './scan';

/** Time signatures with a denominator beyond a 1024th exist only in damaged files; all such read as "not 4/4". */
const MAX_DENOMINATOR_POWER = 10;

/** @tonejs/midi shifts its lists note by note, which is quick for short lists only. */
const MAX_TRACK_NOTES = 4096;

/**
 * The result has format 1: a conductor track, then one track for each track and channel that has notes, each
 * note closed at its own onset, long tracks in pieces.
 *
 * Read directly, @tonejs/midi 2.0.28 drops notes that nothing closes, drops a first track whose notes have no
 * length, pairs notes in quadratic time, stops at chunks it does not know, and keeps a name for only one
 * channel of a format 0 track. A rhythm has onsets only, so the lengths are not missed.
 * @throws MidiError as {@link scanMidi}
 */
export function normaliseMidi(bytes: Uint8Array): Uint8Array {
  const midi = scanMidi(bytes);
  const tracks = midi.tracks.flatMap((track) =>
    channelsOf(track.notes)
      .flatMap((channel) => pieces(track.notes.filter((note) => note.channel === channel)))
      .map((notes) => noteTrack(track.name, notes, track.endTicks)),
  );
  const file = new ByteWriter().chunk(
    'MThd',
    new ByteWriter()
      .uint16(1)
      .uint16(tracks.length + 1)
      .uint16(midi.ppq),
  );
  file.chunk('MTrk', conductorTrack(midi));
  for (const track of tracks) file.chunk('MTrk', track);
  return file.toUint8Array();
}

function pieces(notes: readonly ScannedNote[]): ScannedNote[][] {
  return Array.from({ length: Math.ceil(notes.length / MAX_TRACK_NOTES) }, (_, piece) =>
    notes.slice(piece * MAX_TRACK_NOTES, (piece + 1) * MAX_TRACK_NOTES),
  );
}

function channelsOf(notes: readonly ScannedNote[]): number[] {
  return [...new Set(notes.map((note) => note.channel))].sort((a, b) => a - b);
}

function conductorTrack(midi: ScannedMidi): ByteWriter {
  const track = new ByteWriter();
  let now = 0;
  const advance = (ticks: number): void => {
    track.variableLength(ticks - now);
    now = ticks;
  };
  // Two sorted lists, told apart by what they hold; @tonejs/midi sorts each kind by time for itself.
  const changes = [...midi.tempos, ...midi.timeSignatures].sort((a, b) => a.ticks - b.ticks);
  for (const change of changes) {
    advance(change.ticks);
    if ('microsecondsPerBeat' in change) track.raw(0xff, 0x51, 3).uint24(change.microsecondsPerBeat);
    else {
      const power = Math.min(MAX_DENOMINATOR_POWER, change.denominatorPower);
      track.raw(0xff, 0x58, 4, change.numerator, power, 24, 8);
    }
  }
  advance(Math.max(now, ...midi.tracks.map((scanned) => scanned.endTicks)));
  return track.raw(0xff, 0x2f, 0);
}

function noteTrack(name: Uint8Array, notes: readonly ScannedNote[], endTicks: number): ByteWriter {
  const track = new ByteWriter().variableLength(0).raw(0xff, 0x03).variableLength(name.length).all(name);
  let now = 0;
  for (const { ticks, channel, key, velocity } of notes) {
    track.variableLength(ticks - now).raw(0x90 | channel, key, velocity);
    track.variableLength(0).raw(0x80 | channel, key, 0);
    now = ticks;
  }
  return track.variableLength(endTicks - now).raw(0xff, 0x2f, 0);
}
