// Reads a MIDI file into two-bar windows, or skips it with a reason: not 4/4, hardly any drums, an
// implausible tempo, damage. Called by the Groove and MIDI folder sources.

import { MidiError, readMidi, requireFourFour, type MidiRhythm } from '../../midi';
import type { PlacedHit } from '../../rhythm/pattern';
import { MAX_TEMPO_BPM, MIN_TEMPO_BPM } from '../record';
import type { SourceStats } from '../source';
import { barsOf, windowsOf, type RhythmWindow } from './windows';

export interface ReadFile {
  readonly rhythm: MidiRhythm;
  readonly windows: readonly RhythmWindow[];
  /** Undefined unless the file is one bar long. */
  readonly onlyBar: readonly PlacedHit[] | undefined;
}

/** Larger files are not drum tracks. */
export const MAX_MIDI_BYTES = 2_000_000;

/** MIDI files, without what macOS adds beside them. */
export function isMidiName(name: string): boolean {
  return /\.midi?$/i.test(name) && !/(^|\/)(\._|__MACOSX\/)/.test(name);
}

/** Undefined for a file that was skipped; the statistics have the reason. */
export function windowsOfFile(name: string, content: Uint8Array, stats: SourceStats): ReadFile | undefined {
  try {
    const rhythm = readMidi(content);
    check(rhythm);
    const bars = barsOf(rhythm, stats);
    stats.filesRead++;
    return { rhythm, windows: windowsOf(bars, stats), onlyBar: bars.length === 1 ? bars[0] : undefined };
  } catch (error) {
    if (!(error instanceof MidiError)) throw error;
    stats.skip(name, error.message);
    return undefined;
  }
}

function check(rhythm: MidiRhythm): void {
  requireFourFour(rhythm);
  if (rhythm.events.length === 0) throw new MidiError('no-drums', 'It has no drum notes.');
  if (rhythm.foreignNotes > rhythm.events.length) {
    throw new MidiError('no-drums', 'Most of its notes are on keys that are no drums.');
  }
  if (rhythm.tempoBpm < MIN_TEMPO_BPM || rhythm.tempoBpm > MAX_TEMPO_BPM) {
    throw new MidiError('damaged', `Its tempo of ${Math.round(rhythm.tempoBpm)} bpm is none of music.`);
  }
}
