import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import type { Clip } from '../../live/lom/clip';
import type { Note } from '../../live/lom/notes';
import { LiveSet, type NewNote } from '../../live/set';
import {
  cellPoint,
  devicesOfSuite,
  pressed,
  rowPoint,
  generated,
  unexpectedProblems,
} from '../support/session';

/** What a player wrote: off the grid, on pads that no voice has, with every property of a note used. */
const OWN_NOTES: readonly NewNote[] = [
  { pitch: 36, start_time: 0, duration: 0.5, velocity: 101.5, release_velocity: 7 },
  { pitch: 36, start_time: 1.0371, duration: 0.1, velocity: 64, probability: 0.35 },
  { pitch: 36, start_time: 2, duration: 0.3, velocity: 80, velocity_deviation: -12 },
  { pitch: 38, start_time: 1 + 1 / 3, duration: 1 / 3, velocity: 90, velocity_deviation: 9 },
  { pitch: 39, start_time: 1, duration: 0.25, velocity: 77 },
  { pitch: 39, start_time: 3, duration: 0.2, velocity: 99, mute: 1 },
  { pitch: 42, start_time: 0.5, duration: 0.7, velocity: 30 },
  { pitch: 99, start_time: 2.71, duration: 1, velocity: 33, probability: 0.9 },
  { pitch: 3, start_time: 7.9, duration: 3, velocity: 12 },
];

function setWithOwnNotes(): LiveSet {
  const set = new LiveSet({
    tracks: [{ name: 'Drums', clips: { 0: { lengthBeats: 8, name: 'Mine', notes: OWN_NOTES } } }],
  });
  set.select(0, 0);
  return set;
}

/** Of the notes after a change: which are new or different, and which of the former are gone or different. */
function changes(
  before: readonly Note[],
  after: readonly Note[],
): { readonly now: Note[]; readonly was: Note[] } {
  const isIn = (notes: readonly Note[], note: Note): boolean =>
    notes.some((other) => JSON.stringify(other) === JSON.stringify(note));
  return {
    now: after.filter((note) => !isIn(before, note)),
    was: before.filter((note) => !isIn(after, note)),
  };
}

const brief = ({ pitch, start_time, velocity }: Note): number[] => [pitch, start_time, velocity];

