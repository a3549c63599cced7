import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import type { Clip } from '../../live/lom/clip';
import { fullSet, LiveSet, type NewNote } from '../../live/set';
import {
  cellPoint,
  devicesOfSuite,
  generated,
  plainNotes,
  pressed,
  unexpectedProblems,
} from '../support/session';

const OWN_NOTES: readonly NewNote[] = [
  { pitch: 36, start_time: 0, duration: 0.5, velocity: 101.5, probability: 0.4 },
  { pitch: 60, start_time: 2.3, duration: 2, velocity: 80, mute: 1 },
];

function setWithOwnClip(): LiveSet {
  const clips = {
    0: { lengthBeats: 4, name: 'Above' },
    2: { lengthBeats: 8, name: 'Mine', notes: OWN_NOTES },
    3: { lengthBeats: 4, name: 'Below' },
  };
  const set = new LiveSet({ tracks: [{ name: 'Drums', clips }] });
  set.select(0, 2);
  return set;
}

const ids = (clip: Clip): number[] => clip.notes.map(({ note_id }) => note_id);

describe('the built device, keeping a copy of what it replaces,', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  const copying = async (set: LiveSet): Promise<LiveHost> => {
    const host = await device({ set });
    await host.turn('Keep Copy', 1);
    return host;
  };

  it('puts the whole clip into the next empty slot before it is first replaced, and only then', async () => {
    const set = setWithOwnClip();
    const host = await copying(set);
    const clip = set.clip(0, 2)!;
    const before = clip.notes;
    await generated(host, 'Clip');
    const copy = set.clip(0, 4)!;
    assert.equal(copy.name, 'Mine copy');
    assert.deepEqual(copy.notes, before, 'with all that a note holds, also what Live does not show');
    assert.deepEqual([copy.loopStart, copy.loopEnd, copy.muted], [0, 8, 0]);
    assert.equal(clip.name, 'Mine');
    assert.equal(set.song.view.detailClip, clip);
    assert.match(host.text('status'), /^House \d+ in “Mine” · \d+ notes · a copy is kept as “Mine copy” · /);
    await generated(host, 'Clip');
    await pressed(host, 'Previous Pattern');
    assert.deepEqual(
      set.track(0).slots.map((slot) => slot.clip?.name),
      ['Above', undefined, 'Mine', 'Below', 'Mine copy', undefined, undefined, undefined],
    );
    for (let step = 0; step < 3; step++) set.undo();
    assert.deepEqual(clip.notes, before);
    assert.equal(set.clip(0, 4), undefined, 'one Undo takes back both');
  });

  it('copies nothing unless the player has switched it on', async () => {
    const set = setWithOwnClip();
    const host = await device({ set });
    await generated(host, 'Clip');
    assert.equal(set.track(0).slots.filter(({ clip }) => clip).length, 3);
  });

  it('copies no clip that the device has made, and none without notes', async () => {
    const set = new LiveSet({ tracks: [{ name: 'Drums', clips: { 1: { lengthBeats: 4 } } }] });
    const host = await copying(set);
    await generated(host, 'New');
    await generated(host, 'Clip');
    set.select(0, 1);
    await generated(host, 'Clip');
    assert.ok(set.clip(0, 1)!.notes.length > 0);
    assert.equal(set.track(0).slots.filter(({ clip }) => clip).length, 2);
  });

  it('goes up to the first empty slot when there is none below, and adds a scene when there is none at all', async () => {
    const set = setWithOwnClip();
    const last = set.track(0).slots[7]!;
    last.fill({ lengthBeats: 4, name: 'Last' }).preset(OWN_NOTES);
    set.select(0, 7);
    const host = await copying(set);
    await generated(host, 'Clip');
    assert.equal(set.clip(0, 1)!.name, 'Last copy');
    const full = fullSet(3);
    full.clip(0, 1)!.preset(OWN_NOTES);
    full.select(0, 1);
    const other = await copying(full);
    await generated(other, 'Clip');
    assert.equal(full.song.scenes.length, 4);
    assert.deepEqual(full.clip(0, 3)!.notes.length, OWN_NOTES.length);
  });

  it('puts the copy behind the clip in the Arrangement, deactivated, where there is room', async () => {
    const set = new LiveSet({ tracks: [{ name: 'Drums' }] });
    const track = set.track(0);
    const made = [0, 8, 18].map((start) => {
      const [, id] = track.call('create_midi_clip', [start, 8]) as [string, number];
      return track.arrangement.find((clip) => clip.id === id)!;
    });
    const [clip] = made as [Clip];
    for (const each of made) Object.assign(each, { loopEnd: 8, endMarker: 8 });
    clip.name = 'Verse';
    clip.preset(OWN_NOTES);
    const before = clip.notes;
    set.song.view.detailClip = clip;
    const host = await copying(set);
    await generated(host, 'Clip');
    assert.match(host.text('status'), /in “Verse” · \d+ notes · a copy is kept as “Verse copy”, deactivated/);
    const copy = track.arrangement.find(({ name }) => name === 'Verse copy')!;
    assert.deepEqual([copy.startTime, copy.muted, copy.notes], [26, 1, before]);
    assert.notDeepEqual(clip.notes, before);
  });

  it('changes nothing when Live makes no copy, and says what to do', async () => {
    const set = setWithOwnClip();
    const host = await copying(set);
    const clip = set.clip(0, 2)!;
    const slot = set.track(0).slots[2]!;
    const { duplicate_clip_to: duplicate } = slot.functions;
    Object.assign(slot.functions, { duplicate_clip_to: () => undefined });
    const before = ids(clip);
    await generated(host, 'Clip');
    assert.equal(
      host.text('status'),
      'Live made no copy of “Mine”, so it stays as it is. Try again, or switch Copy off.',
    );
    assert.deepEqual(ids(clip), before);
    Object.assign(slot.functions, { duplicate_clip_to: duplicate });
    await generated(host, 'Clip');
    assert.equal(set.clip(0, 4)!.name, 'Mine copy');
  });

  it('copies a clip before its first change from the grid as well', async () => {
    const set = setWithOwnClip();
    const host = await copying(set);
    await host.turn('Live Update', 1);
    const before = set.clip(0, 2)!.notes;
    await host.mouse('grid', [cellPoint(4, 3, 'ride')]);
    await host.advance(300);
    assert.deepEqual(set.clip(0, 4)!.notes, before);
    assert.match(host.text('status'), /a copy is kept as “Mine copy”/);
  });
});

