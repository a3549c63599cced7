import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArchive } from '../../../src/corpus/archives/archive';
import type { ArchiveEntry, ArchiveLimits } from '../../../src/corpus/archives/entry';
import { withFolder, writeTarGz, writeZip } from '../support/fixtures';

const LIMITS: ArchiveLimits = {
  wanted: (name) => name.endsWith('.mid'),
  maxEntryBytes: 100,
  maxTotalBytes: 1_000_000,
};

async function entriesOf(path: string, limits = LIMITS): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of readArchive(path, limits)) entries.push(entry);
  return entries;
}

describe('reading archives', () => {
  it('gives the wanted files with their content, from a .zip as from a .tar.gz', async () => {
    await withFolder(async (folder) => {
      const files = [
        { name: 'ä/one.mid', content: 'one' },
        { name: 'readme.txt', content: 'no' },
        { name: 'two.mid', content: '' },
      ];
      for (const path of [
        writeZip(join(folder, 'a.zip'), files),
        await writeTarGz(join(folder, 'a.tgz'), files),
      ]) {
        assert.deepEqual(
          (await entriesOf(path)).map(({ name, content }) => [name, Buffer.from(content ?? []).toString()]),
          [
            ['ä/one.mid', 'one'],
            ['two.mid', ''],
          ],
        );
      }
    });
  });

  it('gives no content for names that lead out of the archive, by any system’s rules', async () => {
    await withFolder(async (folder) => {
      const names = ['../a.mid', 'a/../../b.mid', '/c.mid', '..\\d.mid', 'C:\\e.mid'];
      const files = names.map((name) => ({ name, content: 'x' }));
      const entries = await entriesOf(writeZip(join(folder, 'a.zip'), files));
      assert.deepEqual(
        entries.map(({ content, reason }) => [content, reason]),
        names.map(() => [undefined, 'Its name leads out of the archive.']),
      );
    });
  });

  it('passes over a large file and reads on', async () => {
    await withFolder(async (folder) => {
      const files = [
        { name: 'big.mid', content: new Uint8Array(101) },
        { name: 'small.mid', content: 'x' },
      ];
      for (const path of [
        writeZip(join(folder, 'a.zip'), files),
        await writeTarGz(join(folder, 'a.tgz'), files),
      ]) {
        const [big, small] = await entriesOf(path);
        assert.equal(big?.reason, 'It is larger than 100 bytes.');
        assert.ok(small?.content);
      }
    });
  });

  it('stops at a bomb, even when the bomb is not one of the files asked for', async () => {
    await withFolder(async (folder) => {
      const bomb = await writeTarGz(join(folder, 'bomb.tgz'), [
        { name: 'zeros.bin', content: new Uint8Array(5_000_000) },
        { name: 'a.mid', content: 'x' },
      ]);
      assert.ok(readFileSync(bomb).length < 20_000);
      await assert.rejects(entriesOf(bomb), /bomb\.tgz unpacks to more than 1000000 bytes/);
    });
  });

  it('says that an archive is damaged', async () => {
    await withFolder(async (folder) => {
      const zip = writeZip(join(folder, 'a.zip'), [{ name: 'a.mid', content: 'content' }]);
      const bytes = readFileSync(zip);
      bytes.write('XX', 2); // the second half of the mark of the local header that the directory points to
      writeFileSync(zip, bytes);
      await assert.rejects(entriesOf(zip), /a\.zip is damaged or cut short/);
      const gzip = join(folder, 'b.tgz');
      writeFileSync(gzip, Uint8Array.from([0x1f, 0x8b, 1, 2, 3, 4, 5]));
      await assert.rejects(entriesOf(gzip), /b\.tgz is damaged or cut short/);
    });
  });
});
