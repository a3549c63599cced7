import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../expected');
const REWRITE = 'UPDATE_EXPECTED=1 npx mocha "test/amxd/expected.test.ts"';

/** How each of these files is written anew; also said at their heads where the format has comments. */
export const HOW_TO_REWRITE = `Written by ${REWRITE}; look at the difference before you commit it.`;

/**
 * Compares a text with the committed file of that name, line by line.
 * With UPDATE_EXPECTED in the environment it writes the file instead.
 */
export function assertExpected(name: string, text: string): void {
  const file = path.join(FOLDER, name);
  if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(file, text);
  assert.ok(existsSync(file), `${name} is missing: ${REWRITE}`);
  const [found, expected] = [text.split('\n'), readFileSync(file, 'utf8').split('\n')];
  const message = `test/amxd/expected/${name} is not what the sources make. If the change is meant: ${REWRITE}`;
  assert.deepEqual(
    {
      gone: expected.filter((line) => !found.includes(line)),
      came: found.filter((line) => !expected.includes(line)),
    },
    { gone: [], came: [] },
    `${message}\n${differences(expected, found)}`,
  );
  assert.equal(text, expected.join('\n'), message);
}

function differences(expected: readonly string[], found: readonly string[]): string {
  return [
    ...expected.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
  ]
    .slice(0, 40)
    .join('\n');
}