describe('what the built device says of pressure and slide, which Live does not let it read', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('is said when notes of the player’s own are replaced, and when they are brought back', async () => {
    const set = setWithOwnClip();
    const host = await device({ set });
    await generated(host, 'Clip');
    assert.match(
      host.text('status'),
      /^House \d+ in “Mine” · \d+ notes · your notes are kept without pressure and slide · /,
    );
    await generated(host, 'Clip');
    assert.doesNotMatch(host.text('status'), /pressure/);
    for (let press = 0; press < 2; press++) await pressed(host, 'Previous Pattern');
    assert.equal(
      host.text('status'),
      'Your notes back in “Mine” · 2 notes · pressure and slide do not come back',
    );
    assert.deepEqual(
      plainNotes(set.clip(0, 2)!).map((note) => (note as NewNote).probability),
      [0.4, 1],
    );
  });

  it('is said when the player has changed a clip by hand and walks back past it', async () => {
    const set = setWithOwnClip();
    const host = await device({ set });
    await generated(host, 'Clip');
    await generated(host, 'Clip');
    set.clip(0, 2)!.preset([{ pitch: 99, start_time: 1, duration: 1 }]);
    await pressed(host, 'Previous Pattern');
    assert.match(host.text('status'), /· your notes are kept without pressure and slide$/);
  });

  it('is said when Live update replaces them', async () => {
    const set = setWithOwnClip();
    const host = await device({ set });
    await generated(host, 'New');
    await host.turn('Live Update', 1);
    set.select(0, 2);
    await host.mouse('grid', [cellPoint(4, 3, 'ride')]);
    await host.advance(300);
    assert.match(host.text('status'), /your notes are kept without pressure and slide/);
  });
});