describe("the built device, with the player's own notes in its grid and Live on,", function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  /** A device that has brought the notes back into their clip. */
  async function broughtBack(set = setWithOwnNotes()): Promise<{ host: LiveHost; clip: Clip }> {
    const host = await device({ set });
    await host.turn('Bars', 1);
    await generated(host, 'Clip');
    await pressed(host, 'Previous Pattern');
    assert.match(host.text('status'), /^Your notes back in “Mine”/);
    await host.turn('Live Update', 1);
    await host.advance(300);
    return { host, clip: set.clip(0, 0)! };
  }

  const click = async (host: LiveHost, ...points: (readonly [number, number])[]): Promise<void> => {
    await host.mouse('grid', points);
    await host.advance(300);
  };

  it('adds one note with a click, and every other note stays the one that it was', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes;
    const steps = host.set.world.undoSteps.length;
    await click(host, cellPoint(2, 6, 'ride'));
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual([now.map(brief), was], [[[51, 1.5, 100]], []]);
    assert.equal(host.set.world.undoSteps.length, steps + 1);
    assert.match(host.text('grid'), /^Your notes edited\n/);
    host.set.undo();
    assert.deepEqual(clip.notes, before);
  });

  it('takes away the note that is clicked, and no other', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes;
    await click(host, cellPoint(2, 4, 'kick'));
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual([now, was.map(brief)], [[], [[36, 1.0371, 64]]]);
  });

  it('changes nothing but the velocity of a note that is dragged up, nor but the time with Shift', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes;
    const at = cellPoint(2, 4, 'kick');
    await click(host, at, [at[0], at[1] - 10]);
    const louder = changes(before, clip.notes);
    const [note] = louder.was;
    assert.equal(louder.now.length, 1);
    assert.ok(louder.now[0]!.velocity > 80);
    assert.deepEqual(louder.now[0], { ...note, velocity: louder.now[0]!.velocity });
    await host.mouse('grid', [at, [at[0] - 3, at[1]]], { shift: true });
    await host.advance(300);
    const moved = changes(before, clip.notes);
    assert.equal(moved.now.length, 1);
    const { start_time, velocity } = moved.now[0]!;
    assert.ok(start_time < 1.03 && start_time > 0.9, String(start_time));
    assert.deepEqual(moved.now[0], { ...note, start_time, velocity });
  });

  it('walks back through the strokes to the notes as they were', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes.map((note) => ({ ...note, note_id: 0 }));
    await click(host, cellPoint(2, 6, 'ride'));
    await click(host, cellPoint(2, 4, 'kick'));
    for (let press = 0; press < 2; press++) await pressed(host, 'Previous Pattern');
    assert.deepEqual(
      clip.notes.map((note) => ({ ...note, note_id: 0 })),
      before,
    );
    for (let press = 0; press < 2; press++) await pressed(host, 'Next Pattern');
    assert.deepEqual(clip.notes.filter(({ pitch }) => pitch === 51).map(brief), [[51, 1.5, 100]]);
  });

  it('leaves the other drums alone when one is muted or made softer, and brings its notes back as they were', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes;
    const plain = (notes: readonly Note[]): Note[] => notes.map((note) => ({ ...note, note_id: 0 }));
    await click(host, rowPoint('mute', 'kick'));
    const muted = changes(before, clip.notes);
    assert.deepEqual(muted.now, []);
    assert.deepEqual(
      muted.was.map(({ pitch }) => pitch),
      [36, 36, 36],
    );
    await click(host, cellPoint(2, 6, 'ride'));
    assert.equal(changes(before, clip.notes).was.length, 3);
    await click(host, cellPoint(2, 6, 'ride'));
    await click(host, rowPoint('mute', 'kick'));
    assert.deepEqual(plain(clip.notes), plain(before));
    await host.turn('Voice', 'Kick');
    await host.turn('Voice Velocity', 50);
    await host.advance(300);
    assert.deepEqual(
      clip.notes.filter(({ pitch }) => pitch === 36).map(({ velocity }) => velocity),
      [51, 32, 40],
    );
    assert.deepEqual(
      changes(before, clip.notes).was.filter(({ pitch }) => pitch !== 36),
      [],
    );
    await host.turn('Voice Velocity', 100);
    await host.advance(300);
    assert.deepEqual(plain(clip.notes), plain(before));
  });

  it('changes them one by one also in a Set that was saved and opened again', async () => {
    const { host, clip } = await broughtBack();
    const saved = await host.save();
    const { set } = host;
    await host.delete();
    const again = await device({ set, savedState: saved });
    const before = clip.notes;
    await click(again, cellPoint(2, 6, 'ride'));
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual([now.map(brief), was], [[[51, 1.5, 100]], []]);
  });

  it('leaves alone what the player has changed in the clip since', async () => {
    const { host, clip } = await broughtBack();
    clip.preset([{ pitch: 40, start_time: 5.1, duration: 0.2, velocity: 9, probability: 0.5 }]);
    const before = clip.notes;
    await click(host, cellPoint(2, 6, 'ride'));
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual([now.map(brief), was], [[[51, 1.5, 100]], []]);
  });

  it('draws into the selected clip, not over it, before there is any rhythm', async () => {
    const set = setWithOwnNotes();
    const host = await device({ set });
    await host.turn('Live Update', 1);
    const clip = set.clip(0, 0)!;
    const before = clip.notes;
    await click(host, cellPoint(4, 6, 'ride'));
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual([now.map(brief), was], [[[51, 1.5, 100]], []]);
  });

  it('re-rolls one drum and leaves the others as the player wrote them', async () => {
    const { host, clip } = await broughtBack();
    const before = clip.notes;
    await host.turn('Voice', 'Kick');
    await pressed(host, 'Re-roll Voice');
    const { now, was } = changes(before, clip.notes);
    assert.deepEqual(
      [...now, ...was].filter(({ pitch }) => pitch !== 36),
      [],
    );
    assert.match(host.text('grid'), /^Your notes edited\n/);
    await pressed(host, 'Previous Pattern');
    assert.deepEqual(
      clip.notes.map((note) => ({ ...note, note_id: 0 })),
      before.map((note) => ({ ...note, note_id: 0 })),
    );
  });

  it('says so where no pad plays the drum, or the loop ends before the step', async () => {
    const notes = OWN_NOTES.slice(0, 8);
    const pads = [{ note: 36, name: 'Kick' }];
    const set = new LiveSet({
      tracks: [
        {
          name: 'Drums',
          devices: [{ kind: 'drum-rack', pads }],
          clips: { 0: { lengthBeats: 5, name: 'Mine', notes } },
        },
      ],
    });
    set.select(0, 0);
    const { host, clip } = await broughtBack(set);
    const before = clip.notes;
    await click(host, cellPoint(2, 6, 'crash'));
    assert.match(host.text('status'), /^No pad plays the crash\. Give it a note on the Voice page\./i);
    await click(host, cellPoint(2, 24, 'kick'));
    assert.match(host.text('status'), /^The loop of these notes ends before that step\./);
    assert.deepEqual(clip.notes, before);
  });

  it('go into a new clip from its beginning on, wherever their own loop began', async () => {
    const set = setWithOwnNotes();
    const mine = set.clip(0, 0)!;
    mine.set('loop_start', [2]);
    const { host } = await broughtBack(set);
    await host.turn('Target', 1);
    await pressed(host, 'Write Pattern');
    const notesFrom = (clip: Clip, beats: number): number[][] =>
      clip.notes
        .filter(({ start_time }) => start_time >= beats)
        .map(({ pitch, start_time }) => [pitch, start_time - beats]);
    const written = set.clip(0, 1)!;
    // Six beats of loop, in whole bars: its first two come again behind it.
    assert.deepEqual(notesFrom(written, 0).slice(0, 3), notesFrom(mine, 2).slice(0, 3));
    assert.deepEqual([written.loopStart, written.loopEnd], [0, 8]);
    assert.ok(written.notes.every(({ start_time }) => start_time < 8));
  });
});
