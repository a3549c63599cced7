import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

/** A LiveAPI over a few objects, that notes what it is given. */
class FakeLiveApi {
  static readonly given: (string | number)[] = [];
  static answers: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {};
  static idForm = (id: number): unknown => id;
  private target = 0;
  constructor(path: string) {
    this.path = path;
  }
  get id(): unknown {
    return FakeLiveApi.idForm(this.target);
  }
  set id(id: number) {
    FakeLiveApi.given.push(id);
    this.target = id;
  }
  set path(path: string) {
    FakeLiveApi.given.push(path);
    this.target = path === 'live_set' ? 1 : path === 'this_device' ? 2 : 0;
  }
  get(property: string): unknown {
    return FakeLiveApi.answers[this.target]?.[property] ?? 1;
  }
  call(): unknown {
    return 1;
  }
}

type Lom = typeof import('../../../../src/device/live/lom/object');

describe('Live’s objects by their ids', () => {
  const scope = globalThis as { LiveAPI?: unknown };
  const load = createRequire(__filename);
  const module = load.resolve('../../../../src/device/live/lom/object');
  let lom: Lom;
  beforeEach(() => {
    scope.LiveAPI = FakeLiveApi;
    FakeLiveApi.given.length = 0;
    FakeLiveApi.answers = {};
    FakeLiveApi.idForm = (id) => id;
    // Afresh: it keeps the one LiveAPI that it has made.
    delete load.cache[module];
    lom = load(module) as Lom;
  });
  after(() => {
    delete scope.LiveAPI;
    delete load.cache[module];
  });

  it('takes the bare 1 of an absent object for no value, no name and no id', () => {
    assert.deepEqual(lom.valuesOf(9, 'name'), []);
    assert.equal(lom.nameOf(9), '');
    assert.deepEqual(lom.idsOf(9, 'clip'), []);
    assert.deepEqual(lom.idsIn(lom.callOf(9, 'create_midi_clip', 0, 4)), []);
  });

  it('reads ids in every form that Max writes them', () => {
    assert.deepEqual(lom.idsIn(['id', 5, 'id', '6', 'id', 0]), [5, 6]);
    for (const form of [(id: number) => id, String, (id: number) => `id ${id}`]) {
      FakeLiveApi.idForm = form;
      assert.equal(lom.thisDevice(), 2);
    }
  });

  it('gives a name of digits and one of several words as text', () => {
    FakeLiveApi.answers = { 3: { name: [909] }, 4: { name: ['Kick', 2, 'long'] } };
    assert.deepEqual([lom.nameOf(3), lom.nameOf(4)], ['909', 'Kick 2 long']);
  });

  it('gives back what a path has armed, and asks by number from then on', () => {
    lom.thisDevice();
    lom.valuesOf(7, 'name');
    assert.deepEqual(FakeLiveApi.given, ['live_set', 'this_device', '', 7]);
  });

  it('asks for the Set by its path once', () => {
    lom.song();
    FakeLiveApi.given.length = 0;
    assert.equal(lom.song(), 1);
    assert.deepEqual(FakeLiveApi.given, []);
  });
});
