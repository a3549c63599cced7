import assert from 'node:assert/strict';
import { LiveSet } from '../set';

const NOTES = [{ pitch: 36, start_time: 0, duration: 1, probability: 0.5 }];

function setWithClip(): LiveSet {
  return new LiveSet({
    tracks: [
      { name: 'Drums', clips: { 0: { lengthBeats: 4, notes: NOTES }, 1: { lengthBeats: 4 } } },
      { name: 'Voice', kind: 'audio' },
    ],
  });
}

describe('a clip that is duplicated in the stand-in', () => {
  it('goes whole into the slot that is named, and is another clip from then on', () => {
    const set = setWithClip();
    const [from, , to] = set.track(0).slots;
    from!.call('duplicate_clip_to', [`id ${to!.id}`]);
    const [clip, copy] = [from!.clip!, to!.clip!];
    assert.deepEqual(copy.notes, clip.notes);
    assert.notEqual(copy.id, clip.id);
    copy.call('remove_notes_extended', [0, 128, 0, 4]);
    copy.call('add_new_notes', [{ notes: NOTES }]);
    assert.equal(clip.notes.length, 1);
    assert.notEqual(copy.notes[0]!.note_id, clip.notes[0]!.note_id);
  });

  it('goes nowhere else: not over a clip, not to an audio track, not out of an empty slot', () => {
    const set = setWithClip();
    const [full, other, empty] = set.track(0).slots;
    const refused = (slot: typeof full, id: number): void =>
      assert.throws(() => slot!.call('duplicate_clip_to', [`id ${id}`]), /duplicate_clip_to|copies/);
    refused(full, other!.id);
    refused(full, set.track(1).slots[2]!.id);
    refused(empty, set.track(0).slots[3]!.id);
    refused(full, set.track(0).id);
  });

  it('stands in the Arrangement at the beat that is given, unless it would cut another clip', () => {
    const set = setWithClip();
    const track = set.track(0);
    const clip = set.clip(0, 0)!;
    const [, id] = track.call('duplicate_clip_to_arrangement', [`id ${clip.id}`, 8]) as [string, number];
    assert.deepEqual(
      track.arrangement.map((each) => [each.id, each.startTime, each.notes.length]),
      [[id, 8, 1]],
    );
    assert.throws(() => track.call('duplicate_clip_to_arrangement', [`id ${clip.id}`, 6]), /would be cut/);
  });
});
