import assert from 'node:assert/strict';
import { changesBetween, NOTE_DEFAULTS, type ClipNote } from '../../../src/device/notes/clip-notes';
import { GENERAL_MIDI_KIT, kitOf } from '../../../src/device/notes/drum-rack-kit';
import {
  voicesChanged,
  withOwnCell,
  withVoicesReplaced,
  withVoicesSet,
  type OwnPlaying,
} from '../../../src/device/notes/own-notes';
import { PLAIN_VOICES, withVoice } from '../../../src/device/notes/voice-settings';
import { rhythmOfNotes } from '../../../src/device/notes/wire-rhythm';
import { CLOSED_HAT, CRASH, KICK, OPEN_HAT } from '../../../src/rhythm/voices';

const note = (pitch: number, startBeats: number, more: Partial<ClipNote> = {}): ClipNote => ({
  ...NOTE_DEFAULTS,
  pitch,
  startBeats,
  durationBeats: 0.25,
  velocity: 100,
  ...more,
});

const region = { startBeats: 4, endBeats: 8 };
const playing: OwnPlaying = { kit: GENERAL_MIDI_KIT, voices: PLAIN_VOICES, chokesHats: true };
const kick = (step: number, velocity: number, offset = 0) => ({ step, voice: KICK, velocity, offset });

/** The notes after a stroke. */
function drawn(notes: readonly ClipNote[], hit: ReturnType<typeof kick>, now = playing): readonly ClipNote[] {
  const after = withOwnCell({ notes, region }, hit, now);
  assert.ok(typeof after !== 'string');
  return after;
}

describe("a stroke among the player's own notes", () => {
  it('clears all that sounds in the cell, so that the cell is silent as the grid shows it', () => {
    const flam = [note(36, 5, { velocity: 40 }), note(35, 5.04), note(36, 5.3), note(38, 5)];
    assert.deepEqual(drawn(flam, kick(4, 0)), [flam[2], flam[3]]);
  });

  it('changes of two notes in a cell the louder, which the cell shows', () => {
    const flam = [note(36, 5, { velocity: 40, probability: 0.2 }), note(35, 5.04, { velocity: 90.4 })];
    const [shown] = [rhythmOfNotes(flam, region, GENERAL_MIDI_KIT).rhythm.hits];
    assert.deepEqual(shown, [4, KICK, 90, 19]);
    assert.deepEqual(drawn(flam, kick(4, 120, 19)), [flam[0], { ...flam[1], velocity: 120 }]);
    assert.deepEqual(drawn(flam, kick(4, 90, 0)), [flam[0], { ...flam[1], startBeats: 5 }].reverse());
  });

  it('lets a note sound again that was deactivated there, with all it has', () => {
    const asleep = note(36, 5.004, { muted: true, durationBeats: 2, probability: 0.3 });
    assert.deepEqual(drawn([asleep], kick(4, 80)), [{ ...asleep, muted: false, velocity: 80 }]);
  });

  it('ends a note of the same pad where a new one begins inside it, as Live would, and the new one before the next', () => {
    const held = note(36, 4, { durationBeats: 2.2, velocityDeviation: 5 });
    const next = note(36, 6.2);
    assert.deepEqual(drawn([held, next], kick(8, 80)), [
      { ...held, durationBeats: 2 },
      { ...note(36, 6, { velocity: 80 }), durationBeats: next.startBeats - 6 },
      next,
    ]);
  });

  it('gives a new open hat the length until the next hat', () => {
    const closed = note(42, 6.4);
    const hat = { step: 8, voice: OPEN_HAT, velocity: 90, offset: 0 };
    const lengthOf = (now: OwnPlaying): number =>
      drawn([closed], hat, now).find(({ pitch }) => pitch === 46)!.durationBeats;
    assert.ok(Math.abs(lengthOf(playing) - 0.4) < 1e-9);
    assert.equal(lengthOf({ ...playing, chokesHats: false }), 0.25);
  });

  it('writes a drum on the note that the user chose for it, and finds it there again', () => {
    const chosen = { ...playing, voices: withVoice(PLAIN_VOICES, KICK, (each) => ({ ...each, note: 60 })) };
    const after = drawn([], kick(4, 80), chosen);
    assert.deepEqual(
      after.map(({ pitch }) => pitch),
      [60],
    );
    assert.deepEqual(drawn(after, kick(4, 0), chosen), []);
  });

  it('is refused where no note plays the drum, and where the region has ended', () => {
    const poor = { ...playing, kit: kitOf([{ note: 36, name: 'Kick' }]) };
    assert.equal(withOwnCell({ notes: [], region }, { ...kick(4, 80), voice: CRASH }, poor), 'silent');
    assert.equal(withOwnCell({ notes: [], region }, kick(16, 80), playing), 'beyond');
    assert.deepEqual(
      drawn([], kick(16, 80, -60)).map(({ startBeats }) => startBeats),
      [7.875],
    );
  });
});

