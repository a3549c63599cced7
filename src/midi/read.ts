// Reads the drums of a .mid file: onsets, voices and velocities, with tempos and time signatures.
// Called through index.ts by the corpus and scripts/support/midi-clip. Leaves the grid to to-pattern.ts.

import { Midi, type Track } from '@tonejs/midi';
import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../rhythm/grid';
import { voiceIndexOfNote } from '../rhythm/voices';
import { MidiError } from './midi-error';
import { normaliseMidi } from './normalise';

/** Position in 16th steps from the start (with its fraction), voice and loudness 0–1. */
export interface DrumEvent {
  readonly positionSteps: number;
  readonly voice: number;
  readonly velocity: number;
}

export interface TempoChange {
  readonly positionSteps: number;
  readonly tempoBpm: number;
}

export interface TimeSignatureChange {
  readonly positionSteps: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Events are by position and then by voice. */
export interface MidiRhythm {
  readonly ppq: number;
  /** Tempo at the start; 120, the format's own default, when the file names none. */
  readonly tempoBpm: number;
  readonly tempos: readonly TempoChange[];
  readonly timeSignatures: readonly TimeSignatureChange[];
  readonly trackNames: readonly string[];
  /** From the start to the last end of track. */
  readonly lengthSteps: number;
  readonly events: readonly DrumEvent[];
  /** Notes on the channels read whose key plays none of our voices. */
  readonly foreignNotes: number;
}

export interface ReadMidiOptions {
  /**
   * `auto` (the default) reads channel 10 where it has notes, as General MIDI songs do, and otherwise every channel,
   * as single clips are exported.
   */
  readonly channels?: 'auto' | 'all';
}

const DEFAULT_TEMPO_BPM = 120;
const DRUM_CHANNEL = 9;
/** About five hours at 120 bpm: beyond this the tick counts of a file are damaged. */
const MAX_BARS = 10_000;

/**
 * Takes any format, resolution and number of tracks, channels and tempos.
 * @throws MidiError with the reason for a file that cannot be read
 */
export function readMidi(bytes: Uint8Array, options: ReadMidiOptions = {}): MidiRhythm {
  const midi = new Midi(normaliseMidi(bytes));
  const ppq = midi.header.ppq;
  const toSteps = (ticks: number): number => (ticks / ppq) * STEPS_PER_BEAT;
  const tracks = drumTracks(midi.tracks, options.channels ?? 'auto');
  const notes = tracks.flatMap((track) => track.notes);
  const events = notes.flatMap((note): DrumEvent[] => {
    const voice = voiceIndexOfNote(note.midi);
    return voice === undefined
      ? []
      : [{ positionSteps: toSteps(note.ticks), voice, velocity: note.velocity }];
  });
  const ends = [...tracks.map((track) => track.endOfTrackTicks ?? 0), ...notes.map((note) => note.ticks)];
  const lengthSteps = toSteps(ends.reduce((latest, end) => Math.max(latest, end), 0));
  if (lengthSteps > MAX_BARS * STEPS_PER_BAR) {
    throw new MidiError('too-long', `It is longer than ${MAX_BARS} bars.`);
  }
  const tempos = midi.header.tempos.map(({ ticks, bpm }) => ({
    positionSteps: toSteps(ticks),
    tempoBpm: Math.round(bpm * 1000) / 1000,
  }));
  return {
    ppq,
    tempoBpm: tempoAtStart(tempos),
    tempos,
    timeSignatures: midi.header.timeSignatures.map(({ ticks, timeSignature: [numerator, denominator] }) => ({
      positionSteps: toSteps(ticks),
      numerator: numerator ?? 4,
      denominator: denominator ?? 4,
    })),
    trackNames: [...new Set(tracks.map((track) => decodeName(track.name)))],
    lengthSteps,
    events: events.sort((a, b) => a.positionSteps - b.positionSteps || a.voice - b.voice),
    foreignNotes: notes.length - events.length,
  };
}

/** Checks that all that sounds is in 4/4. @throws MidiError `time-signature`, naming the first that is not */
export function requireFourFour(rhythm: MidiRhythm): void {
  const last = rhythm.events.at(-1)?.positionSteps ?? 0;
  for (const { positionSteps, numerator, denominator } of rhythm.timeSignatures) {
    // One that begins after the last hit changes nothing that is heard.
    if (positionSteps > last || (numerator === 4 && denominator === 4)) continue;
    const place = positionSteps === 0 ? '' : ` from bar ${Math.floor(positionSteps / STEPS_PER_BAR) + 1} on`;
    throw new MidiError(
      'time-signature',
      `Its time signature is ${numerator}/${denominator}${place}, not 4/4.`,
    );
  }
}

function drumTracks(tracks: readonly Track[], channels: 'auto' | 'all'): readonly Track[] {
  const drums = tracks.filter((track) => track.channel === DRUM_CHANNEL && track.notes.length > 0);
  return channels === 'auto' && drums.length > 0 ? drums : tracks;
}

/** The last tempo set at the very start: files often carry a default before the real one. */
function tempoAtStart(tempos: readonly TempoChange[]): number {
  const start = tempos.filter((tempo) => tempo.positionSteps === 0).at(-1) ?? tempos[0];
  return start?.tempoBpm ?? DEFAULT_TEMPO_BPM;
}

/** @tonejs/midi gives a character per byte; names are UTF-8 where that is valid, Latin-1 otherwise. */
function decodeName(name: string): string {
  const bytes = Uint8Array.from([...name].map((letter) => letter.charCodeAt(0)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return name;
    throw error;
  }
}
