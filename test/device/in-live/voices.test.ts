import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { emptySet, LiveSet } from '../../live/set';
import {
  cellPoint,
  generated,
  hitsOf,
  notesOf,
  plainNotes,
  pressed,
  readyDevice,
  rowPoint,
  stepsOf,
  unexpectedProblems,
} from '../support/session';

/** A clip of two bars with a kick on every beat and one clap, selected. */
function setWithBeat(): LiveSet {
  const kicks = [0, 1, 2, 3, 4, 5, 6, 7].map((beat) => ({ pitch: 36, start_time: beat, duration: 0.25 }));
  const notes = [...kicks, { pitch: 39, start_time: 1, duration: 0.25, velocity: 77 }];
  const set = new LiveSet({
    tracks: [{ name: 'Drums', clips: { 0: { lengthBeats: 8, name: 'Mine', notes } } }],
  });
  set.select(0, 0);
  return set;
}

describe('the built device, keeping what the player likes,', function () {
  this.timeout(60_000);
  let host: LiveHost;
  beforeEach(async () => {
    host = await readyDevice({ set: emptySet() });
    await host.turn('Bars', 1);
  });
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });

  it('keeps a drum note for note while its padlock is shut and the others are regenerated', async () => {
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    await host.mouse('grid', [rowPoint('lock', 'kick')]);
    const kicks = notesOf(clip, 'kick');
    const before = plainNotes(clip);
    assert.ok(kicks.length > 0);
    for (let press = 0; press < 3; press++) {
      await generated(host, 'Clip');
      assert.deepEqual(notesOf(clip, 'kick'), kicks);
    }
    assert.notDeepEqual(plainNotes(clip), before);
  });

  it('re-rolls the hats and leaves every other drum as it is', async () => {
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    await host.mouse('grid', [rowPoint('name', 'closed-hat')]);
    assert.equal(host.text('Voice'), 'Closed hat');
    const isHat = (note: object): boolean => [42, 46].includes((note as { pitch: number }).pitch);
    const others = plainNotes(clip).filter((note) => !isHat(note));
    const hats = new Set<string>();
    for (let press = 0; press < 4; press++) {
      await pressed(host, 'Re-roll Voice');
      assert.deepEqual(
        plainNotes(clip).filter((note) => !isHat(note)),
        others,
      );
      hats.add(JSON.stringify(plainNotes(clip).filter(isHat)));
    }
    assert.ok(hats.size > 1, 'four re-rolls give more than one pattern of hats');
  });

  it('leaves a muted drum out of the clip, and still has it in the rhythm when it comes back', async () => {
    await host.turn('Live Update', 1);
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    const kicks = notesOf(clip, 'kick');
    await host.mouse('grid', [rowPoint('mute', 'kick')]);
    await host.advance(300);
    assert.equal(hitsOf(clip, 'kick'), 0);
    await host.mouse('grid', [rowPoint('mute', 'kick')]);
    await host.advance(300);
    assert.deepEqual(notesOf(clip, 'kick'), kicks);
  });

  it('sets loudness and note of one drum on the Voice page, and gives the kit its note back', async () => {
    await host.turn('Live Update', 1);
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    const loud = stepsOf(clip, 'kick');
    await host.turn('Voice', 'Kick');
    await host.turn('Voice Velocity', 50);
    await host.advance(300);
    assert.deepEqual(
      stepsOf(clip, 'kick').map(([, velocity]) => velocity),
      loud.map(([, velocity]) => Math.round(velocity / 2)),
    );
    await host.turn('Voice Note', 60);
    await host.advance(300);
    assert.equal(hitsOf(clip, 'kick'), 0);
    assert.equal(clip.notes.filter(({ pitch }) => pitch === 60).length, loud.length);
    assert.match(host.text('grid'), /C3/);
    await host.press('Voice Note from Kit');
    await host.turn('Voice Velocity', 100);
    await host.advance(300);
    assert.deepEqual(stepsOf(clip, 'kick'), loud);
  });

  it('says that no drum is chosen, and that there is nothing to write yet', async () => {
    await pressed(host, 'Re-roll Voice');
    assert.match(host.text('status'), /^No drum is chosen\. Click a name/);
    await pressed(host, 'Write Pattern');
    assert.match(host.text('status'), /^There is no rhythm yet/);
    await pressed(host, 'Star Pattern');
    assert.match(host.text('status'), /^There is no rhythm to star yet/);
  });
});

