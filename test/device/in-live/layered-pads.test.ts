import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { drumRackSet, type PadSpec } from '../../live/set';
import { devicesOfSuite, generated, unexpectedProblems } from '../support/session';

const OLD: readonly [number, number, number] = [12, 2, 5];
const NEW: readonly [number, number, number] = [12, 4, 3];

/** Pads beside the one that a test is about, on keys of their own. */
const OTHERS: readonly PadSpec[] = [
  { note: 60, name: 'Clap' },
  { note: 61, name: 'Closed Hat' },
  { note: 62, name: 'Open Hat' },
];

describe('the built device on a Drum Rack with layered pads', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => assert.deepEqual(unexpectedProblems(host), []));

  /** What the device makes of the pads: how often each note of theirs is played, and what the grid shows. */
  async function played(
    pads: readonly PadSpec[],
    liveVersion: readonly [number, number, number],
  ): Promise<{ notes: Map<number, number>; host: LiveHost }> {
    const host = await device({ set: drumRackSet([...pads, ...OTHERS], { liveVersion }) });
    await generated(host, 'New');
    const notes = new Map<number, number>();
    for (const { pitch } of host.set.clip(0, 0)!.notes) notes.set(pitch, (notes.get(pitch) ?? 0) + 1);
    return { notes, host };
  }

  for (const liveVersion of [OLD, NEW]) {
    const live = `Live ${liveVersion.join('.')}`;

    it(`plays the kick on the pad whose chains are kicks, and no toms there, in ${live}`, async () => {
      // 41 is General MIDI's low tom.
      const layers = [
        { note: 41, name: 'Kick Body' },
        { note: 41, name: 'Kick Click' },
      ];
      const { notes, host } = await played(layers, liveVersion);
      assert.ok(notes.get(41)! > 0);
      assert.match(host.text('grid'), /Kick Body/);
      assert.doesNotMatch(host.text('grid'), /Multi/);
      assert.match(host.text('status'), /4 pads/);
    });

    it(`reads the instruments where the chains say nothing, then their samples, in ${live}`, async () => {
      const samplePath = 'Macintosh HD:/Samples/Deep/BD 07.wav';
      const layers: PadSpec[] = [
        { note: 41, name: '1', devices: [{ kind: 'simpler', name: '1', samplePath }] },
        { note: 41, name: '2', devices: [{ kind: 'midi-effect', name: 'Ride' }] },
        { note: 43, name: 'A', devices: [{ kind: 'instrument', name: 'DS Snare' }] },
        { note: 43, name: 'B' },
      ];
      const { notes, host } = await played(layers, liveVersion);
      assert.ok(notes.get(41)! > 0);
      assert.match(host.text('grid'), /BD 07/);
      assert.match(host.text('grid'), /DS Snare/);
      assert.match(host.text('status'), /5 pads/);
    });

    it(`reads a name that is a number as one, in ${live}`, async () => {
      const { host } = await played([{ note: 36, name: '909' }], liveVersion);
      assert.match(host.text('grid'), /909/);
      assert.match(host.text('status'), /4 pads/);
    });

    it(`reads the rack inside a pad, in ${live}`, async () => {
      const inner: PadSpec[] = [
        { note: 36, name: 'Kick', devices: [] },
        { note: 41, name: 'More' },
      ];
      const layers: PadSpec[] = [
        { note: 41, outNote: 36, name: 'X', devices: [{ kind: 'drum-rack', name: 'Y', pads: inner }] },
        {
          note: 43,
          name: 'Z',
          devices: [{ kind: 'instrument-rack', chains: [{ name: 'Snare Top' }, { name: 'Snare Low' }] }],
        },
      ];
      const { notes, host } = await played(layers, liveVersion);
      assert.ok(notes.get(41)! > 0);
      assert.match(host.text('grid'), /Snare Top/);
      assert.match(host.text('status'), /5 pads/);
    });
  }

  it('takes only what a rack inside a pad plays at the note it gets, where Live tells the notes', async () => {
    const inner: PadSpec[] = [
      { note: 36, name: 'Snare' },
      { note: 37, name: 'Kick' },
    ];
    const layers: PadSpec[] = [
      { note: 41, outNote: 37, name: 'X', devices: [{ kind: 'drum-rack', pads: inner }] },
    ];
    const { host } = await played(layers, NEW);
    assert.match(host.text('grid'), /Kick/);
    assert.match(host.text('status'), /4 pads/);
  });

  it('plays the pads of a rack whose chain takes all notes, from Live 12.3 on', async () => {
    const inner: PadSpec[] = [
      { note: 47, name: 'Kick' },
      { note: 48, name: 'Snare' },
    ];
    const all: PadSpec[] = [{ note: -1, name: 'Kit', devices: [{ kind: 'drum-rack', pads: inner }] }];
    const { notes, host } = await played(all, NEW);
    assert.ok(notes.get(47)! > 0);
    assert.match(host.text('status'), /5 pads/);
  });
});
