import assert from 'node:assert/strict';
import type { LiveHost, LoadOptions } from '../../live/host';
import { emptySet } from '../../live/set';
import { withTinyModelFolder } from '../support/frozen-device';
import { devicesOfSuite, generated, plainNotes, pressed, unexpectedProblems } from '../support/session';
import { asFirstForm, hitsIn, markIn } from '../support/texts';

describe('a text pasted into the built device', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  /** A device that plays another model than the built-in one. */
  const withOtherModel = async (folder: string, options: LoadOptions = {}): Promise<LiveHost> => {
    const host = await device({ set: emptySet(), ...options });
    host.dialogAnswer = folder;
    await host.press('Load Model');
    await host.until(() => host.text('status').startsWith('Ready: model “tiny”'));
    return host;
  };

  it('plays its hits where another model is in use, and says which one made them', async () => {
    await withTinyModelFolder(async (folder) => {
      const host = await device();
      await host.turn('Density', 71);
      await generated(host, 'New');
      const text = host.text('share-text');
      const other = await withOtherModel(folder);
      await other.turn('Target', 2);
      await other.type('share-text', text);
      const clip = other.set.clip(0, 0);
      assert.ok(clip, 'it is written at once, since nothing is to be generated');
      assert.deepEqual(plainNotes(clip), plainNotes(host.set.clip(0, 0)!));
      assert.equal(clip.name, host.set.clip(0, 0)!.name);
      assert.equal(other.parameter('Density'), 50, 'settings mean something else to another model');
      const status = other.text('status');
      assert.match(status, /^House \d+ in a new clip/);
      const [, made, mine] = /played as model (m\w+) made it; this device has (m\w+)$/.exec(status) ?? [];
      assert.equal(made, markIn(text));
      assert.equal(other.text('share-text'), text, 'handed on, it still says who made it');
      await generated(other, 'New');
      assert.equal(mine, markIn(other.text('share-text')));
    });
  });

  it('plays its hits although no menu has its style', async () => {
    const host = await device();
    await generated(host, 'New');
    const text = host.text('share-text').replace('.house.', '.polka.');
    const other = await device({ set: emptySet() });
    await other.type('share-text', text.replace(`.${markIn(text)}.`, '.m00000000.'));
    assert.match(other.set.clip(0, 0)?.name ?? '', /^Polka \d+$/);
    assert.deepEqual(plainNotes(other.set.clip(0, 0)!), plainNotes(host.set.clip(0, 0)!));
    assert.equal(other.text('Style'), 'House');
  });

  it('makes the rhythm from the settings where the same model is in use, whatever its hits', async () => {
    const host = await device();
    await host.turn('Density', 71);
    await generated(host, 'New');
    const text = host.text('share-text');
    const other = await device({ set: emptySet() });
    const [firstHit] = /.{5}/.exec(hitsIn(text))!;
    await other.type('share-text', text.replace(/\.h\d+\..*/, `.h1.${firstHit}`));
    await other.until(() => other.set.clip(0, 0) !== undefined);
    assert.equal(other.parameter('Density'), 71);
    assert.doesNotMatch(other.text('status'), /played as model/);
    assert.equal(other.text('share-text'), text);
  });

  it('of the first form says which model it needs and where that is kept, and writes nothing', async () => {
    await withTinyModelFolder(async (folder) => {
      const host = await device();
      await generated(host, 'New');
      const text = host.text('share-text');
      const other = await withOtherModel(folder);
      await other.type('share-text', asFirstForm(text));
      const status = other.text('status');
      assert.ok(
        status.startsWith(`Another model made that rhythm: ${markIn(text)}; this device has m`),
        status,
      );
      assert.match(status, /releases of Fourfloor keep models by mark: load that one on the Model page/);
      assert.equal(other.set.clip(0, 0), undefined);
      await other.turn('Model', 0);
      await other.until(() => /^Ready: model “(?!tiny)/.test(other.text('status')));
      await other.type('share-text', asFirstForm(text));
      await other.until(() => other.set.clip(0, 0) !== undefined);
      assert.deepEqual(plainNotes(other.set.clip(0, 0)!), plainNotes(host.set.clip(0, 0)!));
    });
  });

  it('is put together again where a mail or a forum has broken the long word, and refused where it was cut', async () => {
    const host = await device();
    await generated(host, 'New');
    const text = host.text('share-text');
    const other = await device({ set: emptySet() });
    await other.type('share-text', text.slice(0, -5));
    assert.match(other.text('status'), /^That is not a Fourfloor rhythm/);
    await other.type('share-text', text.replace(/.{60}/g, '$& '));
    await other.until(() => other.set.clip(0, 0) !== undefined);
    assert.equal(other.text('share-text'), text);
  });

  it('of a later version says that the device is to be updated', async () => {
    const host = await device({ set: emptySet() });
    await host.type('share-text', 'ff3.house.1.m00000000.b4.x');
    assert.match(host.text('status'), /^A later Fourfloor wrote that text\. Update this device/);
    assert.equal(host.text('share-text'), '');
  });

  it('comes back with the Set in both parts, although the Set keeps the hits only once', async () => {
    const host = await device();
    await generated(host, 'New');
    const text = host.text('share-text');
    const saved = await host.save();
    const kept = Object.entries((saved.values as { State: Record<string, unknown> }).State);
    assert.ok(!kept.some(([, value]) => typeof value === 'string' && value.includes(hitsIn(text))));
    assert.ok(kept.some(([key, value]) => /^takeText\d+$/.test(key) && value === asFirstForm(text)));
    const again = await device({ set: host.set, savedState: saved });
    assert.equal(again.text('share-text'), text);
    await pressed(again, 'Star Pattern');
    assert.equal(again.text('share-text'), text);
  });
});
