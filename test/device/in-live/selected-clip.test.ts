import assert from 'node:assert/strict';
import { LiveSet, type NewNote } from '../../live/set';
import { devicesOfSuite, generated, plainNotes, pressed, unexpectedProblems } from '../support/session';

/** What a player wrote: off the grid, with every property of a note used, inside and outside the loop. */
const OWN_NOTES: readonly NewNote[] = [
  { pitch: 36, start_time: 0, duration: 0.5, velocity: 101.5 },
  { pitch: 60, start_time: 3.5, duration: 2, velocity: 80, mute: 1 },
  { pitch: 36, start_time: 4.1, duration: 0.1, velocity: 64, probability: 0.35 },
  { pitch: 38, start_time: 7 / 3 + 4, duration: 1 / 3, velocity: 90, velocity_deviation: -12 },
  { pitch: 42, start_time: 11.9, duration: 3, velocity: 30, release_velocity: 7 },
  { pitch: 42, start_time: 15, duration: 0.5, velocity: 77 },
];

/** A clip of four bars whose loop is the two bars from beat 4 on. */
function setWithClip(): LiveSet {
  const set = new LiveSet({
    tracks: [{ name: 'Drums', clips: { 1: { lengthBeats: 16, name: 'Mine', notes: OWN_NOTES } } }],
  });
  const clip = set.clip(0, 1)!;
  clip.loopStart = 4;
  clip.loopEnd = 12;
  set.select(0, 1);
  return set;
}

