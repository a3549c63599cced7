import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import type { CorpusManifest } from '../../../src/corpus/manifest';
import type { CorpusRecord } from '../../../src/corpus/record';
import { stemsSource } from '../../../src/corpus/sources/stems';
import type { StemHit, StemTrack } from '../../../src/corpus/sources/stem-bars';
import { CLAP, CLOSED_HAT, KICK, OPEN_HAT, SNARE, voiceIndex } from '../../../src/rhythm/voices';
import { runScript } from '../../support/command';
import { recordsIn, withFolder, writeTarGz } from '../support/fixtures';

/** Hits of one voice on some steps, alone in a stem of its own unless another is named. */
function hits(voice: StemHit['voice'], steps: readonly number[], changes: Partial<StemHit> = {}): StemHit[] {
  return steps.map((step) => ({ voice, step, vel: 0.5, off16: 0, stem: voice, ...changes }));
}

const BEAT = [...hits('kick', [0, 10]), ...hits('clap', [4, 12]), ...hits('ch', [2, 6, 14])];

function track(...bars: readonly (readonly StemHit[])[]): StemTrack {
  return { bpm: 130, bars: bars.map((bar) => [...bar]) };
}

async function build(
  tracks: Readonly<Record<string, StemTrack>>,
  styles: Readonly<Record<string, string>> = { A: 'garage' },
): Promise<{ records: CorpusRecord[]; manifest: CorpusManifest }> {
  return withFolder(async (folder) => {
    const file = join(folder, 'bars.json');
    writeFileSync(file, JSON.stringify(tracks));
    const source = await stemsSource(file, new Map(Object.entries(styles)));
    const manifest = await buildCorpus(source, join(folder, 'out'));
    return { records: await recordsIn(join(folder, 'out')), manifest };
  });
}

/** The steps on which a voice is hit in the first record. */
function stepsOf({ records }: { records: CorpusRecord[] }, voice: number): number[] {
  return records[0]!.hits.filter((hit) => hit[1] === voice).map(([step]) => step);
}

