import assert from 'node:assert/strict';
import { MORPH_TIME_MS } from '../../../src/device/live/pages/morph-page';
import { PAD_RECT } from '../../../src/amxd/circuits/layout';
import { type Clip } from '../../live/lom/clip';
import type { LiveHost } from '../../live/host';
import { LiveSet, type ClipSpec } from '../../live/set';
import {
  generated,
  isAtRest,
  plainNotes,
  pressed,
  readyDevice,
  unexpectedProblems,
} from '../support/session';

const [, , SIDE] = PAD_RECT;

/** A clip of two bars that plays one drum on every step of a list. */
function clipOf(pitch: number, steps: readonly number[]): ClipSpec {
  const notes = steps.map((step) => ({ pitch, start_time: step / 4, duration: 0.25, velocity: 90 }));
  return { lengthBeats: 8, name: `clip ${pitch}`, notes };
}

function setWithCorners(): LiveSet {
  const clips = {
    0: clipOf(36, [0, 4, 8, 12, 16, 20, 24, 28]),
    1: clipOf(42, [2, 6, 10, 14, 18, 22, 26, 30]),
    2: { lengthBeats: 8 },
  };
  return new LiveSet({ tracks: [{ name: 'Drums', clips }] });
}

async function capture(host: LiveHost, scene: number, corner: string): Promise<void> {
  await host.turn('Corner Source', 1);
  host.set.select(0, scene);
  await host.press(`Capture ${corner}`);
  assert.match(host.text('status'), new RegExp(`is in corner ${corner}`));
}

const stepsIn = (clip: Clip): string =>
  [...new Set(clip.notes.map(({ pitch, start_time }) => `${pitch}:${Math.round(start_time * 4)}`))]
    .sort()
    .join();

describe('the morph pad of the built device', function () {
  this.timeout(60_000);
  let host: LiveHost;
  let set: LiveSet;
  beforeEach(async () => {
    set = setWithCorners();
    host = await readyDevice({ set });
    await capture(host, 0, 'A');
    await capture(host, 1, 'B');
    set.select(0, 2);
  });
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });

  it('gives at a corner what was captured there, and shows it in the grid alone until Write', async () => {
    const before = set.world.undoSteps.length;
    await host.mouse('pad', [[SIDE - 1, SIDE - 1]]);
    await host.advance(2 * MORPH_TIME_MS);
    await host.until(() => host.text('grid').startsWith('Morph\n'));
    assert.equal(set.world.undoSteps.length, before, 'nothing is written that nobody asked for');
    await host.turn('Target', 0);
    await pressed(host, 'Write Pattern');
    assert.equal(stepsIn(set.clip(0, 2)!), stepsIn(set.clip(0, 1)!));
  });

  it('writes its two axes once a drag, and makes a whole drag one place in the history', async () => {
    await generated(host, 'Clip');
    const place = /(\d+)\/(\d+)/.exec(host.text('grid'))![2];
    const writes = host.parameterWrites.length;
    await host.mouse(
      'pad',
      Array.from({ length: 20 }, (_, at) => [10 + 4 * at, 80 - 3 * at] as const),
    );
    await host.advance(10 * MORPH_TIME_MS);
    await host.until(() => host.text('grid').startsWith('Morph\n'));
    const names = host.parameterWrites.slice(writes).map(({ longName }) => longName);
    assert.deepEqual(names, ['Morph X', 'Morph Y']);
    assert.match(host.text('grid'), new RegExp(`/${Number(place) + 1}\\b`));
  });

  it('follows an envelope on its axes without writing to them, and changes the clip only with Live on', async () => {
    await generated(host, 'Clip');
    const clip = set.clip(0, 2)!;
    const notes = plainNotes(clip);
    const writes = host.parameterWrites.length;
    const before = set.world.undoSteps.length;
    for (let at = 0; at <= 20; at++) await host.turn('Morph X', 5 * at);
    await host.until(() => host.text('grid').startsWith('Morph\n'));
    assert.deepEqual(plainNotes(clip), notes);
    assert.equal(set.world.undoSteps.length, before);
    await host.turn('Live Update', 1);
    for (let at = 20; at >= 0; at--) await host.turn('Morph X', 5 * at);
    await host.advance(1000);
    await host.until(() => isAtRest(host));
    assert.equal(stepsIn(clip), stepsIn(set.clip(0, 0)!), 'the clip ends where the envelope ends');
    assert.ok(
      set.world.undoSteps.length - before <= 14,
      `${set.world.undoSteps.length - before} undo steps in 3 s`,
    );
    assert.equal(host.parameterWrites.length, writes);
  });

  it('keeps its corners with the Set', async () => {
    const saved = await host.save();
    await host.delete();
    host = await readyDevice({ set, savedState: saved });
    await host.turn('Morph X', 0);
    await host.advance(2 * MORPH_TIME_MS);
    await host.until(() => host.text('grid').startsWith('Morph\n'));
  });

  it('asks for nothing when a Set is opened with the dot off the middle, whatever Live is set to', async () => {
    await host.turn('Live Update', 1);
    await host.turn('Morph X', 80);
    await host.turn('Morph Y', 20);
    await host.until(() => isAtRest(host));
    await host.advance(3 * MORPH_TIME_MS);
    await host.until(() => isAtRest(host));
    const savedState = await host.save();
    await host.delete();
    const clip = set.clip(0, 2)!;
    clip.notes = [];
    host = await readyDevice({ set, savedState });
    await host.advance(10 * MORPH_TIME_MS);
    await host.until(() => isAtRest(host));
    assert.deepEqual(clip.notes, []);
    assert.match(host.text('status'), /^Ready/);
  });
});
