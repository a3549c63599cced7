import assert from 'node:assert/strict';
import { LiveHost, type LoadOptions } from './host';
import { bench, print, printed } from './toy/bench';
import { object } from './toy/patcher';

describe('a script in node.script', () => {
  const hosts: LiveHost[] = [];
  function scripted(source: string, options: LoadOptions = {}, box = '@autostart 1'): LiveHost {
    const host = bench(
      [
        object('node', `node.script test.js ${box}`, { varname: 'node' }),
        object('dict', 'dict ---shared'),
        print('out'),
        print('life'),
      ],
      ['node 0 > out 0', 'node 1 > life 0'],
      [
        { name: 'test.js', type: 'TEXT', flag: 8, bytes: Buffer.from(source) },
        { name: 'other.js', type: 'TEXT', flag: 0, bytes: Buffer.from('') },
      ],
      options,
    );
    hosts.push(host);
    return host;
  }
  const said = (host: LiveHost, name: string): string[] =>
    printed(host).flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
  const life = (host: LiveHost): string[] =>
    said(host, 'life').map((line) => line.replace(/ dictionary .*/, ''));

  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.delete()));
  });

  it('runs alone in a folder with the files of flag 0x08 and no others', async () => {
    const host = scripted(`const fs = require('fs');
      require('max-api').outlet('files', ...fs.readdirSync(__dirname), ...fs.readdirSync(process.cwd()));`);
    await host.settle();
    assert.deepEqual(said(host, 'out'), ['files test.js test.js']);
  });

  it('finds max-api and no other package, since a frozen device has no node_modules', async () => {
    const host = scripted(`const max = require('max-api');
      try { require('zod'); max.outlet('found'); } catch (error) { max.outlet(error.code); }`);
    await host.settle();
    assert.deepEqual(said(host, 'out'), ['MODULE_NOT_FOUND']);
  });

  it('reports its life on the right outlet: started is not yet loaded', async () => {
    const host = scripted('');
    await host.settle();
    assert.deepEqual(life(host), ['start success', 'running 1', 'loadstart success', 'loadend success']);
    await host.send('node', 'script', 'stop');
    assert.deepEqual(life(host).slice(4), ['running 0', 'stop success']);
    assert.deepEqual(host.problems, []);
    await host.send('node', 'script', 'start', 'a', 1);
    assert.equal(host.node.state, 'loaded');
  });

  it('takes messages by selector and by type', async () => {
    const host = scripted(`const max = require('max-api');
      const { BANG, NUMBER, LIST, DICT, ALL } = max.MESSAGE_TYPES;
      max.addHandlers({
        named: (...args) => max.outlet('named', args),
        [BANG]: () => max.outlet('bang!'),
        [NUMBER]: (n) => max.outlet('number', n),
        [LIST]: (...list) => max.outlet('many', ...list),
        [DICT]: (dict) => max.outlet('dict', JSON.stringify(dict)),
        [ALL]: (handled, ...args) => { if (!handled) max.outlet('else', ...args); },
      });`);
    await host.settle();
    await host.send('node', 'named', 1, 'x');
    await host.send('node', 'bang');
    await host.send('node', 7);
    await host.send('node', 7, 8);
    await host.send('node', 'dictionary', '001shared');
    await host.send('node', 'other', 9);
    assert.deepEqual(said(host, 'out'), [
      'named 1 x',
      'bang!',
      'number 7',
      'many 7 8',
      'dict {}',
      'else other 9',
    ]);
  });

  it('reads and writes dictionaries of the patch, and no others', async () => {
    const host = scripted(`const max = require('max-api');
      max.addHandler('go', async (name) => {
        await max.setDict(name, { notes: [{ pitch: 36 }], n: 1 });
        await max.updateDict(name, 'n', 2);
        max.outlet('got', JSON.stringify(await max.getDict(name)));
        await max.getDict('absent').catch((error) => max.outlet('error', error.message));
      });`);
    await host.settle();
    await host.send('node', 'go', '001shared');
    assert.deepEqual(said(host, 'out'), [
      'got {"notes":[{"pitch":36}],"n":2}',
      'error no dictionary is named absent',
    ]);
  });

  it('hands out an object as a dictionary', async () => {
    const host = scripted(`require('max-api').outlet({ a: 1 });`);
    await host.settle();
    assert.match(said(host, 'out')[0] ?? '', /^dictionary u\d+$/);
  });

  it('prints with the level that was asked for', async () => {
    const host = scripted(
      `const max = require('max-api'); max.post('careful', max.POST_LEVELS.WARN); max.post(1, 'a');`,
    );
    await host.settle();
    assert.deepEqual(
      host.console.filter(({ text }) => /careful|1 a/.test(text)),
      [
        { level: 'warn', text: 'careful' },
        { level: 'info', text: '1 a' },
      ],
    );
  });

  it('loses messages that arrive before it is there, with the words that Max prints', async () => {
    const host = scripted(`require('max-api').addHandler('go', () => {});`, { node: { delayMs: 50 } });
    await host.send('node', 'go', 1);
    await host.send('node', 'go', 2);
    assert.deepEqual(
      host.problems.map(({ text }) => text),
      ["Node script not running, can't handle message go 1"],
    );
  });

  it('reports a message that no handler takes', async () => {
    const host = scripted(`require('max-api').addHandler('go', () => {});`);
    await host.settle();
    await host.send('node', 'went');
    assert.deepEqual(
      host.problems.map(({ kind, text }) => [kind, text]),
      [['unrouted', 'no handler takes "went"']],
    );
  });

  it('is restarted after a crash, but not for ever', async () => {
    const host = scripted(`require('max-api').outlet('up'); setTimeout(() => process.exit(3), 5);`);
    await host.settle();
    assert.equal(said(host, 'out').length, 6);
    assert.equal(host.node.state, 'stopped');
    assert.match(host.problems.at(-1)?.text ?? '', /not started again/);
  });

  it('stays down after a crash with @restart 0', async () => {
    const host = scripted('process.exit(3)', {}, '@autostart 1 @restart 0');
    await host.settle();
    assert.deepEqual(life(host).slice(-2), ['running 0', 'terminated error']);
    assert.equal(host.node.state, 'stopped');
  });

  it('does not run at all without autostart or `script start`', async () => {
    const host = scripted(`require('max-api').outlet('up');`, {}, '');
    await host.settle();
    assert.equal(host.node.state, 'stopped');
    await host.send('node', 'script', 'start');
    assert.deepEqual(said(host, 'out'), ['up']);
  });

  it('hears messages late when it is busy', async () => {
    const host = scripted(
      `const max = require('max-api'); max.addHandler('go', (n) => max.outlet('did', n));`,
    );
    await host.settle();
    host.node.stall();
    await host.send('node', 'go', 1);
    await host.advance(10_000);
    assert.deepEqual(said(host, 'out'), []);
    host.node.resume();
    await host.settle();
    assert.deepEqual(said(host, 'out'), ['did 1']);
  });

  it('says when the script does not load', async () => {
    const host = scripted(`throw new Error('no model');`, {}, '@autostart 1 @restart 0');
    await host.settle();
    assert.match(host.problems[0]?.text ?? '', /does not load: Error: no model/);
    assert.ok(life(host).includes('loadend error'));
  });
});
