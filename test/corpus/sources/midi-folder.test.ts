import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { midiFolderSource } from '../../../src/corpus/sources/midi-folder';
import { FLOOR, ROCK, midiOf, recordsIn, withFolder } from '../support/fixtures';

describe('a folder of MIDI files', () => {
  it('names the style by the first subfolder, by the folder itself, or as it is told', async () => {
    await withFolder(async (folder) => {
      const music = join(folder, 'My Loops');
      mkdirSync(join(music, 'Deep House!', 'more'), { recursive: true });
      writeFileSync(join(music, 'Deep House!', 'more', 'a b.mid'), midiOf([FLOOR, FLOOR]));
      writeFileSync(join(music, 'c.MID'), midiOf([ROCK, ROCK]));
      writeFileSync(join(music, 'notes.txt'), 'no music');
      const build = async (style?: string): Promise<string[]> => {
        await buildCorpus(midiFolderSource(music, { seed: 1, ...(style && { style }) }), join(folder, 'out'));
        return (await recordsIn(join(folder, 'out'))).map((record) => record.style).sort();
      };
      assert.deepEqual(await build(), ['deep-house', 'my-loops']);
      assert.deepEqual(await build('Techno'), ['techno', 'techno']);
    });
  });

  it('takes a file of one bar as the loop it is', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'm'));
      writeFileSync(join(folder, 'm', 'loop.mid'), midiOf([FLOOR]));
      await buildCorpus(midiFolderSource(join(folder, 'm'), { seed: 1 }), join(folder, 'out'));
      const [record] = await recordsIn(join(folder, 'out'));
      const kicks = record?.hits.filter(([, voice]) => voice === 0).map(([step]) => step);
      assert.deepEqual(kicks, [0, 4, 8, 12, 16, 20, 24, 28]);
    });
  });

  it('keeps all windows of a file in one split, and the split when files are added', async () => {
    await withFolder(async (folder) => {
      const music = join(folder, 'm');
      mkdirSync(music);
      const splits = async (count: number): Promise<Map<string, string>> => {
        for (let number = 0; number < count; number++) {
          // Another crash in each file, or they would be each other's duplicates.
          const bar = { ...FLOOR, crash: [number % 16], ride: [Math.floor(number / 16)] };
          writeFileSync(
            join(music, `${number}.mid`),
            midiOf([bar, { ...bar, rim: [3] }, { ...bar, rim: [5] }]),
          );
        }
        await buildCorpus(midiFolderSource(music, { seed: 1 }), join(folder, 'out'));
        const found = new Map<string, string>();
        for (const { group, split } of await recordsIn(join(folder, 'out'))) {
          assert.equal(found.get(group) ?? split, split);
          found.set(group, split);
        }
        return found;
      };
      const few = await splits(30);
      const many = await splits(60);
      for (const [group, split] of few) assert.equal(many.get(group), split);
      assert.equal(new Set(many.values()).size, 3);
    });
  });

  it('skips files that are broken, empty, huge, in 3/4 or behind a link that ends nowhere, each with its reason', async () => {
    await withFolder(async (folder) => {
      const music = join(folder, 'm');
      mkdirSync(join(music, 'sub'), { recursive: true });
      const noise = Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 251);
      writeFileSync(join(music, 'a-noise.mid'), noise);
      writeFileSync(join(music, 'b-empty.mid'), '');
      writeFileSync(join(music, 'c-huge.mid'), new Uint8Array(2_000_001));
      symlinkSync('nowhere', join(music, 'd-dangling.mid'));
      writeFileSync(join(music, 'e-fine.mid'), midiOf([FLOOR, FLOOR]));
      symlinkSync('f-itself.mid', join(music, 'f-itself.mid'));
      const waltz = Buffer.from(midiOf([FLOOR, FLOOR]));
      waltz[waltz.indexOf(Uint8Array.of(0xff, 0x58, 4, 4)) + 3] = 3; // the numerator of the time signature
      writeFileSync(join(music, 'g-waltz.mid'), waltz);
      symlinkSync('..', join(music, 'sub', 'circle'));
      const { filesSkipped, filesRead } = await buildCorpus(
        midiFolderSource(music, { seed: 1 }),
        join(folder, 'out'),
      );
      assert.equal(filesRead, 1);
      assert.deepEqual(filesSkipped, [
        { file: 'a-noise.mid', reason: 'It is not a MIDI file: it does not begin with the header MThd.' },
        { file: 'b-empty.mid', reason: 'It is not a MIDI file: it does not begin with the header MThd.' },
        { file: 'c-huge.mid', reason: 'It is larger than 2000000 bytes.' },
        { file: 'd-dangling.mid', reason: 'It cannot be read (ENOENT).' },
        { file: 'f-itself.mid', reason: 'It cannot be read (ELOOP).' },
        { file: 'g-waltz.mid', reason: 'Its time signature is 3/4, not 4/4.' },
        { file: 'sub/circle', reason: 'It leads to a folder that was read already.' },
      ]);
    });
  });

  it('says so when the folder itself is not there, or holds nothing', async () => {
    await withFolder(async (folder) => {
      const build = (name: string): Promise<unknown> =>
        buildCorpus(midiFolderSource(join(folder, name), { seed: 1 }), join(folder, 'out'));
      await assert.rejects(
        build('nowhere'),
        /Could not read the folder .*nowhere: there is no such file or folder/,
      );
      mkdirSync(join(folder, 'hollow'));
      await assert.rejects(build('hollow'), /no files were found/);
    });
  });
});
