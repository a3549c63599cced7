import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { drumRackSet, LiveSet, type ClipSpec, type NewNote } from '../../live/set';
import {
  generated,
  isAtRest,
  plainNotes,
  pressed,
  readyDevice,
  unexpectedProblems,
} from '../support/session';

const drums = (bars: number): NewNote[] =>
  Array.from({ length: bars * 4 }, (_, beat) => [
    { pitch: 36, start_time: beat, duration: 0.25, velocity: 110 },
    { pitch: 42, start_time: beat + 0.5, duration: 0.25, velocity: 70 },
    ...(beat % 2 === 1 ? [{ pitch: 39, start_time: beat, duration: 0.25, velocity: 100 }] : []),
  ]).flat();
const melody = [60, 62, 64, 65, 67, 69, 71, 72].map((pitch, at) => ({
  pitch: pitch - 40,
  start_time: at,
  duration: 1,
}));

const CLIPS: Readonly<Record<string, ClipSpec>> = {
  beat: { lengthBeats: 8, name: 'Beat', notes: drums(2) },
  empty: { lengthBeats: 8, name: 'Empty' },
  waltz: { lengthBeats: 6, name: 'Waltz', signature: [3, 4], notes: drums(1) },
  odd: { lengthBeats: 7, name: 'Odd', notes: drums(1) },
  melody: { lengthBeats: 8, name: 'Tune', notes: melody },
};

describe('Like this clip, in the built device', function () {
  this.timeout(60_000);
  let host: LiveHost;
  let set: LiveSet;
  before(async () => {
    set = new LiveSet({
      sceneCount: 8,
      tracks: [
        { name: 'Drums', clips: Object.fromEntries(Object.values(CLIPS).map((clip, at) => [at, clip])) },
        { name: 'Vox', kind: 'audio', clips: { 0: { lengthBeats: 8 } } },
      ],
    });
    host = await readyDevice({ set });
  });
  after(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });
  const like = async (name: string): Promise<string> => {
    set.select(0, Object.keys(CLIPS).indexOf(name));
    await pressed(host, 'Like Clip');
    return host.text('status');
  };

  it('makes a rhythm of the same length near the clip and leaves the clip alone', async () => {
    const own = plainNotes(set.clip(0, 0)!);
    const said = await like('beat');
    assert.match(said, /^House \d+ in a new clip/);
    assert.deepEqual(plainNotes(set.clip(0, 0)!), own);
    const made = set.clip(0, 5)!;
    assert.equal(made.loopEnd, 8);
    assert.ok(made.notes.length > 0);
  });

  it('says why it cannot follow a clip that is empty, in 3/4, of an odd length, a melody or audio', async () => {
    assert.match(await like('empty'), /^“Empty” has no notes/);
    assert.match(await like('waltz'), /^“Waltz” is in 3\/4; the model only plays 4\/4/);
    assert.match(await like('odd'), /^The loop of “Odd” is not a whole number of bars/);
    assert.match(await like('melody'), /^Most notes in “Tune” do not match a drum/);
    set.select(1, 0);
    await pressed(host, 'Like Clip');
    assert.match(host.text('status'), /^The selected clip holds audio/);
    set.deselect();
    await pressed(host, 'Like Clip');
    assert.match(host.text('status'), /^No clip is selected/);
    assert.equal(set.clip(0, 6), undefined);
  });
});

describe('the built device in the Arrangement', function () {
  this.timeout(60_000);

  it('writes variations A, B, C one after another from the playhead on, and cuts no clip that is there', async () => {
    const set = drumRackSet();
    const host = await readyDevice({ set });
    set.application.view.documentView = 'Arranger';
    set.song.currentSongTime = 32;
    await host.turn('Fill Count', 3);
    await host.turn('Bars', 1);
    await generated(host, 'Fill');
    const { arrangement } = set.track(0);
    assert.deepEqual(
      arrangement.map(({ startTime, lengthBeats }) => [startTime, lengthBeats]),
      [
        [32, 8],
        [40, 8],
        [48, 8],
      ],
    );
    assert.deepEqual(
      arrangement.map(({ name }) => name.at(-1)),
      ['A', 'B', 'C'],
    );
    assert.equal(new Set(arrangement.map((clip) => JSON.stringify(plainNotes(clip)))).size, 3);
    assert.equal(set.clip(0, 0), undefined);
    await generated(host, 'New');
    assert.match(host.text('status'), /^A clip on “Drums” is in the way/);
    set.song.currentSongTime = 56;
    await generated(host, 'New');
    assert.match(host.text('status'), /^House \d+ in the Arrangement/);
    assert.equal(set.track(0).arrangement.length, 4);
    assert.ok(isAtRest(host));
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });
});
