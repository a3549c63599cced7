import assert from 'node:assert/strict';
import path from 'node:path';
import { sourcesUnder, textOf } from './sources';

/** Source files that a folder may hold: more are two rooms that share a door. */
const MOST_FILES = { src: 15, test: 25 } as const;

const MOST_HEADER_LINES = 4;
const MOST_COLUMNS = 110;

describe('a folder', () => {
  for (const [folder, most] of Object.entries(MOST_FILES))
    it(`holds at most ${most} source files in ${folder}, so that each is found by looking`, () => {
      const counts = new Map<string, number>();
      for (const file of sourcesUnder(folder)) {
        const parent = path.posix.dirname(file);
        counts.set(parent, (counts.get(parent) ?? 0) + 1);
      }
      assert.deepEqual(
        [...counts].filter(([, count]) => count > most),
        [],
      );
    });
});

describe('a source', () => {
  it('opens with a header of one to four lines that says what it is for', () => {
    const without = sourcesUnder('src').filter((file) => !hasHeader(textOf(file)));
    assert.deepEqual(without, []);
  });
});

function hasHeader(text: string): boolean {
  const lines = text.split('\n');
  const count = lines.findIndex((line) => !line.startsWith('// '));
  const header = lines.slice(0, count);
  return (
    count >= 1 &&
    count <= MOST_HEADER_LINES &&
    lines[count] === '' &&
    header.every((line) => line.length <= MOST_COLUMNS)
  );
}
