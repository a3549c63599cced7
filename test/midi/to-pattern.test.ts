import assert from 'node:assert/strict';
import { MidiError, patternOfMidi, readMidi, toGrid } from '../../src/midi';
import { hitsOf } from '../../src/rhythm/pattern';
import { voiceIndex } from '../../src/rhythm/voices';
import { END, delta, midiFile, on } from './midi-bytes';

const KICK = voiceIndex('kick');

describe('putting notes on the grid', () => {
  const event = (
    positionSteps: number,
    velocity = 0.5,
  ): { positionSteps: number; voice: number; velocity: number } => ({
    positionSteps,
    voice: KICK,
    velocity,
  });

  it('takes the nearest 16th and keeps how far off it was', () => {
    const { hits } = toGrid([event(3.75), event(5.25)], 0, 16);
    assert.deepEqual(
      hits.map(({ step, offset }) => [step, offset]),
      [
        [4, -0.25],
        [5, 0.25],
      ],
    );
  });

  it('keeps the louder of two notes in a cell and counts the other, a flam or a ghost', () => {
    const { hits, collisions } = toGrid([event(4, 0.4), event(4.2, 0.9), event(3.9, 0.5)], 0, 16);
    assert.deepEqual(
      hits.map((hit) => hit.velocity),
      [0.9],
    );
    assert.equal(collisions, 2);
  });

  it('counts notes before the start and after the end', () => {
    const { hits, outside } = toGrid([event(0.2), event(1), event(15.6)], -1, 16);
    assert.deepEqual(
      hits.map((hit) => hit.step),
      [0, 15],
    );
    assert.equal(outside, 1);
    assert.equal(toGrid([event(15.6)], 0, 16).outside, 1);
  });

  it('makes a pattern as long as the file says, silence at the end included', () => {
    const track = [...on(0, 36), ...delta(96 * 8), 0xff, 0x2f, 0];
    const pattern = patternOfMidi(readMidi(midiFile(0, 96, track)));
    assert.equal(pattern.bars, 2);
    assert.equal(hitsOf(pattern).length, 1);
  });

  it('says so when there are no drums', () => {
    assert.throws(
      () => patternOfMidi(readMidi(midiFile(0, 96, END))),
      (error) => error instanceof MidiError && error.code === 'no-drums',
    );
  });
});
