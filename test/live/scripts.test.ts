import assert from 'node:assert/strict';
import type { LiveHost } from './host';
import { LiveSet } from './set';
import { printed } from './toy/bench';
import { scripted } from './toy/scripted';

const texts = (host: LiveHost): string[] => host.problems.map(({ text }) => text);

describe('a script in the stand-in v8', () => {
  it('reads properties as arrays and an absent object as id 0', () => {
    const host = scripted(`function ready() {
      var song = new LiveAPI('live_set');
      outlet(0, Array.isArray(song.get('tempo')), song.get('tempo'));
      outlet(0, new LiveAPI('live_set tracks 99').id == 0, song.path, song.unquotedpath, song.type);
    }`);
    assert.deepEqual(printed(host), ['out: 1 124', 'out: 1 "live_set" live_set Song']);
    assert.deepEqual(texts(host), ['there is no object at live_set tracks 99']);
  });

  it('cannot append to `path`, which is quoted; `unquotedpath` is there for that', () => {
    const host = scripted(`function ready() {
      var song = new LiveAPI('live_set');
      outlet(0, new LiveAPI(song.path + ' tracks 0').id, new LiveAPI(song.unquotedpath + ' tracks 0').type);
    }`);
    assert.deepEqual(printed(host), ['out: 0 Track']);
  });

  it('has a LiveAPI in its global code that stays dead for ever', () => {
    const host = scripted(`var song = new LiveAPI('live_set');
      function ready() { outlet(0, song.id, String(song.get('tempo'))); }`);
    assert.match(texts(host)[0] ?? '', /use live\.thisdevice/);
    assert.deepEqual(printed(host), ['out: 0 1']);
  });

  it('gets no exception but an error in the console when Live refuses a call', () => {
    const set = new LiveSet({ tracks: [{}, { kind: 'audio' }] });
    const host = scripted(
      `function ready() {
        new LiveAPI('live_set tracks 1 clip_slots 0').call('create_clip', 4);
        outlet(0, 'went on');
      }`,
      set,
    );
    assert.deepEqual(texts(host), ['call create_clip: create_clip: only a MIDI track takes a new clip']);
    assert.deepEqual(printed(host), ['out: went on']);
  });

  it('is called back at once when it observes, and may not change the Set there unless it defers', async () => {
    const set = new LiveSet();
    const host = scripted(
      `var observer;
      function create() { new LiveAPI('live_set').call('create_scene', -1); }
      function ready() {
        observer = new LiveAPI(function (args) {
          outlet(0, args);
          if (args[1] === 99) create();
          if (args[1] === 98) new Task(create).schedule(0);
        }, 'live_set');
        observer.property = 'tempo';
      }`,
      set,
    );
    assert.deepEqual(printed(host), [`out: id ${set.song.id}`, 'out: tempo 124']);
    set.song.set('tempo', [99]);
    await host.settle();
    assert.match(texts(host)[0] ?? '', /Changes cannot be triggered by notifications/);
    assert.equal(set.song.scenes.length, 8);
    set.song.set('tempo', [98]);
    await host.settle();
    assert.equal(set.song.scenes.length, 9);
  });

  it('observes nothing more once the device is deleted', async () => {
    const set = new LiveSet();
    const host = scripted(
      `var observer;
      function ready() {
        observer = new LiveAPI(function (args) { outlet(0, args); }, 'live_set');
        observer.property = 'tempo';
      }`,
      set,
    );
    await host.delete();
    set.song.set('tempo', [99]);
    assert.equal(printed(host).length, 2);
  });

  it('takes messages by the name of a top-level function, or in `anything`; a const is not found', async () => {
    const host = scripted(`function named() { outlet(0, 'named', arrayfromargs(arguments)); }
      const hidden = () => outlet(0, 'never');
      function anything() { outlet(0, 'anything', messagename, arrayfromargs(arguments)); }
      function msg_int(n) { outlet(0, 'number', n); }
      function list() { outlet(0, 'many', arrayfromargs(messagename, arguments)); }`);
    await host.send('v8', 'named', 1, 'a');
    await host.send('v8', 'hidden', 2);
    await host.send('v8', 3);
    await host.send('v8', 4, 5);
    assert.deepEqual(printed(host).slice(1), [
      'out: named 1 a',
      'out: anything hidden 2',
      'out: number 3',
      'out: many list 4 5',
    ]);
  });

  it('reports an exception with its line, and goes on', async () => {
    const host = scripted(`function ready() {}
      function go() { null.x; }`);
    await host.send('v8', 'go');
    assert.match(texts(host)[0] ?? '', /TypeError: .*null.*, line 2/);
  });

  it('reports an outlet it does not have and values that no message can hold', async () => {
    const host = scripted(`function ready() {}
      function far() { outlet(1, 'x'); }
      function bad() { outlet(0, { a: 1 }); }`);
    await host.send('v8', 'far');
    await host.send('v8', 'bad');
    assert.match(texts(host)[0] ?? '', /no outlet 1/);
    assert.match(texts(host)[1] ?? '', /\{"a":1\} cannot travel/);
  });

  it('reads a list of one in a Dict as a single value, as Max keeps it', async () => {
    const host = scripted(`function ready() {
      var dict = new Dict('mine');
      dict.parse(JSON.stringify({ one: [7], two: [7, 8], inner: { x: 1 } }));
      outlet(0, Array.isArray(dict.get('one')), Array.isArray(dict.get('two')), dict.get('inner::x'));
    }`);
    await host.settle();
    assert.deepEqual(printed(host), ['out: 0 1 1']);
  });

  it('puts into a Dict only what Max keeps without loss', async () => {
    const host = scripted(`var dict = new Dict('mine');
      function ready() {}
      function good() { dict.set('list', [1, 'a']); dict.set('n', 1); outlet(0, dict.get('list')); }
      function object() { dict.set('x', { a: 1 }); }
      function nested() { dict.set('x', [[1], [2]]); }
      function empty() { dict.set('x', []); }
      function long() { dict.set('x', new Array(40000).join('a')); }`);
    for (const selector of ['good', 'object', 'nested', 'empty', 'long']) await host.send('v8', selector);
    assert.deepEqual(printed(host), ['out: 1 a']);
    assert.deepEqual(
      host.problems.map(({ kind }) => kind),
      ['script', 'script', 'script', 'symbol'],
    );
  });

  it('has Tasks on the virtual clock, which end with the device', async () => {
    const host = scripted(`var count = 0;
      var task = new Task(function () { count++; outlet(0, count); });
      task.interval = 250;
      function ready() { task.repeat(3); }`);
    await host.advance(600);
    assert.deepEqual(printed(host), ['out: 1', 'out: 2', 'out: 3']);
  });

  it('lacks what only Node and browsers have', async () => {
    const names =
      'process require module setTimeout setInterval console fetch Buffer window document URL TextDecoder';
    const host = scripted(`function ready() {
      ${JSON.stringify(names.split(' '))}.forEach(function (name) {
        if (eval('typeof ' + name) !== 'undefined') outlet(0, name);
      });
    }`);
    await host.settle();
    assert.deepEqual(printed(host), []);
  });
});
