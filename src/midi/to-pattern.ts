// Puts drum events on the grid of 16ths, and makes a pattern of a whole file.
// The corpus uses the grid, scripts/support/midi-clip the pattern.

import { STEPS_PER_BAR } from '../rhythm/grid';
import { patternFromHits, type Pattern, type PlacedHit } from '../rhythm/pattern';
import { MidiError } from './midi-error';
import { requireFourFour, type DrumEvent, type MidiRhythm } from './read';

export interface GriddedEvents {
  /** By step and then by voice, at most one a cell. */
  readonly hits: readonly PlacedHit[];
  /** Events that lost their cell to a louder one: flams and ghosts. */
  readonly collisions: number;
  /** Events before the start or after the end. */
  readonly outside: number;
}

/**
 * Puts events on the nearest 16th, their distance kept as an offset of −0.5…0.5; the louder stays where two share
 * a cell.
 * @param shiftSteps added to every position first: minus the constant by which a kit is early or late
 * @param lengthSteps where the grid ends
 */
export function toGrid(events: readonly DrumEvent[], shiftSteps: number, lengthSteps: number): GriddedEvents {
  const cells = new Map<number, PlacedHit>();
  let collisions = 0;
  let outside = 0;
  for (const { positionSteps, voice, velocity } of events) {
    const position = positionSteps + shiftSteps;
    // Half a step belongs to the later cell, as writeMidi writes it.
    const step = Math.floor(position + 0.5);
    if (step < 0 || step >= lengthSteps) {
      outside++;
      continue;
    }
    const cell = step * CELL_STRIDE + voice;
    const rival = cells.get(cell);
    if (rival) collisions++;
    if (!rival || velocity > rival.velocity) {
      cells.set(cell, { step, voice, velocity, offset: position - step });
    }
  }
  const hits = [...cells.values()].sort((a, b) => a.step - b.step || a.voice - b.voice);
  return { hits, collisions, outside };
}

/** More than there are voices, so that a step and a voice make one number. */
const CELL_STRIDE = 64;

/**
 * The pattern of a 4/4 file from its start.
 * @param bars how many bars to take; as many as the file has when left out
 * @throws MidiError `time-signature` or `no-drums`
 */
export function patternOfMidi(rhythm: MidiRhythm, bars?: number): Pattern {
  requireFourFour(rhythm);
  const last = rhythm.events.at(-1);
  if (!last) throw new MidiError('no-drums', 'It has no drum notes.');
  const length =
    bars ?? Math.max(1, Math.ceil(Math.max(rhythm.lengthSteps, last.positionSteps) / STEPS_PER_BAR));
  return patternFromHits(length, toGrid(rhythm.events, 0, length * STEPS_PER_BAR).hits);
}
