import assert from 'node:assert/strict';
import vm from 'node:vm';
import ts from 'typescript';
import { placeAt, placesOf, probed, REACHED } from './coverage/functions';
import { testsFor } from './coverage/reach';
import { textOf } from '../architecture/sources';

const TEXT = `const twice = (x: number) => ({ value: 2 * x });
class Box {
  get side(): number { return twice(3).value; }
  never(): void { [1].map((each) => each); }
}
new Box().side;
`;

/** What the probes of a text tell when it runs. */
function reachedBy(text: string): string[] {
  const seen: string[] = [];
  const { outputText } = ts.transpileModule(probed('box.ts', text), {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  vm.runInNewContext(outputText, { [REACHED]: (id: string) => seen.push(id) });
  return seen;
}

describe('the probes of a measured run', () => {
  it('tell which functions were reached, arrows and getters included', () => {
    assert.deepEqual(reachedBy(TEXT), ['box.ts#0', 'box.ts#2', 'box.ts#1']);
  });

  it('stay on their lines, so that errors are where they were', () => {
    assert.equal(probed('box.ts', TEXT).split('\n').length, TEXT.split('\n').length);
  });

  it('leave a source of the device that can be read', () => {
    const text = probed('pages.ts', textOf('src/amxd/circuits/pages.ts'));
    const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
    assert.deepEqual(diagnostics, []);
  });

  it('know the innermost function of a place', () => {
    assert.equal(placeAt(placesOf('box.ts', TEXT), TEXT.indexOf('each) => each') + 9).id, 'box.ts#4');
    assert.equal(placeAt(placesOf('box.ts', TEXT), TEXT.indexOf('new Box')).id, 'box.ts#0');
  });
});

describe('the tests for a change', () => {
  const at = (file: string, words: string) => ({ file, at: textOf(file).indexOf(words) });
  const measured = (file: string, reached: readonly string[], seconds = 1) => ({
    file,
    hash: file,
    seconds,
    reached: new Set(reached),
  });
  const NOTES = 'src/device/notes/clip-notes.ts';
  const here = at(NOTES, 'const strokes');
  const { id } = placeAt(placesOf(NOTES, textOf(NOTES)), here.at);

  it('are those that reach its function, the nearest first and the quick before the slow', () => {
    const tests = testsFor(
      [here],
      [
        measured('test/device/in-live/a.test.ts', [id], 9),
        measured('test/device/in-live/b.test.ts', [id], 5),
        measured('test/device/notes/clip-notes.test.ts', [id]),
        measured('test/device/state/c.test.ts', [`${NOTES}#0`]),
      ],
    );
    assert.deepEqual(
      tests.map(({ file }) => file.split('/').at(-1)),
      ['clip-notes.test.ts', 'b.test.ts', 'a.test.ts'],
    );
  });

  it('are for a constant of a file those that reach a function that uses it', () => {
    const constant = at(NOTES, '1e-6');
    const user = placeAt(placesOf(NOTES, textOf(NOTES)), at(NOTES, 'Math.abs(apart) <').at).id;
    const tests = testsFor(
      [constant],
      [measured('a.test.ts', [user]), measured('b.test.ts', [`${NOTES}#0`])],
    );
    assert.deepEqual(
      tests.map(({ file }) => file),
      ['a.test.ts'],
    );
  });
});
