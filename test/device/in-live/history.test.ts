import assert from 'node:assert/strict';
import { emptySet } from '../../live/set';
import {
  cellPoint,
  generated,
  plainNotes,
  pressed,
  devicesOfSuite,
  unexpectedProblems,
} from '../support/session';
import { asFirstForm } from '../support/texts';

describe('the history of the built device', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('keeps a starred rhythm with the Set, and says which ones are', async () => {
    const host = await device();
    await generated(host, 'New');
    await pressed(host, 'Star Pattern');
    assert.match(host.text('status'), /^House \d+ is starred and stays in the history$/);
    const saved = await host.save();
    const { set } = host;
    const again = await device({ set, savedState: saved });
    await pressed(again, 'Star Pattern');
    assert.match(again.text('status'), /^House \d+ is no longer starred$/);
  });

  it('can also be walked with the marks over the grid', async () => {
    const host = await device();
    const notes: object[][] = [];
    for (let press = 0; press < 3; press++) {
      await generated(host, press === 0 ? 'New' : 'Clip');
      notes.push(plainNotes(host.set.clip(0, 0)!));
    }
    await host.mouse('grid', [[140, 5]]);
    assert.deepEqual(plainNotes(host.set.clip(0, 0)!), notes[0]);
    assert.match(host.text('grid'), /1\/3/);
    assert.match(host.text('status'), /^House \d+ back in/);
  });

  it('gives a text that makes the same rhythm in another Set, whatever the controls there', async () => {
    const host = await device();
    await host.turn('Density', 71);
    await host.turn('Syncopation', 40);
    await host.turn('Bars', 3);
    await generated(host, 'New');
    const text = host.text('share-text');
    assert.match(text, /^ff2\.house\.\d+\.m[0-9a-f]{8}\.b8\.de710\..*\.h\d+\.[0-9a-z]+$/);
    assert.doesNotMatch(text, /[\s,;]/, 'Max, a mail and a forum leave it as one word');
    const other = await device({ set: emptySet() });
    await other.turn('Swing', 80);
    await other.type('share-text', text);
    await other.until(() => other.set.clip(0, 0) !== undefined);
    assert.deepEqual(plainNotes(other.set.clip(0, 0)!), plainNotes(host.set.clip(0, 0)!));
    assert.equal(other.parameter('Seed'), host.parameter('Seed'));
    assert.equal(other.parameter('Swing'), host.parameter('Swing'));
    assert.equal(other.text('share-text'), text);
  });

  it('gives a text for a variation too, and for a drawn rhythm', async () => {
    const host = await device();
    await host.turn('Fill Count', 3);
    await generated(host, 'Fill');
    await pressed(host, 'Next Pattern');
    assert.match(host.text('grid'), /^House \d+ B\n/);
    const variation = host.text('share-text');
    assert.match(variation, /\.p1\.h\d+\.[0-9a-z]+$/);
    await host.mouse('grid', [cellPoint(4, 3, 'crash')]);
    await host.turn('Target', 1);
    await pressed(host, 'Write Pattern');
    const drawn = host.text('share-text');
    assert.match(drawn, /^ff1hits\.4\.[0-9a-z]+$/);
    const other = await device({ set: emptySet() });
    await other.type('share-text', variation);
    await other.until(() => other.set.clip(0, 0) !== undefined);
    assert.deepEqual(plainNotes(other.set.clip(0, 0)!), plainNotes(host.set.clip(0, 1)!));
    await other.type('share-text', drawn);
    await other.until(() => other.set.clip(0, 1) !== undefined);
    assert.deepEqual(plainNotes(other.set.clip(0, 1)!), plainNotes(host.set.clip(0, 3)!));
  });

  it('says when a text is not a rhythm, and when another model made the rhythm', async () => {
    const host = await device();
    for (const text of ['hello', 'ff1.house', 'ff1hits.4.zz', 'ff1.house.1.m0.b3', '%%%', '12']) {
      await host.type('share-text', text);
      assert.match(host.text('status'), /^That is not a Fourfloor rhythm/, text);
    }
    await generated(host, 'New');
    const mine = asFirstForm(host.text('share-text'));
    await host.type('share-text', mine.replace(/\.m[0-9a-f]{8}\./, '.m00000000.'));
    assert.match(host.text('status'), /^Another model made that rhythm/);
    await host.type('share-text', mine.replace('.house.', '.polka.'));
    assert.match(host.text('status'), /has no style “polka”/);
    assert.equal(host.set.clip(0, 1), undefined);
  });

  it('opens a Set that the first version of the device saved, without loss', async () => {
    const host = await device();
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    const saved = await host.save();
    // Version 1 knew of a take what stood in the clip, its style and its seed.
    const { State, ...values } = saved.values as { State: Record<string, unknown> };
    const kept = ['position', 'takes', 'take0', 'takeStyle0', 'modelPath'] as const;
    const first = { schemaVersion: 1, ...Object.fromEntries(kept.map((key) => [key, State[key]])) };
    const notes = plainNotes(clip);
    clip.preset([{ pitch: 36, start_time: 0.5, duration: 0.25, velocity: 1 }]);
    const again = await device({ set: host.set, savedState: { values: { ...values, State: first } } });
    assert.match(again.text('grid'), /^House \d+\n/);
    host.set.select(0, 0);
    await pressed(again, 'Previous Pattern');
    assert.deepEqual(plainNotes(clip).length, notes.length);
  });
});
