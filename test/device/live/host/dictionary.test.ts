import assert from 'node:assert/strict';
import { dictionaryReader, dictionaryWriter } from '../../../../src/device/live/host/dictionary';

/** Max's Dict, shared by name, that notes which keys are set. */
class FakeDict {
  static readonly contents = new Map<string, Map<string, unknown>>();
  static readonly set: string[] = [];
  private readonly content: Map<string, unknown>;
  constructor(name: string) {
    this.content = FakeDict.contents.get(name) ?? new Map<string, unknown>();
    FakeDict.contents.set(name, this.content);
  }
  get(key: string): unknown {
    return this.content.get(key) ?? null;
  }
  set(key: string, value: unknown): void {
    FakeDict.set.push(key);
    this.content.set(key, value);
  }
  remove(key: string): void {
    this.content.delete(key);
  }
  clear(): void {
    this.content.clear();
  }
}

describe('a writer of a Max dictionary', () => {
  const scope = globalThis as { Dict?: unknown };
  const NAME = 'state';
  let now = 0;
  const contentOf = (): Record<string, unknown> => {
    const entries = Object.fromEntries(FakeDict.contents.get(NAME) ?? []);
    delete entries.stamp;
    return entries;
  };
  const writer = () => dictionaryWriter(NAME, () => now);
  const setKeys = (): string[] => FakeDict.set.splice(0).filter((key) => key !== 'stamp');

  beforeEach(() => {
    scope.Dict = FakeDict;
    FakeDict.contents.clear();
    FakeDict.set.length = 0;
    now = 1000;
  });
  after(() => {
    delete scope.Dict;
  });

  it('clears what stood there before its first write', () => {
    new FakeDict(NAME).set('old', 1);
    writer().write({ a: 1 });
    assert.deepEqual(contentOf(), { a: 1 });
  });

  it('sets only what has changed, and takes out what the new content lacks or leaves empty', () => {
    const own = writer();
    const list = [1, 2];
    own.write({ a: 1, b: list, c: 'word', d: 'gone' });
    setKeys();
    own.write({ a: 2, b: list, c: '' });
    assert.deepEqual([setKeys(), contentOf()], [['a'], { a: 2, b: list }]);
  });

  it('notices that a preset has replaced the content, and then writes everything', () => {
    const own = writer();
    own.write({ a: 1, b: 2 });
    assert.equal(own.isUntouched, true);
    const other = new FakeDict(NAME);
    other.clear();
    other.set('z', 9);
    assert.equal(own.isUntouched, false);
    own.write({ a: 1, b: 2 });
    assert.deepEqual([contentOf(), own.isUntouched], [{ a: 1, b: 2 }, true]);
  });

  it('tells two writes of one millisecond apart', () => {
    const own = writer();
    own.write({ a: 1 });
    const first = new FakeDict(NAME).get('stamp');
    own.write({ a: 2 });
    assert.notEqual(new FakeDict(NAME).get('stamp'), first);
  });

  it('takes a state that the Set has brought for untouched until it is replaced', () => {
    const stored = new FakeDict(NAME);
    stored.set('stamp', 5);
    const own = writer();
    assert.equal(own.isUntouched, true);
    stored.set('stamp', 6);
    assert.equal(own.isUntouched, false);
  });

  it('keeps its stamps where Max’s whole numbers end', () => {
    now = 2 ** 31 + 7;
    writer().write({});
    assert.equal(new FakeDict(NAME).get('stamp'), 7);
  });

  it('is read by key', () => {
    new FakeDict(NAME).set('a', 3);
    assert.deepEqual([dictionaryReader(NAME)('a'), dictionaryReader(NAME)('b')], [3, null]);
  });
});