describe('a corpus of drum stems', () => {
  it('reads the tracks that a style is named for and counts the others as set aside', async () => {
    const other = track(BEAT, [...BEAT, ...hits('oh', [8])]);
    const { records, manifest } = await build({ A: track(BEAT, BEAT), B: other, C: other }, { B: 'house' });
    assert.deepEqual(
      records.map(({ id, group, style, split, provenance, tempoBpm }) => [
        id,
        group,
        style,
        split,
        provenance,
        tempoBpm,
      ]),
      [['stems/B#0', 'B', 'house', 'train', 'transcribed', 130]],
    );
    assert.equal(manifest.dropped['tracks set aside'], 2);
    assert.equal(manifest.sources[0]?.licence, 'CC0 1.0');
  });

  it('reads the same from an archive that contains bars.json', async () => {
    await withFolder(async (folder) => {
      const archive = await writeTarGz(join(folder, 'stems.tar.gz'), [
        { name: 'eif/CREDIT.md', content: 'thanks' },
        { name: 'eif/bars.json', content: JSON.stringify({ A: track(BEAT, BEAT) }) },
      ]);
      const manifest = await buildCorpus(
        await stemsSource(archive, new Map([['A', 'garage']])),
        join(folder, 'out'),
      );
      assert.equal(manifest.windows, 1);
    });
  });

  it('starts a window at every bar and leaves out pauses, bars without a kick and stems that play alone', async () => {
    const withTom = [...BEAT, ...hits('tom', [15])];
    const hatsAlone = hits('ch', [0, 4, 8, 12]);
    const kickAndHats = [...hits('kick', [0, 4, 8, 12]), ...hits('ch', [2])];
    const { records, manifest } = await build({
      A: track(BEAT, withTom, BEAT, [], BEAT, hatsAlone, BEAT, BEAT.slice(0, 3), kickAndHats, kickAndHats),
    });
    assert.deepEqual(
      records.map(({ id }) => id),
      ['stems/A#0', 'stems/A#1'],
    );
    assert.equal(manifest.dropped['bars without a kick'], 1);
    assert.equal(manifest.dropped['windows without a snare or clap, or without a hat'], 1);
  });

  it('takes a tom for the mid tom and holds offsets within half a 16th', async () => {
    const bar = [...BEAT, ...hits('tom', [15])];
    // One late clap of many, or its stem would not stand on the grid.
    const claps = hits('clap', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    const late = hits('clap', [3], { off16: 0.7 });
    const built = await build({ A: track(bar, BEAT, ...Array.from({ length: 3 }, () => claps), late) });
    assert.deepEqual(stepsOf(built, voiceIndex('mid-tom')), [15]);
    const lateFirst = await build({ A: track([...bar, ...late], BEAT, claps, claps) });
    assert.deepEqual(lateFirst.records[0]!.hits.find(([step]) => step === 3)?.[3], 0.5);
  });

  it('keeps the louder of two hits in a cell, and of closed and open hat on one step', async () => {
    const bar = [
      ...hits('kick', [0, 10]),
      ...hits('clap', [4], { vel: 0.5 }),
      ...hits('clap', [4], { vel: 0.4, stem: 'clap', off16: 0.1 }),
      ...hits('ch', [2, 6], { vel: 0.5 }),
      ...hits('ch', [8], { vel: 0.1 }),
      ...hits('oh', [2], { vel: 0.1 }),
      ...hits('oh', [8, 12], { vel: 0.5 }),
    ];
    const built = await build({ A: track(bar, bar) });
    assert.deepEqual(stepsOf(built, CLOSED_HAT), [2, 6, 18, 22]);
    assert.deepEqual(stepsOf(built, OPEN_HAT), [8, 12, 24, 28]);
    assert.deepEqual(stepsOf(built, CLAP), [4, 20]);
    assert.equal(built.records[0]!.hits.find(([, voice]) => voice === CLAP)?.[3], 0);
  });

  it('makes velocities that one can hear of the low amplitudes of a mixed stem, and keeps ghost hits soft', async () => {
    const stem = 'DRUMS';
    const bar = [
      ...hits('kick', [0, 8, 10, 14], { stem, vel: 0.12 }),
      ...hits('snare', [4, 12], { stem, vel: 0.9 }),
      ...hits('ch', [2, 6, 7, 15], { stem, vel: 0.8 }),
      ...hits('ch', [3], { stem, vel: 0.16 }),
    ];
    const { records } = await build({ A: track(bar, bar) });
    const velocity = (at: number): number => records[0]!.hits.find(([step]) => step === at)![2];
    assert.ok(velocity(0) > 0.8 && velocity(4) > 0.8 && velocity(2) > 0.8);
    assert.ok(velocity(3) > 0.3 && velocity(3) < 0.5, String(velocity(3)));
  });

  it('leaves out bleed between the bands of a mixed stem, but not a snare that is played with a kick of its own stem', async () => {
    const stem = 'DRUMS';
    const mixed = [
      ...hits('kick', [0, 10], { stem, vel: 0.2 }),
      ...hits('kick', [4], { stem, vel: 0.06 }),
      ...hits('kick', [7], { stem, vel: 0.04 }),
      ...hits('snare', [4, 12], { stem, vel: 0.9 }),
      ...hits('snare', [0], { stem, vel: 0.7 }),
      ...hits('ch', [2, 6], { stem }),
    ];
    const built = await build({ A: track(mixed, mixed) });
    assert.deepEqual(stepsOf(built, KICK), [0, 10, 16, 26]);
    assert.deepEqual(stepsOf(built, SNARE), [4, 12, 20, 28]);
    assert.equal(built.manifest.dropped['hits that are bleed of another drum'], 6);

    const apart = [...hits('kick', [0, 4, 8, 12]), ...hits('snare', [4, 12]), ...hits('ch', [2])];
    assert.deepEqual(stepsOf(await build({ A: track(apart, apart) }), SNARE), [4, 12, 20, 28]);
  });

  it('leaves out stems that stand beside the grid of their track', async () => {
    const drifting = hits('snare', [1, 5, 9], { off16: 0.45, stem: 'TRAP' });
    const built = await build({ A: track([...BEAT, ...drifting], BEAT) });
    assert.deepEqual(stepsOf(built, SNARE), []);
    assert.equal(built.manifest.dropped['hits of stems beside the grid'], 3);
  });

  it('is refused with a sentence when the document does not fit', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'bars.json');
      const fails = async (content: string, reason: RegExp): Promise<void> => {
        writeFileSync(file, content);
        await assert.rejects(stemsSource(file, new Map([['B', 'house']])), reason);
      };
      await fails('{', /The list of bars in .* is not JSON/);
      await fails('{"B": {"bpm": 120}}', /is not a list of heard bars: B\.bars/);
      await fails(JSON.stringify({ A: track(BEAT) }), /has no track “B”; its tracks are A\./);
      const empty = await writeTarGz(join(folder, 'e.tgz'), [{ name: 'a.txt', content: 'a' }]);
      await assert.rejects(stemsSource(empty, new Map()), /contains no bars\.json/);
    });
  });
});

describe('npm run corpus -- stems', function () {
  this.timeout(120_000);

  it('takes a style for each of several tracks, and exits 2 where one names none', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'bars.json');
      writeFileSync(file, JSON.stringify({ A: track(BEAT, BEAT), 'B 2': track(BEAT, BEAT), C: track(BEAT) }));
      const run = (...styles: string[]): ReturnType<typeof runScript> =>
        runScript('corpus', ['stems', file, '--out', join(folder, 'out'), '--json', '--style', ...styles]);
      const [fine, wrong] = await Promise.all([run('A=UK Garage', 'B 2=hiphop'), run('A')]);
      assert.equal(fine.code, 0, fine.stderr);
      const { counts } = JSON.parse(fine.stdout) as CorpusManifest;
      assert.deepEqual(
        counts.map(({ style, windows }) => [style, windows]),
        [
          ['hiphop', 1],
          ['uk-garage', 1],
        ],
      );
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /It must be a track and a style, like Hydrogen=garage\./);
    });
  });
});
