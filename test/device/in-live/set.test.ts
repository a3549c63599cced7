import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LiveHost } from '../../live/host';
import { drumRackSet, emptySet } from '../../live/set';
import { frozenDevice, hasShippedModel, withTinyModelFolder } from '../support/frozen-device';
import {
  generated,
  isAtRest,
  plainNotes,
  pressed,
  devicesOfSuite,
  unexpectedProblems,
} from '../support/session';

describe('the built device', function () {
  this.timeout(60_000);
  const { device, kept } = devicesOfSuite();

  describe('in a Set that is saved and opened again', () => {
    it('brings back every control, the seed, the kit and every rhythm of the history as they were', async () => {
      const host = await device({ set: drumRackSet() });
      const turns = {
        Style: 1,
        Bars: 1,
        Density: 70,
        Variation: 10,
        Swing: 33,
        Humanise: 20,
        Temperature: 1.25,
      };
      for (const [name, value] of Object.entries(turns)) await host.turn(name, value);
      await generated(host, 'New');
      host.set.clip(0, 0)!.preset([{ pitch: 77, start_time: 1 / 3, duration: 0.2, velocity: 55 }]);
      for (let press = 0; press < 3; press++) await generated(host, 'Clip');
      await pressed(host, 'Previous Pattern');
      const clip = host.set.clip(0, 0)!;
      const current = plainNotes(clip);
      const [grid, saved] = [host.text('grid'), await host.save()];
      const { set } = host;
      await pressed(host, 'Next Pattern');
      const next = plainNotes(clip);
      await pressed(host, 'Previous Pattern');
      await host.delete();

      const again = await device({ set, savedState: saved });
      for (const [name, value] of Object.entries(turns)) assert.equal(again.parameter(name), value);
      assert.deepEqual((await again.save()).values, saved.values);
      assert.equal(again.text('grid'), grid);
      assert.deepEqual(plainNotes(clip), current);
      await pressed(again, 'Next Pattern');
      assertNear(plainNotes(clip), next);
      for (let press = 0; press < 3; press++) await pressed(again, 'Previous Pattern');
      assert.ok(clip.notes.some(({ pitch, velocity }) => pitch === 77 && velocity === 55));
      assert.deepEqual(unexpectedProblems(again), []);
    });

    it('makes the same rhythm from the same seed', async () => {
      const host = await device();
      await host.turn('Swing', 37);
      await host.turn('Temperature', 1.1);
      await generated(host, 'New');
      const before = plainNotes(host.set.clip(0, 0)!);
      await host.turn('New Seed', 0);
      const saved = await host.save();
      await host.delete();
      const again = await device({ set: emptySet(), savedState: saved });
      await generated(again, 'New');
      assert.deepEqual(plainNotes(again.set.clip(0, 0)!), before);
    });

    it('brings back the model that the player had loaded', async () => {
      await withTinyModelFolder(async (folder) => {
        const host = await device();
        host.dialogAnswer = folder;
        await host.press('Load Model');
        await host.until(() => host.text('status').includes('“tiny”'));
        await host.turn('New Seed', 0);
        await generated(host, 'New');
        const before = plainNotes(host.set.clip(0, 0)!);
        const saved = await host.save();
        await host.delete();
        const again = await device({ set: emptySet(), savedState: saved });
        assert.match(again.text('status'), /“tiny”/);
        await generated(again, 'New');
        assert.deepEqual(plainNotes(again.set.clip(0, 0)!), before);
        assert.deepEqual(unexpectedProblems(again), []);
      }, 5);
    });

    it('does not restore a state of a later version, which stays as it is', async () => {
      const host = await device();
      const { values } = await host.save();
      await host.delete();
      const later = { schemaVersion: 99, takes: 'in another form' };
      const again = await device({ set: emptySet(), savedState: { values: { ...values, State: later } } });
      await again.save();
      assert.deepEqual(again.parameter('State'), later);
    });

    it('brings back the whole history although an undo of Live has put an older state into its place', async () => {
      const host = await device();
      for (let press = 0; press < 2; press++) await generated(host, 'New');
      await host.send('state', 'clear');
      await generated(host, 'New');
      const saved = await host.save();
      await host.delete();
      const again = await device({ set: host.set, savedState: saved });
      assert.match(again.text('grid'), /3\/3/);
    });

    it('leaves nothing in the Set of takes that a preset brought and the history here does not hold', async () => {
      const five = await device();
      for (let press = 0; press < 5; press++) await generated(five, 'New');
      const preset = await five.save();
      await five.delete();
      const host = await device();
      await generated(host, 'New');
      const keys = Object.keys(host.parameter('State') as object).sort();
      await host.loadPreset(preset);
      assert.match(host.text('grid'), /1\/1/);
      assert.deepEqual(Object.keys(host.parameter('State') as object).sort(), keys);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('changes nothing that is saved when the Set is saved', async () => {
      const host = await device();
      await generated(host, 'New');
      const before = host.parameter('State');
      await host.save();
      assert.deepEqual(host.parameter('State'), before);
    });

    const inOtherStyles = (folder: string): void => {
      const file = path.join(folder, 'card.json');
      const card = readFileSync(file, 'utf8');
      writeFileSync(file, card.replace('"house"', '"disco"').replace('"techno"', '"dub"'));
    };

    it("asks a model that is still loading for one of that model's own styles", async () => {
      await withTinyModelFolder(async (folder) => {
        inOtherStyles(folder);
        const host = await device();
        host.dialogAnswer = folder;
        await Promise.all([host.press('Load Model'), host.press('Generate')]);
        await host.until(() => host.set.clip(0, 0) !== undefined);
        assert.match(host.set.clip(0, 0)!.name, /^(Disco|Dub) \d+$/);
        assert.deepEqual(unexpectedProblems(host), []);
      }, 5);
    });

    it('plays the style that was chosen, wherever a model that is still loading has it in its list', async function () {
      if (!hasShippedModel) this.skip(); // the stand-in model has its styles in one place
      await withTinyModelFolder(async (folder) => {
        const host = await device();
        await host.turn('Style', 'House');
        host.dialogAnswer = folder;
        await Promise.all([host.press('Load Model'), host.press('Generate')]);
        await host.until(() => host.set.clip(0, 0) !== undefined);
        assert.match(host.set.clip(0, 0)!.name, /^House \d+$/);
        assert.deepEqual(unexpectedProblems(host), []);
      }, 5);
    });

    it("shows the other model's styles in the style menu, because those are what it can play", async () => {
      await withTinyModelFolder(async (folder) => {
        inOtherStyles(folder);
        const host = await device();
        host.dialogAnswer = folder;
        await host.press('Load Model');
        await host.until(
          () => host.text('status').includes('“tiny”') && /^(Disco|Dub)$/.test(host.text('Style')),
        );
        await host.turn('Style', 'Dub');
        await generated(host, 'New');
        assert.match(host.set.clip(0, 0)!.name, /^Dub \d+$/);
        assert.deepEqual(unexpectedProblems(host), []);
      }, 5);
    });

    it('keeps the previous model when a folder holds none, and says so', async () => {
      const host = await device();
      host.dialogAnswer = '/nowhere';
      await host.press('Load Model');
      await host.until(() => host.text('status').startsWith('There is no model.json in /nowhere'));
      await generated(host, 'New');
      assert.ok(host.set.clip(0, 0));
      const saved = await host.save();
      await host.delete();
      const again = await device({ set: emptySet(), savedState: saved });
      assert.match(again.text('status'), /^Ready/);
      assert.deepEqual(unexpectedProblems(again), []);
    });

    it('plays the embedded model when the loaded one is gone, and says so', async () => {
      const host = await device();
      const saved = await withTinyModelFolder(async (folder) => {
        host.dialogAnswer = folder;
        await host.press('Load Model');
        await host.until(() => host.text('status').includes('“tiny”'));
        return host.save();
      }, 5);
      const again = kept(LiveHost.drop(await frozenDevice(), { set: emptySet(), savedState: saved }));
      await again.until(() => again.text('status').startsWith('There is no model.json'));
      await generated(again, 'New');
      assert.ok(again.set.clip(0, 0));
    });
  });

  it('lets a preset change the controls, but writes nothing and takes no notes out of the history', async () => {
    const host = await device();
    await host.turn('Density', 90);
    const preset = await host.save();
    await host.turn('Density', 10);
    await generated(host, 'New');
    const clip = host.set.clip(0, 0)!;
    clip.preset([{ pitch: 77, start_time: 0.5, duration: 0.25, velocity: 55 }]);
    const mine = plainNotes(clip);
    await generated(host, 'Clip');
    const written = plainNotes(clip);
    await host.loadPreset(preset);
    assert.equal(host.parameter('Density'), 90);
    assert.deepEqual(plainNotes(clip), written);
    await pressed(host, 'Previous Pattern');
    assert.deepEqual(plainNotes(clip), mine);
    assert.ok(isAtRest(host));
    assert.deepEqual(unexpectedProblems(host), []);
  });
});

/** Equal but for what a stored history rounds: a thousand-millionth of a beat. */
function assertNear(actual: readonly object[], expected: readonly object[]): void {
  const rounded = (notes: readonly object[]): unknown =>
    notes.map((note) =>
      Object.fromEntries(
        Object.entries(note).map(([key, value]) => [key, Math.round(Number(value) * 1e6) / 1e6]),
      ),
    );
  assert.deepEqual(rounded(actual), rounded(expected));
}
