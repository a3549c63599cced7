import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { clipsSource } from '../../../src/corpus/clips/clips-source';
import { tiltTowards } from '../../../src/corpus/clips/maximum-entropy';
import type { CorpusManifest } from '../../../src/corpus/manifest';
import type { CorpusRecord } from '../../../src/corpus/record';
import { voiceIndex } from '../../../src/rhythm/voices';
import { catalogFixture } from '../support/catalog-fixture';
import { recordsIn, withFolder, writeTarGz } from '../support/fixtures';

async function build(
  seed: number,
  count = 300,
): Promise<{ records: CorpusRecord[]; manifest: CorpusManifest }> {
  return withFolder(async (folder) => {
    const archive = await writeTarGz(join(folder, 'clips.tar.gz'), [
      { name: 'catalog.json', content: catalogFixture() },
    ]);
    const manifest = await buildCorpus(
      await clipsSource(archive, { seed, count, heldOut: Math.round(count / 8) }),
      join(folder, 'out'),
    );
    return { records: await recordsIn(join(folder, 'out')), manifest };
  });
}

describe('a corpus recombined from clips', () => {
  it('is the same for the same seed and another for another', async () => {
    const [one, again, other] = [await build(1, 60), await build(1, 60), await build(2, 60)];
    assert.equal(one.manifest.fingerprint, again.manifest.fingerprint);
    assert.notEqual(one.manifest.fingerprint, other.manifest.fingerprint);
  });

  it('makes every pattern from clips of its own split, so that what is held out was never learned', async () => {
    const { records } = await build(1);
    const splitOfClip = new Map<string, string>();
    for (const { group, split } of records) {
      for (const clip of group.split('+').filter((id) => id !== 'plain')) {
        assert.equal(splitOfClip.get(clip) ?? split, split, clip);
        splitOfClip.set(clip, split);
      }
    }
    assert.equal(new Set(splitOfClip.values()).size, 3);
  });

  it('says that its patterns are recombined, and from what', async () => {
    const { records, manifest } = await build(1, 60);
    assert.ok(records.every(({ provenance, group }) => provenance === 'recombined' && group.length > 0));
    assert.deepEqual([...new Set(records.map(({ style }) => style))].sort(), [
      'breakbeat',
      'disco',
      'electro',
      'garage',
      'house',
      'techno',
    ]);
    assert.equal(manifest.sources[0]?.licence, 'CC0 1.0');
  });

  it('never puts closed and open hat on one step, as one pedal plays both', async () => {
    const { records } = await build(1);
    const [closed, open] = [voiceIndex('closed-hat'), voiceIndex('open-hat')];
    for (const { hits, id } of records) {
      const opened = new Set(hits.filter(([, voice]) => voice === open).map(([step]) => step));
      assert.ok(!hits.some(([step, voice]) => voice === closed && opened.has(step)), id);
    }
  });

  it('plays where house plays: kick on the floor, clap on the backbeat, hats on the off-beat', async () => {
    const { manifest } = await build(1);
    const house = manifest.profiles.find(({ style }) => style === 'house')!;
    const percent = (voice: string, step: number): number => house.voices[voice]?.hitPercent[step] ?? 0;
    for (const beat of [0, 4, 8, 12]) assert.ok(percent('kick', beat) > 85, `kick on ${beat}`);
    for (const step of [2, 3, 6, 10]) assert.ok(percent('kick', step) < 8, `kick on ${step}`);
    for (const step of [4, 12]) assert.ok(Math.abs(percent('clap', step) - 73) < 10, `clap on ${step}`);
    for (const step of [2, 6, 10, 14]) assert.ok(percent('open-hat', step) > 40, `open hat on ${step}`);
  });

  it('is as loud and as tight as measured house', async () => {
    const { manifest } = await build(1);
    const house = manifest.profiles.find(({ style }) => style === 'house')!;
    const [kickMean, kickSpread] = house.voices.kick!.velocity;
    assert.ok(
      Math.abs(kickMean - 98) < 3 && Math.abs(kickSpread - 9) < 3,
      `kick ${kickMean} ± ${kickSpread}`,
    );
    assert.ok(Math.abs(house.voices.kick!.offset[1] - 0.025) < 0.01);
    assert.ok(Math.abs(house.voices.clap!.offset[1] - 0.07) < 0.02);
  });

  it('swings on odd 16ths of hats and percussion only, because a house kick stays on the grid', async () => {
    const { records } = await build(1);
    const meanOffset = (voice: number, odd: boolean): number => {
      const offsets = records
        .filter(({ style }) => style === 'garage')
        .flatMap(({ hits }) => hits)
        .filter(([step, hitVoice]) => hitVoice === voice && (step % 2 === 1) === odd)
        .map(([, , , offset]) => offset);
      return offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
    };
    assert.ok(meanOffset(voiceIndex('closed-hat'), true) > 0.1);
    assert.ok(Math.abs(meanOffset(voiceIndex('closed-hat'), false)) < 0.05);
    assert.ok(Math.abs(meanOffset(voiceIndex('kick'), true)) < 0.05);
  });
});

