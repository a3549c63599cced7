import assert from 'node:assert/strict';
import { LiveHost, type LoadOptions } from './host';
import { LiveSet, drumRackSet, fullSet } from './set';
import { toyDevice, type ToyChanges } from './toy/device';

describe('a device in the stand-in Live', () => {
  const loaded: LiveHost[] = [];
  async function load(changes: ToyChanges = {}, options: LoadOptions = {}): Promise<LiveHost> {
    const host = await LiveHost.load(toyDevice(changes), options);
    loaded.push(host);
    return host;
  }
  afterEach(async () => {
    await Promise.all(loaded.splice(0).map((host) => host.delete()));
  });

  it('comes up without a single problem and finds its own track', async () => {
    const host = await load();
    assert.deepEqual(host.problems, []);
    assert.equal(host.text('status'), 'Ready on Drums');
  });

  it('writes a clip when Generate is pressed, because Node, v8 and Live are joined', async () => {
    const host = await load();
    await host.press('Generate');
    assert.deepEqual(host.problems, []);
    const clip = host.set.clip(0, 0)!;
    assert.equal(clip.name, 'Toy 1');
    assert.deepEqual(
      clip.notes.map(({ pitch, start_time, velocity }) => [pitch, start_time, velocity]),
      [0, 1, 2, 3].map((beat) => [36, beat, 101]),
    );
    assert.equal(host.text('status'), 'Wrote clip 1');
  });

  it('folds one pattern into one undo step, so that one press of Undo takes it back', async () => {
    const host = await load();
    await host.press('Generate');
    assert.equal(host.set.world.undoSteps.length, 1);
    host.set.undo();
    assert.equal(host.set.clip(0, 0), undefined);
  });

  it('finds its track from inside a rack, where the parent is a chain', async () => {
    const host = await load({}, { set: drumRackSet(), at: 'live_set tracks 0 devices 0 chains 0' });
    assert.equal(host.text('status'), 'Ready on Drums');
    await host.press('Generate');
    assert.deepEqual(host.problems, []);
    assert.ok(host.set.clip(0, 0));
  });

  it('says so when every slot is full', async () => {
    const host = await load({}, { set: fullSet() });
    await host.press('Generate');
    assert.equal(host.text('status'), 'No empty slot');
  });

  it('recalls controls and blob with the Set', async () => {
    const before = await load();
    assert.equal(before.parameter('Style'), 1);
    await before.turn('Style', 'Techno');
    await before.press('Generate');
    const state = await before.save();
    assert.deepEqual(state, { values: { Style: 2, State: ['{"requests":1}'] } });
    const after = await load({}, { savedState: state });
    await after.press('Generate');
    assert.equal(after.set.clip(0, 0)?.name, 'Toy 2');
    assert.equal(after.set.clip(0, 0)?.notes[0]?.velocity, 102);
    assert.deepEqual(after.problems, []);
  });

  it('keeps two devices in one Set apart, because their names begin with ---', async () => {
    const set = new LiveSet({ tracks: [{ name: 'One' }, { name: 'Two' }] });
    const one = await load({}, { set });
    const two = await load({}, { beside: one, at: 'live_set tracks 1' });
    await two.turn('Style', 2);
    const presses = [one.press('Generate'), two.press('Generate')];
    await Promise.all(presses);
    assert.equal(set.clip(0, 0)?.notes[0]?.velocity, 101);
    assert.equal(set.clip(1, 0)?.notes[0]?.velocity, 102);
    assert.deepEqual([one.problems, two.problems], [[], []]);
  });

  it('draws its grid and hears the mouse', async () => {
    const host = await load({ withoutBoxes: ['route-grid'] });
    assert.equal(host.picture('grid').filter(({ name }) => name === 'rectangle').length, 16);
    await host.mouse('grid', [[25, 5]]);
    const sources = host.picture('grid').filter(({ name }) => name === 'set_source_rgba');
    assert.deepEqual(sources[2]?.args, [1, 0.2, 0.2, 1]);
  });

  it('passes MIDI through untouched', async () => {
    const host = await load();
    host.midi(0x90, 36, 100);
    assert.deepEqual(host.midiOut, [[0x90], [36], [100]]);
  });

  it('leaves no process behind when it is deleted', async () => {
    const host = await load();
    const { processId } = host.node;
    await host.delete();
    assert.throws(() => process.kill(processId!, 0), /ESRCH/);
  });

  it('comes back after a crash of Node, and says that it crashed', async () => {
    const host = await load();
    await host.node.crash();
    await host.settle();
    assert.deepEqual(
      host.problems.map(({ kind, text }) => [kind, text]),
      [['node', 'the Node process ended (SIGKILL)']],
    );
    await host.press('Generate');
    assert.equal(host.set.clip(0, 0)?.name, 'Toy 1');
  });

  describe('with a fault that Live would punish', () => {
    it('fails when the node bundle lacks flag 0x08, since Max then leaves it inside the device', async () => {
      const host = await load({ nodeFlag: 0 });
      await host.press('Generate');
      assert.match(host.problems[0]?.text ?? '', /can't find file toy\.js/);
      assert.equal(host.node.state, 'stopped');
      assert.equal(host.set.clip(0, 0), undefined);
    });

    it('fails without live.thisdevice, since LiveAPI made at loadbang stays dead', async () => {
      const host = await load({
        withoutBoxes: ['device'],
        moreBoxes: [{ id: 'load', maxclass: 'newobj', text: 'loadbang', patching_rect: [0, 0, 50, 20] }],
        moreCords: ['load 0 > t-ready 0'],
      });
      assert.match(host.problems[0]?.text ?? '', /Live API is not initialized/);
      await host.press('Generate');
      assert.equal(host.set.clip(0, 0), undefined);
    });

    it('fails when a message goes to Node before its handlers are there, since the message is lost', async () => {
      const changes = { withoutCords: ['v8 0 > gate 1'], moreCords: ['v8 0 > node 0'] };
      const host = LiveHost.drop(toyDevice(changes));
      loaded.push(host);
      await host.press('Generate');
      assert.match(
        host.problems[0]?.text ?? '',
        /^Node script not running, can't handle message generate 1 1$/,
      );
      assert.equal(host.set.clip(0, 0), undefined);
    });

    it('writes nothing when Node never starts, since the request stays behind the gate', async () => {
      const host = await load({}, { node: { neverStarts: true } });
      await host.press('Generate');
      await host.advance(60_000);
      assert.equal(host.set.clip(0, 0), undefined);
    });

    it('fails when Node sends a selector that no route takes', async () => {
      const host = await load({ boxes: { 'route-node': { text: 'route ready other' } } });
      await host.press('Generate');
      assert.deepEqual(
        host.problems.map(({ kind, where, text }) => [kind, where, text]),
        [['unrouted', 'route ready other', 'nothing takes "pattern 1 1"']],
      );
    });

    it('fails when v8 gets a selector for which it has no function', async () => {
      const host = await load({ boxes: { 'to-generate': { text: 't geneRate' } } });
      await host.press('Generate');
      assert.deepEqual(
        host.problems.map(({ kind, text }) => [kind, text]),
        [['unrouted', 'no function geneRate']],
      );
    });

    for (const name of [
      'process',
      'require',
      'setTimeout',
      'console',
      'fetch',
      'Buffer',
      'module',
      'window',
    ]) {
      it(`fails when the v8 file uses ${name}, which Max does not have`, async () => {
        const host = await load({ v8Source: `${name}; outlets = 3; function anything() {}` });
        assert.match(host.problems[0]?.text ?? '', new RegExp(`ReferenceError: ${name} is not defined`));
      });
    }

    it('fails when a control that speaks at load starts a generation, since Live is not within reach yet', async () => {
      const host = await load({
        moreCords: ['Style 0 > to-generate 0'],
        v8Source: `outlets = 3;
          function generate() { new LiveAPI('live_set tracks 0 clip_slots 0').call('create_clip', 4); }
          function anything() {}`,
      });
      assert.match(host.problems[0]?.text ?? '', /Live API is not initialized/);
    });

    it('fails when the bundle holds the max-api of the package registry, which only throws', async () => {
      const stub = `throw new Error('max-api must be run from Max');`;
      const node = { text: 'node.script toy.js @autostart 1 @restart 0' };
      const host = await load({ nodeSource: stub, boxes: { node } });
      assert.match(host.problems[0]?.text ?? '', /does not load: Error: max-api must be run from Max/);
    });

    it('fails when the whole pattern travels as one symbol, which Max cuts', async () => {
      const nodeSource = `require('max-api').outlet('pattern', JSON.stringify(new Array(8000).fill('note')));`;
      const host = await load({ nodeSource, withoutBoxes: ['to-pattern'] });
      assert.equal(host.problems[0]?.kind, 'symbol');
    });

    it('takes an undo step for each note when the clip is written note by note in deferred steps', async () => {
      const host = await load({
        v8Source: `outlets = 3;
          function live_ready() {
            new LiveAPI('live_set tracks 0 clip_slots 0').call('create_clip', 4);
            for (var beat = 0; beat < 4; beat++) new Task(write, this, beat).schedule(beat);
          }
          function write(beat) {
            new LiveAPI('live_set tracks 0 clip_slots 0 clip')
              .call('add_new_notes', { notes: [{ pitch: 36, start_time: beat, duration: 0.25 }] });
          }
          function anything() {}`,
      });
      assert.equal(host.set.clip(0, 0)?.notes.length, 4);
      assert.equal(host.set.world.undoSteps.length, 5);
    });

    it('fails when a MIDI effect is dropped on an audio track', () => {
      const set = new LiveSet({ tracks: [{ kind: 'audio' }] });
      assert.throws(() => LiveHost.drop(toyDevice(), { set }), /takes no MIDI effect/);
    });

    it('fails when the device is not frozen', () => {
      assert.throws(() => LiveHost.drop(toyDevice({ spoiling: { meta: 1 } })), /not frozen/);
    });
  });
});