describe('drawing in the grid of the built device', function () {
  this.timeout(60_000);
  let host: LiveHost;
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });

  it('makes and clears a hit with a click, sets loudness with a drag, timing with Shift, and updates the clip', async () => {
    const set = setWithBeat();
    host = await readyDevice({ set });
    const clip = set.clip(0, 0)!;
    await host.turn('Live Update', 1);
    await host.press('Capture A'); // nothing in hand yet
    assert.match(host.text('status'), /^There is no rhythm for corner A yet/);
    await generated(host, 'Clip');
    await host.press('Previous Pattern');
    assert.deepEqual(stepsOf(clip, 'clap'), [[4, 77]]);
    const at = cellPoint(2, 6, 'ride');
    await host.mouse('grid', [at]);
    await host.advance(300);
    assert.deepEqual(stepsOf(clip, 'ride'), [[6, 100]]);
    assert.equal(hitsOf(clip, 'kick'), 8, 'what was there stays');
    await host.mouse('grid', [at, [at[0], at[1] - 10]]);
    await host.advance(300);
    const [[, velocity] = [0, 0]] = stepsOf(clip, 'ride');
    assert.ok(velocity > 115, String(velocity));
    await host.mouse('grid', [at, [at[0] + 4, at[1]]], { shift: true });
    await host.advance(300);
    const ride = clip.notes.find(({ pitch }) => pitch === 51)!;
    assert.ok(ride.start_time > 1.5 && ride.start_time < 1.625, String(ride.start_time));
    await host.mouse('grid', [at]);
    await host.advance(300);
    assert.equal(hitsOf(clip, 'ride'), 0);
    for (let press = 0; press < 2; press++) await pressed(host, 'Previous Pattern');
    assert.equal(stepsOf(clip, 'ride')[0]?.[1], velocity, 'every stroke is in the history');
  });

  it('leaves the clip alone while Live is off, until Write puts the rhythm where Target says', async () => {
    host = await readyDevice();
    await host.mouse('grid', [cellPoint(0, 0, 'kick')]);
    await host.mouse('grid', [cellPoint(4, 8, 'clap')]);
    await host.advance(1000);
    assert.equal(host.set.world.undoSteps.length, 0);
    assert.match(host.text('grid'), /^Drawn\n/);
    await pressed(host, 'Write Pattern');
    const clip = host.set.clip(0, 0)!;
    assert.deepEqual([stepsOf(clip, 'kick'), stepsOf(clip, 'clap')], [[[0, 100]], [[8, 100]]]);
    assert.equal(clip.loopEnd, 16);
    assert.equal(clip.name, 'Drawn');
  });

  it('writes the clip no faster than the undo history bears, and ends with the last stroke', async () => {
    const set = setWithBeat();
    host = await readyDevice({ set });
    await generated(host, 'Clip');
    await host.turn('Live Update', 1);
    const before = set.world.undoSteps.length;
    for (let step = 1; step < 16; step += 2) await host.mouse('grid', [cellPoint(4, step, 'crash')]);
    await host.advance(1000);
    const clip = set.clip(0, 0)!;
    const steps = set.world.undoSteps.length - before;
    assert.ok(steps >= 2 && steps <= 7, `${steps} undo steps for 8 strokes in 0.8 s`);
    assert.equal(new Set(stepsOf(clip, 'crash').map(([step]) => step % 16)).size >= 8, true);
  });
});
