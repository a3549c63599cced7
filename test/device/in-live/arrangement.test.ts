import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { LiveSet, type SetSpec } from '../../live/set';
import { devicesOfSuite, generated, unexpectedProblems } from '../support/session';

describe('the built device, writing into the Arrangement,', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => assert.deepEqual(unexpectedProblems(host), []));

  /** A device in a Set whose Arrangement the player looks at. */
  async function arranging(spec: SetSpec = {}): Promise<LiveHost> {
    const host = await device({ set: new LiveSet({ tempo: 120, tracks: [{ name: 'Drums' }], ...spec }) });
    host.set.application.view.documentView = 'Arranger';
    await host.turn('Bars', 0);
    return host;
  }
  const starts = (host: LiveHost): number[] =>
    host.set.track(0).arrangement.map(({ startTime }) => startTime);

  /** Live plays for a while and is stopped in mid-bar. */
  async function stoppedAt(host: LiveHost, ms: number): Promise<void> {
    host.set.song.call('start_playing', []);
    await host.advance(ms);
    host.set.song.call('stop_playing', []);
    assert.notEqual(host.set.song.currentSongTime % 4, 0);
  }

  it('begins a clip where the insert marker stands, not where Live was stopped in mid-bar', async () => {
    const host = await arranging();
    await stoppedAt(host, 6686);
    host.set.song.startTime = 32;
    await generated(host, 'New');
    assert.deepEqual(starts(host), [32]);
    assert.match(host.text('status'), /in the Arrangement/);
  });

  it('begins it on the first bar line from an insert marker in mid-bar on', async () => {
    const host = await arranging();
    host.set.song.startTime = 33.5;
    await generated(host, 'New');
    host.set.song.startTime = 48 + 1e-9;
    await generated(host, 'New');
    assert.deepEqual(starts(host), [36, 48]);
  });

  it('begins it on the first bar line from the playhead on where Live tells no insert marker', async () => {
    const host = await arranging();
    await stoppedAt(host, 6686);
    host.set.song.startTime = Number.NaN;
    await generated(host, 'New');
    assert.deepEqual(starts(host), [16]);
  });

  it('begins it on the next bar line while Live plays, since a clip at the playhead would start too late', async () => {
    const host = await arranging();
    host.set.song.call('start_playing', []);
    await host.advance(5250);
    await host.turn('Target', 1);
    await host.press('Generate');
    await host.until(() => starts(host).length > 0);
    assert.deepEqual(starts(host), [12]);
  });

  for (const [signature, bar] of [
    [[3, 4], 3],
    [[6, 8], 3],
    [[7, 8], 3.5],
  ] as const) {
    it(`keeps to the bar lines of a Set in ${signature.join('/')}`, async () => {
      const host = await arranging({ signature });
      host.set.song.startTime = 4 * bar + 1;
      await generated(host, 'New');
      assert.deepEqual(starts(host), [5 * bar]);
    });
  }

  it('says what to do when another clip is in the way', async () => {
    const host = await arranging({
      tracks: [{ name: 'Drums', arrangement: [{ lengthBeats: 4, startTime: 2 }] }],
    });
    await generated(host, 'New');
    assert.equal(
      host.text('status'),
      'A clip on “Drums” is in the way. Stop Live, click an empty spot in the Arrangement and try again.',
    );
  });

  it('writes nothing into a clip there that records', async () => {
    const host = await arranging({
      tracks: [{ name: 'Drums', arrangement: [{ lengthBeats: 4, isRecording: true }] }],
    });
    host.set.selectInArrangement(0, 0);
    await generated(host, 'Clip');
    assert.equal(host.text('status'), 'The selected clip is recording. Stop recording, then try again.');
    assert.equal(host.set.track(0).arrangement[0]!.notes.length, 0);
  });
});
