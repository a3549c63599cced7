import assert from 'node:assert/strict';
import { isBulky } from '../../src/files/json-bulk';

const LIMITS = { depth: 3, containers: 5, commas: 4 };

describe('the bulk of a JSON text', () => {
  it('is measured by what it would hold: depth, objects and arrays, values', () => {
    const cases: readonly (readonly [string, boolean])[] = [
      ['[[[]]]', false],
      ['[[[[]]]]', true],
      ['[{},{},{},{}]', false],
      ['[{},{},{},{},{}]', true],
      ['[1,2,3,4,5]', false],
      ['[1,2,3,4,5,6]', true],
    ];
    for (const [text, expected] of cases) assert.equal(isBulky(Buffer.from(text), LIMITS), expected, text);
  });

  it('does not count what is inside strings, not even after an escaped quotation mark', () => {
    assert.equal(isBulky(Buffer.from(JSON.stringify(['[[[[[[', ',,,,,,', 'a"[[[[[[", \\'])), LIMITS), false);
  });
});
