import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openJournal } from '../../src/files/journal';
import { withFolder } from '../corpus/support/fixtures';

const ENTRY = z.object({ at: z.number() });

describe('a journal', () => {
  it('goes on after what is already in it', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'deep', 'journal.jsonl');
      assert.deepEqual(await entriesThenAppend(file, 1), []);
      assert.deepEqual(await entriesThenAppend(file, 2), [1]);
      assert.deepEqual(await entriesThenAppend(file, 3), [1, 2]);
    });
  });

  it('loses nothing but a torn last line, however long that is', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'journal.jsonl');
      for (const torn of ['{', '{"at":2}', `{"at":"${'x'.repeat(200_000)}`]) {
        writeFileSync(file, '{"at":1}\n');
        appendFileSync(file, torn);
        assert.deepEqual(await entriesThenAppend(file, 3), [1]);
        assert.equal(readFileSync(file, 'utf8'), '{"at":1}\n{"at":3}\n');
      }
      writeFileSync(file, 'torn from the start');
      assert.deepEqual(await entriesThenAppend(file, 3), []);
      assert.equal(readFileSync(file, 'utf8'), '{"at":3}\n');
    });
  });

  it('names the line that is not an entry of it', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'journal.jsonl');
      writeFileSync(file, '{"at":1}\n{"at":"two"}\n');
      await assert.rejects(entriesThenAppend(file, 3), /journal\.jsonl, line 2, is not valid: at /);
      writeFileSync(file, '{"at":1}\nnonsense\n');
      await assert.rejects(entriesThenAppend(file, 3), /journal\.jsonl, line 2, is not JSON/);
    });
  });
});

async function entriesThenAppend(file: string, at: number): Promise<number[]> {
  const entries: number[] = [];
  const journal = await openJournal(file, ENTRY, (entry) => entries.push(entry.at));
  try {
    await journal.append({ at });
  } finally {
    await journal.close();
  }
  return entries;
}
