import assert from 'node:assert/strict';
import { draw } from './mutants/draw';
import { KINDS } from './mutants/mutant';
import { mutantsOf } from './mutants/mutants-of';

const TEXT = `import { cord } from './circuit';
export const TIMES = { start: 8000, word: 'Sentences stay.', key: 'ready' } as const;
const cords = [cord('a', 'b'), 'kept', ...others];
function far(x: number, y: number): boolean {
  if (x > y) return true;
  tell(x, y);
  return false;
}
`;

const all = mutantsOf('far.ts', TEXT);
const of = (kind: string): string[] => all.filter((each) => each.kind === kind).map((each) => each.mutation);

describe('the mutants of a source', () => {
  it('negate each condition', () => {
    assert.deepEqual(of('condition'), ['negated: x > y']);
  });

  it('drop each statement but declarations', () => {
    assert.deepEqual(of('statement'), [
      'dropped: if (x > y) return true;',
      'dropped: return true;',
      'dropped: tell(x, y);',
      'dropped: return false;',
    ]);
  });

  it('leave out cords, boxes and spreads of lists, and attributes of objects', () => {
    assert.deepEqual(of('cord'), ["left out: cord('a', 'b')", 'left out: ...others']);
    assert.deepEqual(of('attribute'), [
      'left out: start: 8000',
      "left out: word: 'Sentences stay.'",
      "left out: key: 'ready'",
    ]);
  });

  it('swap arguments that stand side by side', () => {
    assert.deepEqual(of('arguments'), ["swapped: 'a' and 'b'", 'swapped: x and y']);
    assert.match(all.find(({ mutation }) => mutation === 'swapped: x and y')!.text, /tell\(y, x\);/);
  });

  it('change numbers, truth values and words of the program, but no sentence', () => {
    assert.deepEqual(of('constant'), [
      'changed: 8000 to 8001',
      "changed: 'ready' to 'readyx'",
      "changed: 'a' to 'ax'",
      "changed: 'b' to 'bx'",
      "changed: 'kept' to 'keptx'",
      'changed: true to false',
      'changed: false to true',
    ]);
  });

  it('say where they are, to be found again after lines were added above', () => {
    const { context, line } = all.find(({ mutation }) => mutation === 'changed: 8000 to 8001')!;
    assert.equal(line, 2);
    assert.match(context, /^TIMES › start: export const TIMES/);
  });
});

describe('a draw', () => {
  const names = (seed: number, isSound = () => true): string[] =>
    draw(all, 6, seed, isSound).mutants.map(({ mutation }) => mutation);

  it('is the same for a seed and another for another', () => {
    assert.deepEqual(names(3), names(3));
    assert.notDeepEqual(names(3), names(4));
  });

  it('draws again for a mutant that does not compile, and none twice', () => {
    let asked = 0;
    const { mutants, putBack } = draw(all, 6, 3, () => ++asked % 2 === 0);
    assert.equal(mutants.length, 6);
    assert.equal(new Set(mutants).size, 6);
    assert.equal(putBack, 6);
  });

  it('ends when nothing is left', () => {
    assert.equal(draw(all, 1000, 1, () => true).mutants.length, all.length);
  });

  it('gives each kind its chance, however many there are of it', () => {
    const kinds = new Set(draw(all, 12, 1, () => true).mutants.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), [...KINDS].sort());
  });
});
