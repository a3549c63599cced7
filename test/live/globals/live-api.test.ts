import assert from 'node:assert/strict';
import type { LiveHost } from '../host';
import { LiveSet } from '../set';
import { printed } from '../toy/bench';
import { scripted } from '../toy/scripted';

describe('the stand-in LiveAPI', () => {
  const SAY = 'function say() { outlet(0, Array.prototype.map.call(arguments, String)); }';

  /** Runs a script once Live is within reach; what it says comes back. */
  function run(body: string, set?: LiveSet): { host: LiveHost; said: string[] } {
    const host = scripted(`${SAY} var held; function ready() { ${body} }`, set);
    return { host, said: saidBy(host) };
  }

  const saidBy = (host: LiveHost): string[] => printed(host).map((line) => line.replace(/^out: /, ''));
  const problemsOf = (host: LiveHost): string[] => host.problems.map(({ text }) => text);
  const setWithClip = (): LiveSet => new LiveSet({ tracks: [{ clips: { 0: { lengthBeats: 4 } } }] });

  it('answers the bare number 1 of an absent object, of which it counts no children', () => {
    const { said } = run(`
      var none = new LiveAPI('live_set tracks 0 clip_slots 5 clip');
      say(typeof none.get('name'), none.get('name'), none.set('name', 'x'), none.call('fire'));
      say(none.getstring('name'), none.getcount('notes'), none.valid, Number(none.id) || 0);`);
    assert.deepEqual(said, ['number 1 1 1', '1 0 1 0']);
  });

  it('answers a set with 1 whether the value landed or not', () => {
    const { said } = run(
      `var clip = new LiveAPI('live_set tracks 0 clip_slots 0 clip');
       say(clip.set('loop_start', 1), clip.set('loop_start', 9), clip.get('loop_start')[0]);`,
      setWithClip(),
    );
    assert.deepEqual(said, ['1 1 1']);
  });

  it('writes its id as a number, as text and with the word before it', () => {
    const { host, said } = run(`var set = new LiveAPI('live_set'); say(typeof set.id, set.id, set.id);
      say(String(new LiveAPI('live_set tracks 9').id));`);
    const { id } = host.set.song;
    assert.deepEqual(said, [`string id ${id} ${id}`, '0']);
  });

  it('prints a line for a path or an id that leads nowhere', () => {
    const { host } = run(`new LiveAPI('live_set tracks 9'); var set = new LiveAPI('live_set'); set.id = 0;`);
    assert.deepEqual(problemsOf(host), [
      'there is no object at live_set tracks 9',
      'there is no object at 0',
    ]);
  });

  it('stays dead where its target was deleted, although undo brings it back under the same id', async () => {
    const set = setWithClip();
    const { host } = run(
      `held = held || new LiveAPI('live_set tracks 0 clip_slots 0 clip');
       say(typeof held.get('name'), held.path === '');`,
      set,
    );
    set.at('live_set tracks 0 clip_slots 0').call('delete_clip', []);
    set.undo();
    await host.send('v8', 'ready');
    assert.deepEqual(saidBy(host), ['object false', 'number true']);
  });

  it('finds again what undo brought back when it is pointed there anew', () => {
    const { host, said } = run(
      `var slot = new LiveAPI('live_set tracks 0 clip_slots 0'), clip = new LiveAPI('live_set tracks 0 clip_slots 0 clip');
       var id = Number(String(clip.id).replace('id ', ''));
       slot.call('delete_clip'); new LiveAPI('live_set').call('undo');
       clip.id = id; say(clip.type);`,
      setWithClip(),
    );
    assert.deepEqual([said, problemsOf(host)], [['Clip'], []]);
  });

  it('counts what is held until it gets an empty path, and complains of more than twenty', () => {
    const { host } = run(`for (var i = 0; i < 30; i++) { new LiveAPI('live_set').path = ''; }
      for (i = 0; i < 20; i++) new LiveAPI('live_set');`);
    assert.deepEqual([host.alive.liveApis, problemsOf(host)], [20, []]);
    const { host: other } = run(`for (var i = 0; i < 21; i++) new LiveAPI('live_set');`);
    assert.deepEqual(problemsOf(other), ['more than 20 LiveAPI objects are kept']);
  });

  it('counts Tasks, which cancel does not free', () => {
    const { host } = run(
      `for (var i = 0; i < 21; i++) { var task = new Task(function () {}); task.schedule(1); task.cancel(); }`,
    );
    assert.deepEqual([host.alive.tasks, problemsOf(host)], [21, ['more than 20 Tasks are kept']]);
  });

  it('has no outlet.apply, which has crashed Live, and no methods of arrays after ES2022', () => {
    const { host, said } = run(`say(typeof [].toSorted, typeof [].with, typeof new Uint8Array(1).toReversed);
      outlet.apply(null, [0, 'x']);`);
    assert.deepEqual(said, ['undefined undefined undefined']);
    assert.match(problemsOf(host)[0] ?? '', /outlet\.apply has crashed Live/);
  });
});
