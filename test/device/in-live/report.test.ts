import assert from 'node:assert/strict';
import { version } from '../../../package.json';
import { TO_NODE } from '../../../src/device/protocol/selectors';
import { LiveHost } from '../../live/host';
import { LiveSet } from '../../live/set';
import { frozenDevice } from '../support/frozen-device';
import { devicesOfSuite, generated, pressed, unexpectedProblems } from '../support/session';

describe('the report of the built device', function () {
  this.timeout(60_000);
  const { device, kept } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('tells versions, model and the last ten sentences, and nothing by which anyone is known', async () => {
    const set = new LiveSet({
      tracks: [{ name: 'Ann Lee', clips: { 0: { lengthBeats: 4, name: 'Zebra' } } }],
    });
    const host = await device({ set });
    host.dialogAnswer = '/Users/ann/secret';
    await host.press('Load Model');
    await host.until(() => host.text('status').includes('secret'));
    await generated(host, 'New');
    set.select(0, 0);
    await pressed(host, 'Like Clip');
    assert.match(host.text('status'), /“Zebra”/);
    await host.press('Report');
    const text = host.text('share-text');
    assert.ok(text.startsWith(`Fourfloor ${version} · Live 12.`), text);
    assert.match(text, /· Max 9\.\d\.\d · Node v\d+\.\d+\.\d+ · macintosh \w+ · model m[0-9a-f]{8} \| /);
    assert.match(text, /Ready: model “…”.*\| House \d+ in a new clip.*\| “…” has no notes/);
    assert.doesNotMatch(text, /Ann|Zebra|secret|\n/i);
    assert.match(host.text('status'), /^The report is in the line above the button/);
    const [, copied] = host.node.messages.find(([selector]) => selector === TO_NODE.copy)!;
    assert.equal(copied, text, 'Node is asked to copy the same');
  });

  it('gives the field back to the rhythm, and is no rhythm itself', async () => {
    const host = await device();
    await host.press('Report');
    await host.type('share-text', host.text('share-text'));
    assert.match(host.text('status'), /^That is not a Fourfloor rhythm/);
    assert.equal(host.text('share-text'), '');
    await host.press('Report');
    await generated(host, 'New');
    assert.match(host.text('share-text'), /^ff2\./);
  });

  it('is there without Node, when it is needed most', async () => {
    const host = kept(LiveHost.drop(await frozenDevice(), { node: { neverStarts: true } }));
    await host.press('Report');
    assert.match(host.text('share-text'), /· Node \? ·/);
    assert.match(host.text('status'), /^The report is in the line above the button/);
  });
});
