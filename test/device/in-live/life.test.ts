import assert from 'node:assert/strict';
import { LiveHost } from '../../live/host';
import { LiveSet, drumRackSet } from '../../live/set';
import { ANSWER_TIME_MS } from '../../../src/device/live/generation/pending-request';
import { LINK_TIMES_MS } from '../../../src/device/live/host/node-link';
import { frozenDevice } from '../support/frozen-device';
import { lives } from '../support/processes';
import { generated, pressed, devicesOfSuite, unexpectedProblems, untilReady } from '../support/session';

describe('the built device, from drop to deletion,', function () {
  this.timeout(60_000);
  const { device, kept } = devicesOfSuite();

  it('is ready once its process is, and says so: no timer has to run out on Max’s clock, which stands still here', async () => {
    const host = kept(LiveHost.drop(await frozenDevice()));
    await untilReady(host);
    assert.match(host.text('status'), /^Ready: model “.+” · General MIDI notes$/);
    assert.deepEqual(unexpectedProblems(host), []);
    assert.deepEqual(
      host.console.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('writes nothing unasked, because the values that Live restores are not presses', async () => {
    const host = await device();
    await host.advance(2 * LINK_TIMES_MS.start);
    assert.deepEqual(host.set.clip(0, 0), undefined);
    assert.equal(host.set.world.undoSteps.length, 0);
    assert.match(host.text('status'), /^Ready/);
  });

  it('writes what was asked for before it was ready', async () => {
    const host = kept(LiveHost.drop(await frozenDevice(), { node: { delayMs: 150 } }));
    const press = host.press('Generate');
    assert.match(host.text('status'), /^Starting the model; the rhythm will follow/);
    await press;
    await host.until(() => host.set.clip(0, 0) !== undefined);
    assert.deepEqual(unexpectedProblems(host), []);
  });

  describe('on its track', () => {
    const racks: readonly (readonly [title: string, set: () => LiveSet, at: string])[] = [
      ['in a chain of a Drum Rack', drumRackSet, 'live_set tracks 0 devices 0 chains 0'],
      [
        'in an Instrument Rack',
        () =>
          new LiveSet({
            tracks: [{ name: 'Drums', devices: [{ kind: 'instrument-rack', chains: [{ name: 'A' }] }] }],
          }),
        'live_set tracks 0 devices 0 chains 0',
      ],
      [
        'in a rack within a rack',
        () =>
          new LiveSet({
            tracks: [
              {
                name: 'Drums',
                devices: [
                  {
                    kind: 'instrument-rack',
                    chains: [
                      { name: 'A', devices: [{ kind: 'drum-rack', pads: [{ note: 36, name: 'Kick' }] }] },
                    ],
                  },
                ],
              },
            ],
          }),
        'live_set tracks 0 devices 0 chains 0 devices 0 chains 0',
      ],
    ];
    for (const [title, set, at] of racks) {
      it(`finds its track ${title}, where its parent is not a track`, async () => {
        const host = await device({ set: set(), at });
        await generated(host, 'New');
        assert.ok(host.set.clip(0, 0)!.notes.length > 0, host.text('status'));
        assert.deepEqual(unexpectedProblems(host), []);
      });
    }

    it('refuses an audio track and a frozen one, with a sentence', async () => {
      const rack = { kind: 'instrument-rack', chains: [{ name: 'A' }] } as const;
      const audio = new LiveSet({ tracks: [{ name: 'Vox', kind: 'audio', devices: [rack] }] });
      const onAudio = await device({ set: audio, at: 'live_set tracks 0 devices 0 chains 0' });
      await generated(onAudio, 'New');
      assert.match(onAudio.text('status'), /^“Vox” is not a MIDI track/);
      assert.equal(audio.clip(0, 0), undefined);
      const onFrozen = await device({ set: new LiveSet({ tracks: [{ name: 'Ice', isFrozen: true }] }) });
      await generated(onFrozen, 'New');
      assert.match(onFrozen.text('status'), /^“Ice” is frozen/);
      assert.deepEqual(unexpectedProblems(onFrozen), []);
    });

    it('keeps to itself beside another device in the same Set', async () => {
      const set = new LiveSet({ tracks: [{ name: 'One' }, { name: 'Two' }] });
      const one = await device({ set });
      const two = kept(LiveHost.drop(await frozenDevice(), { beside: one, at: 'live_set tracks 1' }));
      await untilReady(two);
      await one.turn('Bars', 0);
      await Promise.all([one.press('Generate'), two.press('Generate')]);
      await one.until(() => set.clip(0, 0) !== undefined && set.clip(1, 0) !== undefined);
      assert.deepEqual([set.clip(0, 0)!.loopEnd, set.clip(1, 0)!.loopEnd], [4, 16]);
      await pressed(two, 'Previous Pattern');
      assert.equal(two.text('status'), 'There is no earlier rhythm.');
      assert.deepEqual([unexpectedProblems(one), unexpectedProblems(two)], [[], []]);
    });
  });

  describe('when its Node process fails or is stopped', () => {
    it('comes back when the process is killed in the middle of a request, and answers it', async () => {
      const host = await device();
      host.node.stall();
      await host.press('Generate');
      assert.equal(host.text('status'), 'Generating…');
      await host.node.crash();
      host.node.resume();
      await host.until(() => host.set.clip(0, 0) !== undefined);
      assert.match(host.text('status'), /^House \d+ in a new clip/);
      assert.equal(host.set.clip(0, 1), undefined);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('says that the process never starts, and tries again on Generate and Restart', async () => {
      const host = kept(LiveHost.drop(await frozenDevice(), { node: { neverStarts: true } }));
      await host.press('Generate');
      assert.match(host.text('status'), /^Starting the model/);
      await host.advance(LINK_TIMES_MS.start);
      assert.match(host.text('status'), /^The model did not start\. Press Restart/);
      await host.press('Generate');
      assert.match(host.text('status'), /^Starting the model/);
      await host.advance(2 * LINK_TIMES_MS.start);
      assert.match(host.text('status'), /^The model did not start.* Restart Live\b/);
      await host.press('Restart Model');
      assert.match(host.text('status'), /^(Restarting|Starting) the model/);
      await host.advance(2 * LINK_TIMES_MS.start);
      assert.match(host.text('status'), /^The model did not start/);
      assert.equal(host.set.clip(0, 0), undefined);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('says in time that the process does not answer, and replaces it', async () => {
      const host = await device();
      const { processId } = host.node;
      host.node.stall();
      await host.press('Generate');
      await host.advance(ANSWER_TIME_MS);
      assert.match(host.text('status'), /^(No answer in 5 s|Restarting)/);
      host.node.resume();
      await host.until(() => !lives(processId!));
      await host.advance(LINK_TIMES_MS.pause);
      await untilReady(host);
      assert.notEqual(host.node.processId, processId);
      assert.equal(lives(processId!), false);
      await generated(host, 'New');
      assert.ok(host.set.clip(0, 0));
      assert.equal(host.set.clip(0, 1), undefined);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('starts another process when the player stops the first', async () => {
      const host = await device();
      const { processId } = host.node;
      await host.press('Restart Model');
      await host.until(() => !lives(processId!));
      await host.advance(LINK_TIMES_MS.pause);
      await untilReady(host);
      assert.notEqual(host.node.processId, processId);
      await generated(host, 'New');
      assert.ok(host.set.clip(0, 0));
    });
  });

  it('leaves nothing behind when it is deleted in the middle of a request', async () => {
    const host = await device();
    const { processId } = host.node;
    host.node.stall();
    await host.press('Generate');
    assert.equal(host.text('status'), 'Generating…');
    const problems = [...host.problems];
    await host.delete();
    await host.advance(2 * ANSWER_TIME_MS);
    assert.equal(lives(processId!), false);
    assert.equal(host.set.clip(0, 0), undefined);
    assert.deepEqual(host.problems, problems);
  });

  it('lets MIDI through whatever its programs do', async () => {
    const host = kept(LiveHost.drop(await frozenDevice(), { node: { neverStarts: true } }));
    host.midi(0x90, 36, 100);
    assert.deepEqual(host.midiOut.flat(), [0x90, 36, 100]);
  });
});