describe("the player's own notes with drums set", () => {
  const own = [
    note(36, 4, { velocity: 100.5, probability: 0.5 }),
    note(36, 5, { muted: true }),
    note(38, 5, { velocityDeviation: 9 }),
    note(99, 6),
  ];

  it('lose the muted drum and no note of another, not even a deactivated one', () => {
    const voices = withVoice(PLAIN_VOICES, KICK, (each) => ({ ...each, isMuted: true }));
    assert.deepEqual(withVoicesSet(own, [KICK], { ...playing, voices }), own.slice(1));
    assert.deepEqual(withVoicesSet(own, [], { ...playing, voices }), own);
  });

  it('take loudness and note of the drum, and come back whole at 100 %', () => {
    const set = (velocityPercent: number, chosen?: object) =>
      withVoice(PLAIN_VOICES, KICK, (each) => ({ ...each, velocityPercent, ...chosen }));
    const soft = withVoicesSet(own, [KICK], { ...playing, voices: set(50, { note: 60 }) });
    assert.deepEqual(
      soft.filter((each) => !own.includes(each)),
      [{ ...own[0], velocity: 50, pitch: 60 }],
    );
    assert.deepEqual(withVoicesSet(own, [KICK], { ...playing, voices: set(100) }), own);
    assert.deepEqual(voicesChanged(PLAIN_VOICES, set(50)), [KICK]);
    assert.deepEqual(voicesChanged(set(50), set(50)), []);
  });

  it('take new notes in place of one drum’s, where these do not cut another’s', () => {
    const shared = kitOf([
      { note: 36, name: 'Kick' },
      { note: 42, name: 'Closed Hat' },
    ]);
    const hats = [note(42, 4, { durationBeats: 1 }), note(42, 6)];
    const fresh = [note(42, 4.5), note(42, 5.9), note(36, 7)];
    const laid = withVoicesReplaced([...hats, note(36, 4)], [KICK], {
      ...playing,
      kit: shared,
      notes: fresh,
    });
    assert.deepEqual(
      laid.map(({ pitch, startBeats, durationBeats }) => [
        pitch,
        startBeats,
        Math.round(durationBeats * 100),
      ]),
      [
        [42, 4, 100],
        [42, 5.9, 10],
        [42, 6, 25],
        [36, 7, 25],
      ],
    );
  });
});

describe('the changes from some notes to others', () => {
  it('are as few as can be: what is equal is left alone, what has moved alone is moved', () => {
    const before = [note(36, 0), note(38, 1), note(42, 2)];
    const louder = { ...before[1]!, velocity: 5 };
    assert.deepEqual(changesBetween(before, [before[0]!, louder, note(46, 3)]), {
      removed: [before[2]],
      changed: [{ from: before[1], to: louder }],
      added: [note(46, 3)],
    });
    const moved = { ...before[2]!, startBeats: 2.1 };
    assert.deepEqual(changesBetween(before, [before[0]!, before[1]!, moved]), {
      removed: [],
      changed: [{ from: before[2], to: moved }],
      added: [],
    });
    assert.deepEqual(changesBetween(before, before), { removed: [], changed: [], added: [] });
  });
});

describe('a hat that is chosen for another note', () => {
  it('is read as the drum that the user gave the note to, not as the one that the kit has there', () => {
    const voices = withVoice(PLAIN_VOICES, OPEN_HAT, (each) => ({ ...each, note: 42 }));
    const read = rhythmOfNotes([note(42, 4)], region, GENERAL_MIDI_KIT, voices).rhythm;
    assert.equal(read.hits[1], OPEN_HAT);
    assert.equal(rhythmOfNotes([note(42, 4)], region, GENERAL_MIDI_KIT).rhythm.hits[1], CLOSED_HAT);
  });
});