describe('the built device, writing into the selected clip,', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite();

  it('replaces only the notes inside the clip’s loop', async () => {
    const set = setWithClip();
    const host = await device({ set });
    const clip = set.clip(0, 1)!;
    const isOutside = ({ start_time }: { start_time: number }): boolean => start_time < 4 || start_time >= 12;
    const outside = clip.notes.filter(isOutside);
    await generated(host, 'Clip');
    assert.deepEqual(clip.notes.filter(isOutside), outside);
    const inside = clip.notes.filter((note) => !isOutside(note));
    assert.ok(inside.length > 4);
    assert.ok(inside.every(({ start_time, duration }) => start_time + duration <= 12 + 1e-9));
    assert.deepEqual([clip.loopStart, clip.loopEnd, clip.endMarker, clip.name], [4, 12, 16, 'Mine']);
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it("brings the player's own notes back exactly on Previous, after any number of rhythms", async () => {
    const set = setWithClip();
    const host = await device({ set });
    const clip = set.clip(0, 1)!;
    const before = plainNotes(clip);
    for (let press = 0; press < 3; press++) await generated(host, 'Clip');
    const after = plainNotes(clip);
    for (let press = 0; press < 3; press++) await pressed(host, 'Previous Pattern');
    assert.deepEqual(plainNotes(clip), before);
    assert.match(host.text('status'), /^Your notes back in “Mine”/);
    await pressed(host, 'Previous Pattern');
    assert.equal(host.text('status'), 'There is no earlier rhythm.');
    assert.deepEqual(plainNotes(clip), before);
    for (let press = 0; press < 3; press++) await pressed(host, 'Next Pattern');
    assert.deepEqual(plainNotes(clip), after);
  });

  it('keeps what the player changed between two rhythms', async () => {
    const set = setWithClip();
    const host = await device({ set });
    const clip = set.clip(0, 1)!;
    await generated(host, 'Clip');
    clip.preset([{ pitch: 99, start_time: 5.125, duration: 0.25, velocity: 3 }]);
    const edited = plainNotes(clip);
    await generated(host, 'Clip');
    await pressed(host, 'Previous Pattern');
    assert.deepEqual(plainNotes(clip), edited);
  });

  it('leaves alone a note that the player wrote behind the loop, even under a longer one of the player’s', async () => {
    const set = setWithClip();
    const host = await device({ set });
    const clip = set.clip(0, 1)!;
    await generated(host, 'Clip'); // replaces the note of 3 beats at 11.9
    const behind = { pitch: 42, start_time: 13, duration: 0.5, velocity: 5 };
    clip.preset([behind]);
    await pressed(host, 'Previous Pattern');
    const isBehind = ({ pitch, start_time }: NewNote): boolean => pitch === 42 && start_time > 11;
    assert.deepEqual(
      clip.notes.filter(isBehind).map(({ start_time, duration }) => [start_time, Math.round(duration * 10)]),
      [
        [11.9, 11],
        [13, 5],
        [15, 5],
      ],
    );
  });

  it('leaves alone the note that begins where a loop on triplets ends', async () => {
    const end = 20 / 12;
    const set = new LiveSet({
      tracks: [
        {
          name: 'Drums',
          clips: { 0: { lengthBeats: 4, notes: [{ pitch: 99, start_time: end, duration: 0.25 }] } },
        },
      ],
    });
    const clip = set.clip(0, 0)!;
    clip.loopStart = 7 / 12;
    clip.loopEnd = end;
    set.select(0, 0);
    const host = await device({ set });
    await generated(host, 'Clip');
    assert.match(host.text('status'), /notes/);
    assert.ok(clip.notes.some(({ pitch }) => pitch === 99));
  });

  it('says so when no clip is selected, or one of another track', async () => {
    const set = new LiveSet({
      tracks: [{ name: 'Drums' }, { name: 'Bass', clips: { 0: { lengthBeats: 4 } } }],
    });
    const host = await device({ set });
    set.deselect();
    await generated(host, 'Clip');
    assert.match(host.text('status'), /^No clip is selected/);
    set.select(1, 0);
    await generated(host, 'Clip');
    assert.match(host.text('status'), /^The selected clip is not on “Drums”/);
    assert.equal(set.clip(1, 0)!.notes.length, 0);
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('leaves the clip as it was when Live takes no notes', async () => {
    const set = setWithClip();
    const host = await device({ set });
    const clip = set.clip(0, 1)!;
    const before = plainNotes(clip);
    const { add_new_notes: add } = clip.functions;
    let calls = 0;
    Object.assign(clip.functions, {
      add_new_notes: (args: readonly unknown[]) => (calls++ === 0 ? [] : add!(args)),
    });
    await generated(host, 'Clip');
    assert.match(host.text('status'), /^Live did not accept the notes; the clip is unchanged/);
    assert.deepEqual(plainNotes(clip), before);
    assert.equal(calls, 2);
    await generated(host, 'Clip');
    assert.match(host.text('status'), /in “Mine”/);
  });

  it('writes nothing while the clip records, and makes no new clip while another on the track records', async () => {
    const set = new LiveSet({
      tracks: [{ name: 'Drums', clips: { 2: { lengthBeats: 4, isRecording: true } } }],
    });
    set.select(0, 2);
    const host = await device({ set });
    for (const target of ['Clip', 'New', 'Fill'] as const) {
      await generated(host, target);
      assert.equal(host.text('status'), '“Drums” is recording. Stop recording, then try again.');
    }
    assert.equal(set.clip(0, 2)!.notes.length, 0);
    assert.equal(set.clip(0, 0), undefined);
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('writes nothing while what is played is added to the clip', async () => {
    const set = setWithClip();
    const clip = set.clip(0, 1)!;
    clip.isOverdubbing = true;
    const before = plainNotes(clip);
    const host = await device({ set });
    await generated(host, 'Clip');
    assert.equal(host.text('status'), 'The selected clip is recording. Stop recording, then try again.');
    assert.deepEqual(plainNotes(clip), before);
    clip.isOverdubbing = false;
    await generated(host, 'Clip');
    assert.match(host.text('status'), /in “Mine”/);
  });

  it('replaces the notes of all 128 pitches, the highest too', async () => {
    const notes = [0, 127].map((pitch) => ({ pitch, start_time: 0, duration: 1 }));
    const set = new LiveSet({ tracks: [{ name: 'Drums', clips: { 0: { lengthBeats: 8, notes } } }] });
    set.select(0, 0);
    const host = await device({ set });
    await generated(host, 'Clip');
    const pitches = set.clip(0, 0)!.notes.map(({ pitch }) => pitch);
    assert.ok(!pitches.includes(0) && !pitches.includes(127), pitches.join());
    await pressed(host, 'Previous Pattern');
    assert.deepEqual(
      set.clip(0, 0)!.notes.map(({ pitch }) => pitch),
      [0, 127],
    );
  });
});
