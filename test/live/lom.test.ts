import assert from 'node:assert/strict';
import type { LomObject } from './lom/object';
import { LiveError } from './lom/world';
import { LiveSet, drumRackSet, emptySet } from './set';

const kick = (start_time: number, duration = 0.25) => ({ pitch: 36, start_time, duration });

function newClip(set: LiveSet, lengthBeats = 4): LomObject {
  set.at('live_set tracks 0 clip_slots 0').call('create_clip', [lengthBeats]);
  return set.at('live_set tracks 0 clip_slots 0 clip');
}

function times(clip: LomObject): (readonly [number, number])[] {
  const { notes } = JSON.parse(String(clip.call('get_all_notes_extended', []))) as {
    notes: { start_time: number; duration: number }[];
  };
  return notes.map(({ start_time, duration }) => [start_time, duration]);
}

describe('the stand-in Live object model', () => {
  describe('a clip slot', () => {
    it('takes a clip only where there is none', () => {
      const set = emptySet();
      newClip(set);
      assert.throws(() => newClip(set), /already holds a clip/);
    });

    it('takes no clip on an audio track, a frozen track or a group, and none without length', () => {
      const set = new LiveSet({
        tracks: [{ kind: 'audio' }, { isFrozen: true }, { kind: 'group' }, { kind: 'midi' }],
      });
      const create = (track: number, length: number) => () =>
        set.at(`live_set tracks ${track} clip_slots 0`).call('create_clip', [length]);
      assert.throws(create(0, 4), /only a MIDI track/);
      assert.equal(create(1, 4)(), 1, 'a frozen track refuses without a word');
      assert.equal(set.clip(1, 0), undefined);
      assert.throws(create(2, 4), LiveError);
      assert.throws(create(3, 0), /length of 0 beats/);
    });

    it('gives its clip up on a frozen track too', () => {
      const set = new LiveSet({ tracks: [{ isFrozen: true, clips: { 0: { lengthBeats: 4 } } }] });
      set.at('live_set tracks 0 clip_slots 0').call('delete_clip', []);
      assert.equal(set.clip(0, 0), undefined);
    });

    it('makes a clip whose loop ends at half of it, as Live was seen to do: a device sets all four edges', () => {
      const clip = newClip(emptySet(), 8);
      const edges = ['loop_start', 'loop_end', 'start_marker', 'end_marker'];
      assert.deepEqual(
        edges.map((edge) => clip.get(edge)[0]),
        [0, 4, 0, 8],
      );
    });

    it('makes a clip in the signature of the Set', () => {
      const clip = newClip(new LiveSet({ signature: [6, 8], tracks: [{}] }));
      assert.deepEqual([clip.get('signature_numerator'), clip.get('signature_denominator')], [[6], [8]]);
    });

    it('gives every property as an array, and children as pairs of "id" and number', () => {
      const set = emptySet();
      const slot = set.at('live_set tracks 0 clip_slots 0');
      assert.deepEqual(slot.get('has_clip'), [0]);
      assert.deepEqual(slot.get('clip'), ['id', 0]);
      assert.deepEqual(slot.get('canonical_parent'), ['id', set.track(0).id]);
      assert.equal(set.track(0).get('clip_slots').length, 16);
    });
  });

  describe('a note', () => {
    it('never overlaps another of its pitch: a new one cuts the older, takes its place or covers it', () => {
      const clip = newClip(emptySet());
      clip.call('add_new_notes', [{ notes: [kick(0, 1), kick(0.5, 1)] }]);
      assert.deepEqual(times(clip), [
        [0, 0.5],
        [0.5, 1],
      ]);
      clip.call('add_new_notes', [{ notes: [kick(0.5, 0.25)] }]);
      assert.deepEqual(times(clip), [
        [0, 0.5],
        [0.5, 0.25],
      ]);
      clip.call('add_new_notes', [{ notes: [kick(0, 4)] }]);
      assert.deepEqual(times(clip), [[0, 4]]);
    });

    it('gets an id, counted from 1, and comes back as JSON text', () => {
      const clip = newClip(emptySet());
      assert.deepEqual(clip.call('add_new_notes', [{ notes: [kick(0), kick(1)] }]), [1, 2]);
      const text = clip.call('get_notes_extended', [36, 1, 0, 1]);
      assert.deepEqual(JSON.parse(String(text)), {
        notes: [
          {
            ...kick(0),
            note_id: 1,
            velocity: 100,
            mute: 0,
            probability: 1,
            velocity_deviation: 0,
            release_velocity: 64,
          },
        ],
      });
    });

    it('is refused outside MIDI’s values and with keys that Live does not know, such as a note_id', () => {
      const clip = newClip(emptySet());
      for (const wrong of [
        { pitch: 128 },
        { velocity: 128 },
        { duration: 0 },
        { note_id: 1 },
        { channel: 10 },
      ]) {
        assert.throws(() => clip.call('add_new_notes', [{ notes: [{ ...kick(0), ...wrong }] }]), LiveError);
      }
      assert.throws(() => clip.call('add_new_notes', [{ notes: [{ pitch: 36 }] }]), /start_time/);
    });

    it('is removed by where it starts, over all 128 pitches', () => {
      const clip = newClip(emptySet());
      clip.call('add_new_notes', [{ notes: [kick(0, 3), kick(3), { ...kick(1), pitch: 127 }] }]);
      clip.call('remove_notes_extended', [0, 127, 0, 2]);
      assert.equal(times(clip).length, 2);
      clip.call('remove_notes_extended', [0, 128, 0, 2]);
      assert.deepEqual(times(clip), [[3, 0.25]]);
      assert.throws(() => clip.call('remove_notes_extended', [0, 129, 0, 2]), /0–127/);
    });

    it('changes by id, and not at all when one id is foreign', () => {
      const clip = newClip(emptySet());
      clip.call('add_new_notes', [{ notes: [kick(0), kick(1)] }]);
      clip.call('apply_note_modifications', [{ notes: [{ note_id: 1, start_time: 2 }] }]);
      assert.deepEqual(times(clip), [
        [1, 0.25],
        [2, 0.25],
      ]);
      const foreign = {
        notes: [
          { note_id: 1, start_time: 0 },
          { note_id: 9, start_time: 0 },
        ],
      };
      assert.throws(() => clip.call('apply_note_modifications', [foreign]), /note 9/);
      assert.deepEqual(times(clip), [
        [1, 0.25],
        [2, 0.25],
      ]);
    });

    it('is not written while the clip records, on a frozen track or into audio', () => {
      const set = new LiveSet({
        tracks: [
          { clips: { 0: { lengthBeats: 4, isRecording: true } } },
          { kind: 'audio', clips: { 0: { lengthBeats: 4 } } },
          { isFrozen: true, clips: { 0: { lengthBeats: 4 } } },
        ],
      });
      const add = (track: number) => () =>
        set.at(`live_set tracks ${track} clip_slots 0 clip`).call('add_new_notes', [{ notes: [kick(0)] }]);
      assert.throws(add(0), /recording/);
      assert.throws(add(1), /no notes/);
      assert.throws(add(2), /frozen/);
    });
  });

  it('keeps the start of a loop before its end, so that the order of setting matters', () => {
    const clip = newClip(emptySet());
    assert.throws(() => clip.set('loop_start', [4]), /must lie before the end/);
    clip.set('loop_end', [8]);
    clip.set('loop_start', [4]);
    assert.deepEqual(clip.get('length'), [4]);
    clip.set('end_marker', [8]);
    clip.set('start_marker', [4]);
    clip.set('looping', [0]);
    assert.deepEqual(clip.get('loop_start'), [4]);
  });

  it('drops a start marker in silence that passes the end marker or comes while the clip does not loop', () => {
    const clip = newClip(emptySet());
    clip.set('start_marker', [4]);
    assert.deepEqual(clip.get('start_marker'), [0]);
    clip.set('looping', [0]);
    clip.set('start_marker', [2]);
    assert.deepEqual(clip.get('start_marker'), [0]);
    clip.set('looping', [1]);
    clip.set('start_marker', [2]);
    assert.deepEqual(clip.get('start_marker'), [2]);
  });

  it('tells which clips record, in the Session and in the Arrangement', () => {
    const set = new LiveSet({
      tracks: [
        {
          clips: { 0: { lengthBeats: 4, isOverdubbing: true } },
          arrangement: [{ lengthBeats: 4, startTime: 8, isRecording: true, notes: [kick(0)] }],
        },
      ],
    });
    const clip = set.at('live_set tracks 0 clip_slots 0 clip');
    assert.deepEqual([clip.get('is_recording'), clip.get('is_overdubbing')], [[0], [1]]);
    const arranged = set.at('live_set tracks 0 arrangement_clips 0');
    assert.deepEqual([arranged.get('is_recording'), arranged.get('is_overdubbing')], [[1], [0]]);
    assert.deepEqual([arranged.get('is_arrangement_clip'), arranged.get('end_time')], [[1], [12]]);
    assert.throws(() => set.track(0).call('create_midi_clip', [0, 4]), /recording/);
  });

  it('shows no pressure and no slide among a clip’s notes, and a note written again has lost them', () => {
    const set = new LiveSet({ tracks: [{ clips: { 0: { lengthBeats: 4, notes: [kick(0), kick(1)] } } }] });
    const clip = set.clip(0, 0)!;
    for (const { note_id } of clip.notes) clip.expressive.add(note_id);
    assert.equal(clip.expressiveCount, 2);
    const { notes } = JSON.parse(String(clip.call('get_notes_extended', [0, 128, 1, 1]))) as {
      notes: { note_id?: number }[];
    };
    delete notes[0]!.note_id;
    clip.call('remove_notes_extended', [0, 128, 1, 1]);
    clip.call('add_new_notes', [{ notes }]);
    assert.equal(clip.notes.length, 2);
    assert.equal(clip.expressiveCount, 1);
    set.undo();
    assert.equal(clip.expressiveCount, 2, 'an undo brings back what was there, all of it');
  });

  it('makes clips in the arrangement, but not on frozen, recording or audio tracks', () => {
    const set = new LiveSet({
      tracks: [
        {},
        { isFrozen: true },
        { clips: { 0: { lengthBeats: 4, isRecording: true } } },
        { kind: 'audio' },
      ],
    });
    const [word, id] = set.track(0).call('create_midi_clip', [8, 4]) as ['id', number];
    assert.equal(word, 'id');
    assert.deepEqual(set.world.find(id)?.get('start_time'), [8]);
    for (const track of [2, 3]) {
      assert.throws(() => set.track(track).call('create_midi_clip', [0, 4]), LiveError);
    }
    assert.equal(set.track(1).call('create_midi_clip', [0, 4]), 1, 'a frozen track refuses without a word');
    assert.equal(set.track(1).arrangement.length, 0);
    assert.throws(() => set.track(0).call('create_midi_clip', [-1, 4]), /starts at -1/);
  });

  it('adds a slot to every track with a new scene', () => {
    const set = new LiveSet({ sceneCount: 2, tracks: [{}, {}] });
    set.song.call('create_scene', [-1]);
    assert.deepEqual(
      set.song.tracks.map(({ slots }) => slots.length),
      [3, 3],
    );
    set.undo();
    assert.deepEqual(
      set.song.tracks.map(({ slots }) => slots.length),
      [2, 2],
    );
  });

  it('shows a Drum Rack’s pads by note, named after their chains, and none in a rack inside another', () => {
    const set = drumRackSet([
      { note: 36, name: 'Kick 909', devices: [{ kind: 'drum-rack', pads: [{ note: 40, name: 'Inner' }] }] },
    ]);
    const rack = set.at('live_set tracks 0 devices 0');
    assert.deepEqual(rack.get('can_have_drum_pads'), [1]);
    assert.equal(rack.get('drum_pads').length, 256);
    assert.deepEqual(set.at('live_set tracks 0 devices 0 drum_pads 36').get('name'), ['Kick 909']);
    assert.deepEqual(set.at('live_set tracks 0 devices 0 drum_pads 37').get('chains'), ['id', 0].slice(2));
    const inner = set.at('live_set tracks 0 devices 0 chains 0 devices 0');
    assert.deepEqual([inner.get('has_drum_pads'), inner.get('drum_pads')], [[0], []]);
  });

  it('names a pad with two or more chains "Multi" and an empty one by its note, and names of digits are numbers', () => {
    const set = drumRackSet([
      { note: 36, name: 'Kick Low' },
      { note: 36, name: 'Kick Click' },
      { note: 38, name: '909' },
    ]);
    const pad = (note: number) => set.at(`live_set tracks 0 devices 0 drum_pads ${note}`);
    assert.deepEqual(
      [36, 37, 38].map((note) => pad(note).get('name')),
      [['Multi'], ['C#1'], [909]],
    );
    assert.equal(pad(36).get('chains').length, 4);
    set.track(0).set('name', [7]);
    newClip(set).set('name', ['12']);
    assert.deepEqual(
      [set.track(0).get('name'), set.at('live_set tracks 0 clip_slots 0 clip').get('name')],
      [[7], [12]],
    );
  });

  it('shows the sample of a Simpler, and of no other instrument', () => {
    const samplePath = 'Macintosh HD:/Samples/Kick 01.wav';
    const set = new LiveSet({
      tracks: [
        {
          devices: [
            { kind: 'simpler', name: '01', samplePath },
            { kind: 'instrument', name: 'Drum Sampler' },
          ],
        },
      ],
    });
    const [simpler, sampler] = [0, 1].map((at) => set.at(`live_set tracks 0 devices ${at}`));
    assert.equal(simpler!.type, 'SimplerDevice');
    assert.deepEqual(simpler!.get('name'), [1]);
    assert.deepEqual(set.at('live_set tracks 0 devices 0 sample').get('file_path'), [samplePath]);
    assert.throws(() => sampler!.get('sample'), /no property sample/);
  });

  it('tells the note of a Drum Rack’s chain from Live 12.3 on, so that a device for 12.2 must not need it', () => {
    const chain = (set: LiveSet) => set.at('live_set tracks 0 devices 0 chains 0');
    assert.throws(() => chain(drumRackSet()).get('in_note'), /no property in_note/);
    assert.deepEqual(chain(drumRackSet(undefined, { liveVersion: [12, 3, 0] })).get('in_note'), [36]);
  });

  describe('the song time', () => {
    function playing(tempo = 120): { set: LiveSet; readAt: (ms: number) => number } {
      const set = new LiveSet({ tempo, tracks: [{}] });
      let nowMs = 0;
      set.world.nowMs = () => nowMs;
      set.song.call('start_playing', []);
      const readAt = (ms: number): number => {
        nowMs = ms;
        return Number(set.song.get('current_song_time')[0]);
      };
      return { set, readAt };
    }

    it('moves in uneven steps of 10–60 ms, never ahead, and now and then steps back a little', () => {
      const { readAt } = playing();
      const msOf = (beats: number) => beats * 500;
      const read = Array.from({ length: 5000 }, (_, ms) => msOf(readAt(ms)));
      const changes = read.flatMap((ms, at) => (at > 0 && ms !== read[at - 1] ? [ms - read[at - 1]!] : []));
      const back = changes.filter((ms) => ms < 0);
      assert.ok(back.length > 10 && Math.min(...back) >= -8, back.join());
      const forth = changes.filter((ms) => ms > 0);
      assert.ok(Math.max(...forth) <= 68 && Math.min(...forth) >= 9, forth.join());
      assert.ok(new Set(forth.map(Math.round)).size > 20);
      read.forEach((ms, at) => assert.ok(ms <= at + 1e-6 && ms > at - 70, `${ms} at ${at}`));
      const again = playing();
      assert.equal(msOf(again.readAt(777)), read[777], 'the same at every run');
    });

    it('is exact while Live stands, where it was moved to and where it starts', () => {
      const { set, readAt } = playing();
      assert.equal(readAt(0), 0);
      set.song.currentSongTime = 13.25;
      assert.equal(readAt(0), 13.25);
      set.song.call('stop_playing', []);
      assert.equal(readAt(5000), 13.25);
    });

    it('starts from the insert marker, which stays where it is while Live plays and stops', () => {
      const { set, readAt } = playing();
      readAt(1000);
      set.song.call('stop_playing', []);
      assert.deepEqual([set.song.currentSongTime, set.song.get('start_time')], [2, [0]]);
      set.song.set('start_time', [8]);
      assert.equal(set.song.currentSongTime, 2);
      set.song.call('start_playing', []);
      assert.equal(set.song.currentSongTime, 8);
    });
  });

  it('forgets a selected clip that is deleted', () => {
    const set = emptySet();
    newClip(set);
    set.select(0, 0);
    assert.notDeepEqual(set.song.view.get('detail_clip'), ['id', 0]);
    set.at('live_set tracks 0 clip_slots 0').call('delete_clip', []);
    assert.deepEqual(set.song.view.get('detail_clip'), ['id', 0]);
  });

  it('allows no change of the Set inside an observer, since Live forbids it', () => {
    const set = emptySet();
    const { world, song } = set;
    let refusal: unknown;
    world.observe(song.id, 'tempo', () => {
      try {
        newClip(set);
      } catch (error) {
        refusal = error;
      }
    });
    song.set('tempo', [130]);
    assert.match(String(refusal), /Changes cannot be triggered by notifications/);
    assert.equal(set.clip(0, 0), undefined);
  });

  it('allows no change during undo or redo either', () => {
    const set = emptySet();
    const { world, song } = set;
    const refusals: string[] = [];
    song.set('tempo', [130]);
    world.observe(song.id, 'tempo', () => {
      assert.throws(
        () => newClip(set),
        ({ message }: Error) => {
          refusals.push(message);
          return true;
        },
      );
    });
    song.call('undo', []);
    assert.equal(song.tempo, 124);
    assert.deepEqual(refusals, ['Changes cannot be triggered during undo or redo.']);
    song.call('redo', []);
    assert.equal(song.tempo, 130);
  });

  it('undoes one burst at a time, down to the notes', () => {
    const set = emptySet();
    let burst = 1;
    set.world.currentBurst = () => burst;
    const clip = newClip(set);
    clip.call('add_new_notes', [{ notes: [kick(0)] }]);
    burst = 2;
    clip.call('add_new_notes', [{ notes: [kick(1)] }]);
    assert.equal(set.world.undoSteps.length, 2);
    set.undo();
    assert.deepEqual(times(clip), [[0, 0.25]]);
    set.undo();
    assert.equal(set.clip(0, 0), undefined);
    assert.equal(set.undo(), false);
  });
});
