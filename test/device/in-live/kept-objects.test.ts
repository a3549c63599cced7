import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { LiveSet } from '../../live/set';
import { readyDevice, generated, pressed, unexpectedProblems } from '../support/session';
import { PLAYER_TIMES_MS } from '../../../src/device/live/clips/loop-player';

/** Ours: Live slows down with thousands of objects, and the device needs a handful. */
const MOST_ALIVE = 20;

describe('what the built device keeps of Live and Max', function () {
  this.timeout(240_000);
  let host: LiveHost;
  beforeEach(async () => {
    host = await readyDevice({ set: new LiveSet({ sceneCount: 8, tracks: [{}] }) });
    await generated(host, 'New');
  });
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });

  it('does not grow with 10,000 looks at the transport', async () => {
    host.set.song.call('start_playing', []);
    await host.turn('Play', 1);
    await host.advance(100 * PLAYER_TIMES_MS.look);
    const before = { ...host.alive };
    await host.advance(10_000 * PLAYER_TIMES_MS.look);
    assert.deepEqual(host.alive, before);
    assert.ok(before.liveApis < MOST_ALIVE && before.tasks < MOST_ALIVE, JSON.stringify(before));
  });

  it('does not grow with 1,000 presses that read and write clips', async () => {
    await host.turn('Target', 0);
    const round = async (): Promise<void> => {
      for (const button of ['Write Pattern', 'Star Pattern', 'Previous Pattern', 'Next Pattern'])
        await host.press(button);
    };
    await round();
    const before = { ...host.alive };
    for (let press = 4; press < 1_000; press += 4) await round();
    assert.deepEqual(host.alive, before);
    assert.ok(before.liveApis < MOST_ALIVE && before.tasks < MOST_ALIVE, JSON.stringify(before));
  });

  it('does not grow with presses that make rhythms, Fill and Like clip included', async () => {
    const round = async (): Promise<void> => {
      await generated(host, 'Clip');
      await pressed(host, 'Like Clip');
      await generated(host, 'Fill');
    };
    await round();
    const before = { ...host.alive };
    for (let more = 0; more < 3; more++) await round();
    assert.deepEqual(host.alive, before);
  });
});

describe('the built device where a clip went', function () {
  this.timeout(60_000);
  let host: LiveHost;
  beforeEach(async () => {
    host = await readyDevice();
    await generated(host, 'New');
    host.set.song.view.set('detail_clip', ['id', 0]);
  });
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });

  it('asks nothing of the clip that it wrote last and the user deleted', async () => {
    host.set.at('live_set tracks 0 clip_slots 0').call('delete_clip', []);
    await host.press('Previous Pattern');
    assert.match(host.text('status'), /no clip on this track is selected|no earlier rhythm/);
  });

  it('writes into it again when undo has brought it back', async () => {
    host.set.select(0, 0);
    await host.turn('Target', 0);
    await host.press('Write Pattern');
    host.set.at('live_set tracks 0 clip_slots 0').call('delete_clip', []);
    await host.press('Write Pattern');
    assert.equal(host.text('status'), 'No clip is selected. Select a clip on this track, or choose New.');
    host.set.undo();
    host.set.select(0, 0);
    host.set.clip(0, 0)!.notes = [];
    await host.press('Write Pattern');
    assert.ok(host.set.clip(0, 0)!.notes.length > 0);
  });
});
