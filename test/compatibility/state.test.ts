import assert from 'node:assert/strict';
import { stateFromDictionary, type State } from '../../src/device/state/state';
import { devicesOfSuite, pressed, unexpectedProblems } from '../device/support/session';
import type { SavedState } from '../live/host';
import type { Note } from '../live/lom/notes';
import { LiveSet } from '../live/set';
import { assertHolds } from './support/assert-holds';
import { fixture } from './support/fixtures';

type Dictionary = Readonly<Record<string, unknown>>;
/** Pitch, start, duration, velocity, muted, probability, velocity deviation, release velocity. */
type NoteRow = readonly (number | boolean)[];

/** What 0.1.0 read in a state of its own. */
interface Meaning {
  readonly takes: readonly { readonly notes: readonly NoteRow[] }[];
  readonly kit: readonly { readonly source: string }[];
}

/** A device's values by long name, with the state among them. */
const SAVED = fixture<SavedState>('set', 'set.json');
const { State: SAVED_STATE, ...SAVED_VALUES } = SAVED.values;
const READ_IN_SET = fixture<Meaning>('set', 'set.read.json');
/** What a short session does not come to: other models' folders, and every way in which a pad is found. */
const WRITTEN = fixture<Dictionary>('set', 'written.json');
const READ_IN_WRITTEN = fixture<Meaning>('set', 'written.read.json');

function stateOf(dictionary: Dictionary): State {
  return stateFromDictionary((key) => dictionary[key]);
}

/** A state in the words of the fixtures. */
function meaningOf({ history, kit, voices, corners, modelPath, modelPaths }: State): object {
  return {
    position: history.position,
    takes: history.takes.map(({ notes, region, ...take }) => ({
      ...take,
      region: [region.startBeats, region.endBeats],
      notes: notes.map((note) => [
        note.pitch,
        note.startBeats,
        note.durationBeats,
        note.velocity,
        note.muted,
        note.probability,
        note.velocityDeviation,
        note.releaseVelocity,
      ]),
    })),
    kit: kit?.map(({ note, ...voice }) => ({ ...voice, note: note ?? null })),
    voices,
    corners: corners.map((corner) => corner ?? null),
    modelPath,
    modelPaths,
  };
}

describe('the state that 0.1.0 kept with a Set', () => {
  it('gives back every rhythm, star, pad, lock and corner, because a Set is the only copy of them', () => {
    assertHolds(meaningOf(stateOf(SAVED_STATE as Dictionary)), READ_IN_SET, 'state');
  });

  it('gives back the folders of other models and which one was in use', () => {
    assertHolds(meaningOf(stateOf(WRITTEN)), READ_IN_WRITTEN, 'state');
  });

  it('tells how each pad had been found by the number kept for it, because a Set knows the ways by their order alone', () => {
    assert.deepEqual(
      stateOf(WRITTEN).kit?.map(({ source }) => source),
      READ_IN_WRITTEN.kit.map(({ source }) => source),
    );
  });
});

describe('a Set that 0.1.0 saved', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('opens with every control, the style and the place in the history as they were left', async () => {
    const host = await device({ set: setOfThen(), savedState: SAVED });
    for (const [name, value] of Object.entries(SAVED_VALUES)) assert.equal(host.parameter(name), value, name);
    assert.equal(host.text('Style'), 'House');
    assert.match(host.text('grid'), /^House 17 A\n/);
    assert.match(host.text('grid'), /\b7\/12\b/);
  });

  it('keeps the notes that the player had played, with chance, mute and deviation', async () => {
    const set = setOfThen();
    const host = await device({ set, savedState: SAVED });
    set.select(0, 0);
    for (let press = 0; press < 12 && !host.text('grid').startsWith('Your notes\n'); press++)
      await pressed(host, 'Previous Pattern');
    const rows = set.clip(0, 0)!.notes.map(rowOf).sort(byTime);
    assert.deepEqual(rows, [...READ_IN_SET.takes[0]!.notes].map(rounded).sort(byTime));
  });
});

/** The Set's track as it was when 0.1.0 saved it, but for the clips that it had written. */
function setOfThen(): LiveSet {
  const names = { 36: 'Kick 909', 38: 'Found Sound', 39: 'Clap 909', 42: 'Hihat Closed 909' };
  const more = { 46: 'Hihat Open 909', 51: 'Ride 909' };
  const pads = Object.entries({ ...names, ...more }).map(([note, name]) => ({ note: Number(note), name }));
  const devices = [{ kind: 'drum-rack', name: '909 Kit', pads } as const];
  return new LiveSet({
    tracks: [{ name: 'Drums', devices, clips: { 0: { lengthBeats: 4, name: 'Mine' } } }],
  });
}

function rowOf(note: Note): NoteRow {
  return rounded([
    note.pitch,
    note.start_time,
    note.duration,
    note.velocity,
    Boolean(note.mute),
    note.probability,
    note.velocity_deviation,
    note.release_velocity,
  ]);
}

/** To a millionth: what a Set keeps of a beat is a 2³⁰th of it. */
function rounded(row: NoteRow): NoteRow {
  return row.map((value) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value));
}

function byTime(a: NoteRow, b: NoteRow): number {
  return Number(a[1]) - Number(b[1]) || Number(a[0]) - Number(b[0]);
}