describe('a clip catalogue that does not fit', () => {
  it('is refused with a sentence', async () => {
    await withFolder(async (folder) => {
      const fails = async (content: string, reason: RegExp): Promise<void> => {
        const file = join(folder, 'catalog.json');
        writeFileSync(file, content);
        await assert.rejects(clipsSource(file, { seed: 1, count: 10, heldOut: 10 }), reason);
      };
      await fails('{', /is not JSON/);
      await fails('{"entries": [{"id": 4}]}', /is not a clip catalogue: entries\.0\.id/);
      await assert.rejects(
        clipsSource(join(folder, 'no.json'), { seed: 1, count: 10, heldOut: 10 }),
        /Could not read .*no\.json: there is no such file/,
      );
      const empty = await writeTarGz(join(folder, 'e.tgz'), [{ name: 'a.txt', content: 'a' }]);
      await assert.rejects(
        clipsSource(empty, { seed: 1, count: 10, heldOut: 10 }),
        /contains no catalog\.json/,
      );
    });
  });

  it('may name sounds we have no voice for: these are left out', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'catalog.json');
      writeFileSync(file, catalogFixture().replaceAll('"cowbell"', '"constructor"'));
      const source = await clipsSource(file, { seed: 1, count: 20, heldOut: 10 });
      assert.ok((await buildCorpus(source, join(folder, 'out'))).windows > 20);
    });
  });

  it('is refused when it has too few clips to make patterns from', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'catalog.json');
      writeFileSync(file, '{"entries": []}');
      await assert.rejects(
        clipsSource(file, { seed: 1, count: 200, heldOut: 10 }),
        /has 0 Kick clips; at least 10 are needed/,
      );
    });
  });
});

describe('the number of patterns from a catalogue', () => {
  it('grows for training alone, so that the held-out patterns stay as they were', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'catalog.json');
      writeFileSync(file, catalogFixture());
      const heldOut = async (count: number): Promise<unknown[]> => {
        const out = join(folder, `of-${count}`);
        await buildCorpus(await clipsSource(file, { seed: 1, count, heldOut: 10 }), out);
        const records = await recordsIn(out);
        assert.ok(records.filter(({ split }) => split === 'train').length > count);
        return records.filter(({ split }) => split === 'validation').map(({ id }) => id);
      };
      // More training patterns may stand in the way of a held-out one; none is added.
      const [few, many] = [await heldOut(20), await heldOut(80)];
      assert.ok(many.length > 0 && many.every((id) => few.includes(id)));
    });
  });
});

describe('weighting by maximum entropy', () => {
  it('brings the mean to the target where the candidates allow it', () => {
    const candidates = [
      { baseWeight: 1, features: [1, 0] },
      { baseWeight: 1, features: [0, 1] },
      { baseWeight: 2, features: [1, 1] },
      { baseWeight: 1, features: [0, 0] },
    ];
    const probabilities = tiltTowards(candidates, [0.3, 0.6]);
    const mean = (feature: number): number =>
      candidates.reduce((sum, { features }, index) => sum + probabilities[index]! * features[feature]!, 0);
    assert.ok(Math.abs(mean(0) - 0.3) < 1e-3 && Math.abs(mean(1) - 0.6) < 1e-3);
    assert.ok(Math.abs(probabilities.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
  });

  it('stays finite where no candidate can meet the target', () => {
    const probabilities = tiltTowards([{ baseWeight: 1, features: [0] }], [1]);
    assert.deepEqual(probabilities, [1]);
  });
});
