import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LiveHost } from '../../live/host';
import { emptySet } from '../../live/set';
import { withTinyModelFolder } from '../support/frozen-device';
import { generated, readyDevice, unexpectedProblems } from '../support/session';

describe('the model menu of the built device', function () {
  this.timeout(60_000);
  let host: LiveHost;
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
  });
  const load = async (folder: string, expected: RegExp): Promise<void> => {
    host.dialogAnswer = folder;
    await host.press('Load Model');
    await host.until(() => expected.test(host.text('status')));
  };

  it('lists a model that was added, switches back and forth, and comes back with the Set', async () => {
    await withTinyModelFolder(async (folder) => {
      host = await readyDevice();
      assert.equal(host.text('Model'), 'Built-in');
      await load(folder, /^Ready: model “tiny”/);
      assert.equal(host.text('Model'), path.basename(folder));
      await host.turn('Model', 0);
      await host.until(() => /^Ready: model “(?!tiny)/.test(host.text('status')));
      await generated(host, 'New');
      await host.turn('Model', 1);
      await host.until(() => host.text('status').startsWith('Ready: model “tiny”'));
      const saved = await host.save();
      await host.delete();
      host = await readyDevice({ set: emptySet(), savedState: saved });
      assert.match(host.text('status'), /“tiny”/);
      assert.equal(host.text('Model'), path.basename(folder));
      await host.turn('Model', 0);
      await host.until(() => /^Ready: model “(?!tiny)/.test(host.text('status')));
    }, 5);
  });

  it('takes a folder and a style of several words as they are written, two spaces and a hyphen included', async () => {
    await withTinyModelFolder(async (folder) => {
      const spaced = path.join(folder, 'My  Models');
      const files = readdirSync(folder);
      mkdirSync(spaced);
      for (const name of files) copyFileSync(path.join(folder, name), path.join(spaced, name));
      const card = path.join(spaced, 'card.json');
      writeFileSync(card, readFileSync(card, 'utf8').replace('"techno"', '"deep-house"'));
      host = await readyDevice();
      await load(spaced, /^Ready: model “tiny”/);
      assert.equal(host.text('Model'), 'My  Models');
      await host.turn('Style', 'Deep house');
      await generated(host, 'New');
      assert.match(host.set.clip(0, 0)!.name, /^Deep house \d+$/);
      const saved = await host.save();
      await host.delete();
      host = await readyDevice({ set: emptySet(), savedState: saved });
      assert.match(host.text('status'), /“tiny”/);
      assert.equal(host.text('Model'), 'My  Models');
      assert.equal(host.text('Style'), 'Deep house');
    }, 5);
  });

  /** More than the device's own menu has places for: Live cuts what it restores to that. */
  const manyStyles = Array.from({ length: 20 }, (_, at) => `style-${String.fromCharCode(97 + at)}`);

  it('comes back with the style of a model that has more of them than the built-in one', async () => {
    await withTinyModelFolder(
      async (folder) => {
        host = await readyDevice();
        await load(folder, /^Ready: model “tiny”/);
        await host.turn('Style', 18);
        assert.equal(host.text('Style'), 'Style s');
        await host.advance(1000); // what is turned is saved once it rests
        const saved = await host.save();
        await host.delete();
        host = await readyDevice({ set: emptySet(), savedState: saved });
        assert.match(host.text('status'), /“tiny”/);
        assert.equal(host.text('Style'), 'Style s');
        await generated(host, 'New');
        assert.match(host.text('status'), /^Style s \d+/);
      },
      5,
      manyStyles,
    );
  });

  it('takes the style of a preset, whose values come before its state', async () => {
    host = await readyDevice();
    const saved = [];
    for (const style of [3, 5]) {
      await host.turn('Style', style);
      await generated(host, 'New');
      await host.advance(1000);
      saved.push(await host.save());
    }
    for (const [at, style] of [3, 5, 3].entries()) {
      await host.loadPreset(saved[at % 2]!);
      await host.advance(1000);
      assert.equal(host.parameter('Style'), style);
      await host.loadPreset(await host.save());
      assert.equal(host.parameter('Style'), style);
    }
  });

  it('leaves a bad folder out, says why, and says which model plays on', async () => {
    host = await readyDevice();
    await load('/nowhere', /^There is no model\.json in \/nowhere.* Keeping “.+”\.$/);
    assert.equal(host.text('Model'), 'Built-in');
    await generated(host, 'New');
    assert.ok(host.set.clip(0, 0));
  });

  it('falls back on the built-in model when a folder of the menu is gone, and says so', async () => {
    let gone = '';
    host = await readyDevice();
    await withTinyModelFolder(async (folder) => {
      gone = folder;
      await load(folder, /^Ready: model “tiny”/);
      await host.turn('Model', 0);
      await host.until(() => /^Ready: model “(?!tiny)/.test(host.text('status')));
    }, 5);
    await host.turn('Model', 1);
    await host.until(() => host.text('status').startsWith(`There is no model.json in ${gone}`));
    assert.match(host.text('status'), /Keeping “.+”\.$/);
    assert.equal(host.text('Model'), 'Built-in');
    await generated(host, 'New');
    assert.ok(host.set.clip(0, 0));
  });
});
